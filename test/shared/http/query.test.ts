import { expect, test } from 'vitest';
import * as z from 'zod';
import { PeriodId } from '../../../shared/contract/text.ts';
import { readQuery } from '../../../shared/http/query.ts';
import { problemDetails } from '../../../shared/http/render-problem.ts';

const schema = z.strictObject({
  period: PeriodId,
  dryRun: z.enum(['true', 'false']).optional(),
  depth: z
    .string()
    .regex(/^[0-3]$/)
    .transform(Number)
    .optional(),
});

test('parameters are read one by one, each from its one text', () => {
  expect(readQuery({ period: ['2026-10'], dryRun: ['true'] }, schema)).toEqual({
    ok: true,
    value: { period: '2026-10', dryRun: 'true' },
  });
});

test('all that is wrong is said at once, with what is allowed', () => {
  const read = readQuery({ dryRun: ['yes'], asof: ['x'], depth: ['1', '2'] }, schema);
  const errors = read.ok ? [] : problemDetails(read.problem, 'en', 'r').errors;
  expect(errors).toEqual([
    {
      code: 'missing-parameter',
      pointer: null,
      parameter: 'period',
      key: null,
      detail: 'The parameter "period" is missing.',
    },
    {
      code: 'wrong-form',
      pointer: null,
      parameter: 'dryRun',
      key: null,
      detail: '"yes" does not have the form of true | false.',
      allowed: ['true', 'false'],
    },
    {
      code: 'wrong-form',
      pointer: null,
      parameter: 'depth',
      key: null,
      detail: '"depth=1&depth=2" does not have the form of depth=….',
    },
    {
      code: 'unknown-parameter',
      pointer: null,
      parameter: 'asof',
      key: null,
      detail: 'The parameter "asof" is not known.',
      allowed: ['period', 'dryRun', 'depth'],
    },
  ]);
});

test('a wrong form is told with an example of the right one', () => {
  const read = readQuery({ period: ['10/2026'] }, schema);
  const errors = read.ok ? [] : problemDetails(read.problem, 'vi', 'r').errors;
  expect(errors.map(({ detail }) => detail)).toEqual(['"10/2026" không đúng dạng 2026-10.']);
});

test('a name of the language is a parameter like any other', () => {
  const query = JSON.parse('{"period":["2026-10"],"constructor":["x"],"__proto__":["y"]}');
  const read = readQuery(query, schema);
  expect(read.ok ? [] : read.problem.findings.map((one) => one.parameter)).toEqual([
    'constructor',
    '__proto__',
  ]);
});

const times = z.strictObject({
  asOf: z.iso.datetime({ offset: true }).optional(),
  period: PeriodId.optional(),
});
const details = (query: Record<string, readonly string[]>) => {
  const read = readQuery(query, times);
  return read.ok
    ? []
    : problemDetails(read.problem, 'en', 'r').errors.map(({ code, detail }) => [code, detail]);
};

test('a plus sign that came as a space is told how to be sent', () => {
  expect(details({ asOf: ['2026-11-05T10:31:00 07:00'] })).toEqual([
    [
      'unencoded-plus',
      '"2026-11-05T10:31:00 07:00" has a space where a plus sign was meant: in an address write %2B for +, as in 2026-11-05T10:31:00%2B07:00.',
    ],
  ]);
  expect(details({ asOf: ['yesterday 07:00'] })).toMatchObject([['wrong-form', expect.anything()]]);
});

test('what has the right form and does not exist is out of range', () => {
  expect(details({ asOf: ['2028-02-30T00:00:00Z'], period: ['2026-13'] })).toEqual([
    ['out-of-range', '2028-02-30T00:00:00Z is outside 2028-02-01 to 2028-02-29.'],
    ['out-of-range', '2026-13 is outside 2026-01 to 2026-12.'],
  ]);
});
