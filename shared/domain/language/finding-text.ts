/** What a finding says, in a language. Names that the hub has for things are words of that language there. */
import type { Language, Localized } from '../../contract/text.ts';
import { syntaxErrors } from '../json/json-syntax.ts';
import { findings } from '../problems/findings.ts';
import { type Details, type FindingValue, fill } from '../problems/problems.ts';
import { localized } from './localized.ts';

/** Types of JSON as the schemas call them. */
const forms = {
  object: localized('an object', 'một đối tượng'),
  record: localized('an object', 'một đối tượng'),
  array: localized('a list', 'một danh sách'),
  string: localized('text', 'chuỗi ký tự'),
  number: localized('a number', 'một số'),
  int: localized('a whole number', 'một số nguyên'),
  boolean: localized('true or false', 'true hoặc false'),
  null: localized('null', 'null'),
  'number or text': localized('a number, or a decimal as text', 'một số, hoặc một số thập phân dạng chuỗi'),
  instant: localized('a time with its offset from UTC', 'thời điểm kèm độ lệch múi giờ so với UTC'),
} as const;

const times = {
  month: localized('month', 'tháng'),
  quarter: localized('quarter', 'quý'),
  'half-year': localized('half-year', 'nửa năm'),
  year: localized('year', 'năm'),
  day: localized('day', 'ngày'),
  hour: localized('hour', 'giờ'),
  minute: localized('minute', 'phút'),
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
