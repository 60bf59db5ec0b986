import { expect, it } from 'vitest';
import { packageOf } from '../../bench/bundles.ts';
import { unitsOf, writesPerSubmission } from '../../bench/twin/units.ts';
import type { CallCount } from '../../twin/aws/counts.ts';

const call = (
  principal: string,
  service: CallCount['service'],
  operation: string,
  resource: string,
  amounts: Partial<CallCount>,
): CallCount => ({
  principal,
  service,
  operation,
  resource,
  calls: 1,
  refused: 0,
  failed: 0,
  readUnits: 0,
  writeUnits: 0,
  ...amounts,
});

const calls = [
  call('submit', 'dynamodb', 'PutItem', 'dtm-dev-submissions', { calls: 10, writeUnits: 10 }),
  call('submit', 'dynamodb', 'Query', 'dtm-dev-registry', { calls: 4, readUnits: 2 }),
  call('submit', 'sqs', 'SendMessage', 'dtm-dev-submissions', { calls: 10 }),
  call('aggregate', 'dynamodb', 'PutItem', 'dtm-dev-totals', { calls: 5, failed: 1, writeUnits: 6 }),
  call('aggregate', 'dynamodb', 'GetItem', 'dtm-dev-totals', { calls: 5, readUnits: 5 }),
  call('aggregate', 's3', 'PutObject', 'dtm-dev-journal', { calls: 2 }),
  call('read-totals', 'dynamodb', 'GetItem', 'dtm-dev-totals', { calls: 9, readUnits: 9 }),
];
const units = unitsOf(calls, (principal) => principal !== 'read-totals');

it('counts failed puts among the writes, and leaves out who only reads', () => {
  expect(units).toEqual({
    ledgerWrites: 10,
    totalsWrites: 6,
    otherWrites: 0,
    reads: { registry: 2, totals: 5 },
    ledgerPuts: 10,
    totalsPuts: 5,
    failedPuts: 1,
    sqsCalls: { SendMessage: 10 },
    s3Puts: 2,
    refused: 0,
  });
});

it('takes the inner nodes, each written once at least, off the writes', () => {
  expect(writesPerSubmission(units, 4, 10)).toBe(1.2);
});

it.each([
  ['node_modules/zod/v4/core/parse.js', 'zod'],
  ['node_modules/@smithy/core/dist-es/index.js', '@smithy/core'],
  ['node_modules/a/node_modules/@b/c/index.js', '@b/c'],
  ['shared/http/body.ts', 'shared/http'],
])('%s is of %s', (path, owner) => {
  expect(packageOf(path)).toBe(owner);
});
