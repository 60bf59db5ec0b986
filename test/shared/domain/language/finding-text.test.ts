/** What senders read of the form of a body, in both languages. */
import { expect, test } from 'vitest';
import { EventSubmission, ReportSubmission } from '../../../../shared/contract/submissions/submission.ts';
import { readForm } from '../../../../shared/domain/json/read-form.ts';
import { parseStrictJson } from '../../../../shared/domain/json/strict-json.ts';
import { findingText } from '../../../../shared/domain/language/finding-text.ts';
import { events, increment } from '../../../fixtures/events.ts';
import { cellsOf, report } from '../../../fixtures/reports.ts';

/** Of a body as JSON text: pointer, the texts in English and Vietnamese, what is allowed. */
function said(schema: typeof ReportSubmission | typeof EventSubmission, text: string) {
  const read = parseStrictJson(text);
  if (!read.ok) throw new Error('not JSON');
  const { findings } = readForm<object>(schema, read.value.value, read.value.findings, []);
  return findings.map((one) => [
    one.pointer,
    findingText(one, 'en'),
    findingText(one, 'vi'),
    ...(one.allowed ? [one.allowed] : []),
  ]);
}
const ofReport = (change: object, from = '', to = '') =>
  said(ReportSubmission, JSON.stringify({ ...report(), ...change }).replace(from, to));

test.each([
  ['12', 'Expected an object, got a number.', 'Cần một đối tượng, nhận được một số.'],
  ['null', 'Expected an object, got null.', 'Cần một đối tượng, nhận được null.'],
  ['[]', 'Expected an object, got a list.', 'Cần một đối tượng, nhận được một danh sách.'],
  ['"a"', 'Expected an object, got text.', 'Cần một đối tượng, nhận được chuỗi ký tự.'],
])('the body %s', (body, en, vi) => {
  expect(said(ReportSubmission, body)).toEqual([['', en, vi]]);
});

test.each([
  [1.5, 'Expected a whole number, got 1.5.', 'Cần một số nguyên, nhận được 1.5.'],
  ['1', 'Expected a number, got text.', 'Cần một số, nhận được chuỗi ký tự.'],
])('revision %j', (revision, en, vi) => {
  expect(ofReport({ revision })).toEqual([['/revision', en, vi]]);
});

test.each(['0', '1000', '1e19', '99999999999999999999', '-12345678901234567890'])(
  'revision %s: one finding, with the number as it was written, that says from where to where they go',
  (written) => {
    const value = written === '1e19' ? '10000000000000000000' : written;
    const found = ofReport({ revision: 1 }, '"revision":1', `"revision":${written}`);
    expect(found).toEqual([
      ['/revision', `${value} is outside 1 to 998.`, `${value} nằm ngoài khoảng 1 đến 998.`],
    ]);
  },
);

test('a number of too many digits in a cell is to be sent as text, and is there for other rules as it was written', () => {
  const read = parseStrictJson(
    JSON.stringify(report()).replace('"value":1', '"value":12345678901234567890.5'),
  );
  if (!read.ok) throw new Error('not JSON');
  const form = readForm(ReportSubmission, read.value.value, read.value.findings, []);
  expect(form.findings.map(({ code, key }) => [code, key])).toEqual([
    ['too-many-digits', 'volume.received|channel=app|kind=internal'],
  ]);
  expect(form.readable.cells?.[0]).toMatchObject({ value: '12345678901234567890.5' });
});

test('values, dimensions and evidence of another type', () => {
  const [first, ...others] = cellsOf('monthly', () => 1);
  const cell = { ...first, value: true, dimensions: 5, evidence: 'x' };
  expect(ofReport({ cells: [cell, ...others] }).map(([pointer, en, vi]) => [pointer, en, vi])).toEqual([
    ['/cells/0/dimensions', 'Expected an object, got a number.', 'Cần một đối tượng, nhận được một số.'],
    [
      '/cells/0/value',
      'Expected a number, or a decimal as text, got true or false.',
      'Cần một số, hoặc một số thập phân dạng chuỗi, nhận được true hoặc false.',
    ],
    ['/cells/0/evidence', 'Expected an object, got text.', 'Cần một đối tượng, nhận được chuỗi ký tự.'],
  ]);
});

test('a list with too few entries or too many says how many it has and takes', () => {
  expect(ofReport({ cells: [] })).toEqual([
    [
      '/cells',
      'The list "cells" has 0 entries; it takes at least 1.',
      'Danh sách "cells" có 0 phần tử; cần ít nhất 1.',
    ],
  ]);
  const many = said(EventSubmission, JSON.stringify(events({ increments: Array(501).fill(increment()) })));
  expect(many).toEqual([
    [
      '/increments',
      'The list "increments" has 501 entries; it takes at most 500.',
      'Danh sách "increments" có 501 phần tử; chỉ nhận tối đa 500.',
    ],
  ]);
});

test('times are told by example, not by a pattern', () => {
  const body = events({ increments: [{ ...increment(), from: '5/10/2026' }] });
  expect(said(EventSubmission, JSON.stringify(body))).toEqual([
    [
      '/increments/0/from',
      '"5/10/2026" does not have the form of a time with its offset from UTC.',
      '"5/10/2026" không đúng dạng thời điểm kèm độ lệch múi giờ so với UTC.',
      ['2026-11-05T10:31:00+07:00', '2026-11-05T03:31:00Z'],
    ],
  ]);
});

test.each(['system', 'dataset', 'period'])('a wrong %s is told with what one looks like', (name) => {
  const [[pointer, en, vi, allowed] = []] = ofReport({ [name]: '?' });
  expect([pointer, en, vi]).toEqual([
    `/${name}`,
    `"?" does not have the form of ${name}.`,
    `"?" không đúng dạng ${name}.`,
  ]);
  expect(ReportSubmission.shape[name as 'system'].safeParse(allowed?.[0]).success).toBe(true);
});

test('a name of the language is an unknown field like any other', () => {
  const text = JSON.stringify(report()).replace('{', '{"constructor":1,"prototype":{},');
  expect(said(ReportSubmission, text).map(([pointer, en]) => [pointer, en])).toEqual([
    ['/constructor', 'The field "constructor" is not known here.'],
    ['/prototype', 'The field "prototype" is not known here.'],
  ]);
});

test('kinds of periods and levels of time are words of the language', () => {
  const details = { value: '2026', dataset: 'd', kind: 'half-year', example: '2026-H2' };
  expect(findingText({ code: 'impossible-period', details }, 'vi')).toContain(
    'báo cáo theo nửa năm: 2026-H2',
  );
});
