import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dollarsOf, pricesOf } from '../../bench/files/dollars.ts';

const page = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');

test('prices are those of the list, also where a row has two', () => {
  const price = pricesOf(page);
  expect(price('DynamoDB: a million write units')).toBe(0.71);
  expect(price('KMS: a million calls')).toBe(3);
  expect(price('SQS: a million requests')).toBe(0.4);
  expect(() => price('Gold')).toThrow('no price');
});

test('calls are charged by unit or by request, and time by memory', () => {
  const call = { calls: 1_000_000, readUnits: 0, writeUnits: 0 };
  const put = { ...call, service: 's3', operation: 'PutObject' } as const;
  const get = { ...call, service: 's3', operation: 'GetObject' } as const;
  const write = { ...call, service: 'dynamodb', operation: 'PutItem', writeUnits: 2_000_000 } as const;
  expect([put, get, write].map((one) => dollarsOf([one], 0))).toEqual([5, 0.4, 1.42]);
  expect(dollarsOf([], 1000)).toBeCloseTo(1000 * (1769 / 1024) * 0.0000133, 6);
});
