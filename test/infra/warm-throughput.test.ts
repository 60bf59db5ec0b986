/** What the tables take in their first second (ADR 26), held against the sizes that the hub is designed for. */
import { expect, test } from 'vitest';
import { tableNamesOf } from '../../shared/contract/stage-names.ts';
import { hub, synthesize } from './hub.ts';

/** WarmThroughput of the tables that have one, by name. */
function warm(context: Record<string, string>) {
  const tables = synthesize(hub({ context })).all('AWS::DynamoDB::Table');
  return Object.fromEntries(
    tables.flatMap(({ properties: { TableName, WarmThroughput } }) =>
      WarmThroughput === undefined ? [] : [[String(TableName), WarmThroughput]],
    ),
  );
}

test('Totals takes what a thousand submissions a second write and read, and no other table needs more than a new one has', () => {
  expect(warm({ stage: 'prod' })).toEqual({
    [tableNamesOf('prod').totals]: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 6_000 },
  });
});

test('a trial stage is not warmed', () => {
  expect(warm({ stage: 'dev', removal: 'destroy' })).toEqual({});
});
