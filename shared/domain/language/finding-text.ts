/** What a finding says, in a language. Names that the hub has for things are words of that language there. */
import type { Language, Localized } from '../../contract/text.ts';
import { syntaxErrors } from '../json/json-syntax.ts';
import { findings } from '../problems/findings.ts';
import { type Details, type FindingValue, fill } from '../problems/problems.ts';

const words = (en: string, vi: string): Localized => ({ vi, en });

/** Types of JSON as the schemas call them. */
const forms = {
  object: words('an object', 'một đối tượng'),
  record: words('an object', 'một đối tượng'),
  array: words('a list', 'một danh sách'),
  string: words('text', 'chuỗi ký tự'),
  number: words('a number', 'một số'),
  int: words('a whole number', 'một số nguyên'),
  boolean: words('true or false', 'true hoặc false'),
  null: words('null', 'null'),
  'number or text': words('a number, or a decimal as text', 'một số, hoặc một số thập phân dạng chuỗi'),
  instant: words('a time with its offset from UTC', 'thời điểm kèm độ lệch múi giờ so với UTC'),
} as const;

const times = {
  month: words('month', 'tháng'),
  quarter: words('quarter', 'quý'),
  'half-year': words('half-year', 'nửa năm'),
  year: words('year', 'năm'),
  day: words('day', 'ngày'),
  hour: words('hour', 'giờ'),
  minute: words('minute', 'phút'),
} as const;

/** Which details are names of the hub's, and what they are called. */
const tables: Readonly<Record<string, Readonly<Record<string, Localized>>>> = {
  what: syntaxErrors,
  expected: forms,
  got: forms,
  kind: times,
  level: times,
};

const inWords = (details: Details, language: Language): Details =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
      const found = table !== undefined && Object.hasOwn(table, value) ? table[value] : undefined;
      return [name, found?.[language] ?? value];
    }),
  );

export const findingText = (
  { code, details }: Pick<FindingValue, 'code' | 'details'>,
  language: Language,
): string => fill(findings[code][language], inWords(details, language));
