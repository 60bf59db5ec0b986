import { expect, test } from 'vitest';
import { auditFields } from '../../cli/audit-fields.ts';
import { auditAnswerText, auditQuestionsText } from '../../cli/audit-text.ts';
import { auditQueryNames, auditQueryOf } from '../../shared/contract/access/audit-queries.ts';
import { english, vietnamese } from '../fixtures/view.ts';

const range = { from: Date.parse('2026-11-20T02:00:00Z'), to: Date.parse('2026-11-20T03:30:00Z') };
const rows = [
  { time: '2026-11-20T02:30:05.123Z', hour: '2026-11-20 18:00:00.000', resource: 'H26.dvc~2026-11-20' },
];

test('every time has the zone of all others, be it of a line, which says UTC, or of the logs, which says nothing', () => {
  const text = auditAnswerText('slow-calls', rows, range, english);
  expect(text).toMatch(
    /^2026-11-20 09:30:05\.123 \+07:00 {2}2026-11-21 01:00:00\.000 \+07:00 {2}H26\.dvc~2026-11-20$/m,
  );
  expect(text).toMatch(/1 row from 2026-11-20 09:00:00 \+07:00 to 2026-11-20 10:30:00 \+07:00$/);
  const utc = auditAnswerText('slow-calls', rows, range, { ...english, utc: true });
  expect(utc).toMatch(/^2026-11-20 02:30:05\.123 \+00:00 {2}2026-11-20 18:00:00\.000 \+00:00 /m);
});

test('what does not fit is a list', () => {
  const text = auditAnswerText('slow-calls', rows, range, { ...english, width: 40 });
  expect(text).toContain(
    'time      2026-11-20 09:30:05.123 +07:00\nhour      2026-11-21 01:00:00.000 +07:00\n',
  );
});

/** The fields that a query leaves at its end: of `stats` its aggregates and groups, else those of `fields`. */
function fieldsOf(query: readonly string[]): string[] {
  const last =
    query.findLast((one) => one.startsWith('stats ')) ?? query.find((one) => one.startsWith('fields '));
  const parts = (last ?? '').replace(/^\w+ /, '').split(/, (?![^(]*\))| by /);
  return parts.map((part) => part.split(' as ').at(-1) ?? '');
}

test('every field of every answer has its Vietnamese, and none has that nobody asks for', () => {
  const fields = new Set(auditQueryNames.flatMap((name) => fieldsOf(auditQueryOf(name).query)));
  expect([...fields].filter((field) => !Object.hasOwn(auditFields, field))).toEqual([]);
  expect(Object.keys(auditFields).filter((field) => !fields.has(field))).toEqual([]);
});

test('questions and answers are in the language', () => {
  const listed = auditQuestionsText(vietnamese);
  expect(listed).toMatch(/^tên +câu hỏi/);
  expect(listed).not.toContain('Which calls were slow?');
  expect(auditQuestionsText(english)).toContain('Which calls were slow?');
  expect(auditAnswerText('slow-calls', rows, range, vietnamese)).toMatch(
    /^Yêu cầu nào chậm\?\n\nlúc +giờ +đối tượng\n/,
  );
});
