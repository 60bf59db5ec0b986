/** What a finding says, in a language. Names that the hub has for things are words of that language there. */
import type { Language, Localized } from '../../contract/text.ts';
import { syntaxErrors } from '../json/json-syntax.ts';
import { findings } from '../problems/findings.ts';
import { type Details, type FindingValue, fill } from '../problems/problems.ts';
import { detailsWithTimes } from './details-with-times.ts';
import { localized, unworded } from './localized.ts';

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

/** What is sent in place of a missing cell. */
const remedies = {
  zero: localized('where nothing happened, send 0', 'nếu không phát sinh hãy gửi 0'),
  ratio: localized(
    'where nothing happened, send numerator 0 and denominator 0',
    'nếu không phát sinh hãy gửi tử số 0 và mẫu số 0',
  ),
  evidence: localized(
    'where there is no document, send "evidence": null',
    'nếu chưa có văn bản hãy gửi "evidence": null',
  ),
  range: localized('send a value from {min} to {max}', 'hãy gửi một giá trị từ {min} đến {max}'),
} as const;

/** Why an agency is not there on any day of a period. */
const absences = {
  merged: localized('it was merged into {into}', 'đã sáp nhập vào {into}'),
  ended: localized('its last day was {until}', 'ngày hoạt động cuối cùng là {until}'),
  'not-begun': localized('it begins on {begins}', 'bắt đầu hoạt động từ {begins}'),
  unknown: localized('the registry does not have it', 'không có trong danh bạ'),
} as const;

/** Who acts for what a closed agency has left. */
const successors = {
  merged: localized(
    'keys of {into}, which it was merged into, act for what it left',
    'khóa của {into}, nơi đã sáp nhập vào, đại diện cho dữ liệu để lại',
  ),
  none: localized('it was merged into no other', 'không sáp nhập vào cơ quan nào'),
} as const;

/** Stages of the roadmap (R16). */
const stages = {
  planned: localized('planned', 'dự kiến'),
  testing: localized('testing', 'thử nghiệm'),
  connected: localized('connected', 'đã kết nối'),
  suspended: localized('suspended', 'tạm ngừng'),
} as const;

/** Which details are names of the hub's, and what they are called. */
const tables: Readonly<Record<string, Readonly<Record<string, Localized>>>> = {
  remedy: remedies,
  absence: absences,
  successor: successors,
  stage: stages,
  what: syntaxErrors,
  expected: forms,
  got: forms,
  kind: times,
  level: times,
};

/** Where a cell stands already: a pointer of the call, or a row of a file. */
const rowText = (value: string | number, language: Language): string | number =>
  language === 'vi' && typeof value === 'string' ? value.replace(/^row (?=\d+$)/, 'dòng ') : value;

/** A word can name other details, as `{min}` does; a detail of the sender's is no word and names none. */
const inWords = (details: Details, language: Language): Details =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      if (name === 'first') return [name, rowText(value, language)];
      const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
      const found = table !== undefined && Object.hasOwn(table, value) ? table[value] : undefined;
      return [name, found === undefined ? value : fill(found[language], details)];
    }),
  );

export const findingText = (
  { code, details, words = {} }: Pick<FindingValue, 'code' | 'details' | 'words'>,
  language: Language,
): string =>
  fill(findings[code][language], {
    ...inWords(detailsWithTimes(details, language), language),
    ...Object.fromEntries(Object.entries(words).map(([name, word]) => [name, word[language]])),
  });

/** A type of JSON in words; another name stays as it is. */
export const formText = (name: string): Localized =>
  (Object.hasOwn(forms, name) ? (forms as Readonly<Record<string, Localized>>)[name] : undefined) ??
  unworded(name);
