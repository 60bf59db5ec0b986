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
