import { expect, test } from 'vitest';
import { judgeKey } from '../../../../shared/app/submissions/judge-form.ts';
import { readIdempotencyKey } from '../../../../shared/http/submissions/idempotency-key.ts';

test.each([
  ['k-1', 'k-1'],
  ['"k-1"', 'k-1'],
  [' "6f1f7f0a-5b0e-4a57-8a63-5a0d3f7c9a10" ', '6f1f7f0a-5b0e-4a57-8a63-5a0d3f7c9a10'],
])('a key is the same quoted and bare: %s', (sent, key) => {
  expect(readIdempotencyKey(sent)).toBe(key);
  expect(judgeKey(readIdempotencyKey(sent), true)).toEqual([]);
});

test.each([
  '"k-1',
  'k-1"',
  '"',
  '""',
  '"k"1"',
  '"k\\"1"',
  '"k\\\\1"',
  '""k""',
  "'k-1'",
  '"k-1";a=1',
  '"a", "b"',
  '" k"',
])('what is quoted wrongly is no key: %s', (sent) => {
  expect(judgeKey(readIdempotencyKey(sent), false)).toMatchObject([
    { code: 'wrong-form', parameter: 'Idempotency-Key' },
  ]);
});

test('none is none', () => {
  expect(readIdempotencyKey(undefined)).toBeNull();
});
