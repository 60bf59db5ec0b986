/** Whatever is written, and however often the store is closed meanwhile: a restore to a second is the table of that second. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DynamoDbBackend } from '../../../../twin/aws/dynamodb/backend.ts';
import { openDynalite } from '../../../../twin/aws/dynamodb/item-store.ts';
import { isObject, type JsonObject, list } from '../../../../twin/aws/wire.ts';
import { accountId, ledgerTable, region, temporaryDirectory } from '../fixture.ts';

const BEGIN = Date.parse('2027-03-01T00:00:00Z');
const TableName = 'Ledger';
const keyOf = (sk: number) => ({ pk: { S: 'p' }, sk: { S: String(sk) } });

type Step =
  | { readonly do: 'put' | 'update' | 'delete'; readonly sk: number; readonly value: string }
  | { readonly do: 'batch'; readonly puts: readonly number[]; readonly deletes: readonly number[] }
  | { readonly do: 'wait'; readonly milliseconds: number }
  | { readonly do: 'reopen' };

const sk = fc.integer({ min: 0, max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('put', 'update', 'delete'), sk, value: fc.string() }),
  },
  {
    weight: 2,
    arbitrary: fc.uniqueArray(sk, { minLength: 1 }).map((keys) => ({
      do: 'batch' as const,
      puts: keys.filter((_, at) => at % 2 === 0),
      deletes: keys.filter((_, at) => at % 2 === 1),
    })),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      milliseconds: fc.integer({ min: 0, max: 2500 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'reopen' as const }) },
);

async function call(backend: DynamoDbBackend, operation: string, input: JsonObject): Promise<JsonObject> {
  const { status, output } = await backend.call(operation, input);
  if (status !== 200) throw new Error(`${operation}: ${JSON.stringify(output)}`);
  return output;
}
async function active(backend: DynamoDbBackend, name: string): Promise<void> {
  const status = async () => {
    const { Table } = await call(backend, 'DescribeTable', { TableName: name });
    return isObject(Table) ? Table.TableStatus : undefined;
  };
  await expect.poll(status, { interval: 2 }).toBe('ACTIVE');
}
async function contents(backend: DynamoDbBackend, name: string): Promise<Record<string, string>> {
  const { Items } = await call(backend, 'Scan', { TableName: name });
  const pairs = list(Items).map((item) => item as { sk: { S: string }; value: { S: string } });
  return Object.fromEntries(pairs.map(({ sk: { S }, value }) => [S, value.S]));
}

async function carryOut(backend: DynamoDbBackend, one: Step, model: Map<number, string>): Promise<void> {
  switch (one.do) {
    case 'put':
      await call(backend, 'PutItem', { TableName, Item: { ...keyOf(one.sk), value: { S: one.value } } });
      model.set(one.sk, one.value);
      return;
    case 'update':
      await call(backend, 'UpdateItem', {
        TableName,
        Key: keyOf(one.sk),
        UpdateExpression: 'SET #v = :v',
        ExpressionAttributeNames: { '#v': 'value' },
        ExpressionAttributeValues: { ':v': { S: one.value } },
      });
      model.set(one.sk, one.value);
      return;
    case 'delete':
      await call(backend, 'DeleteItem', { TableName, Key: keyOf(one.sk) });
      model.delete(one.sk);
      return;
    case 'batch':
      await call(backend, 'BatchWriteItem', {
        RequestItems: {
          [TableName]: [
            ...one.puts.map((key) => ({ PutRequest: { Item: { ...keyOf(key), value: { S: 'batch' } } } })),
            ...one.deletes.map((key) => ({ DeleteRequest: { Key: keyOf(key) } })),
          ],
        },
      });
      for (const key of one.puts) model.set(key, 'batch');
      for (const key of one.deletes) model.delete(key);
  }
}

async function run(steps: readonly Step[]): Promise<void> {
  const { path, remove } = temporaryDirectory();
  let clock = BEGIN;
  const open = () =>
    openDynalite({
      path,
      accountId,
      region,
      now: () => clock,
      trailSeconds: 0,
      restoreSeconds: 0,
      onError: (error) => expect.unreachable(String(error)),
    });
  let backend = await open();
  await call(backend, 'CreateTable', ledgerTable as JsonObject);
  await active(backend, TableName);
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
  await call(backend, 'UpdateContinuousBackups', { TableName, PointInTimeRecoverySpecification });
  const model = new Map<number, string>();
  /** What the table was when each second ended; a write in its very first millisecond is of the second. */
  const history = new Map<number, Record<string, string>>();
  const note = (): void => void history.set(Math.ceil(clock / 1000), Object.fromEntries(model));
  note();
  for (const one of steps) {
    if (one.do === 'wait') {
      for (const until = clock + one.milliseconds; clock < until; ) {
        clock = Math.min(until, (Math.floor(clock / 1000) + 1) * 1000);
        note();
      }
    } else if (one.do === 'reopen') {
      await backend.close();
      backend = await open();
    } else await carryOut(backend, one, model);
    note();
  }
  clock = (Math.floor(clock / 1000) + 1) * 1000;
  note();
  const targets = [...history].map(([second, expected]) => ({ second, expected, name: `At-${second}` }));
  for (const { second, name } of targets)
    await call(backend, 'RestoreTableToPointInTime', {
      SourceTableName: TableName,
      TargetTableName: name,
      RestoreDateTime: second,
    });
  for (const { expected, name } of targets) {
    await active(backend, name);
    expect(await contents(backend, name)).toEqual(expected);
  }
  await backend.close();
  remove();
}

test('a restore to any second is the table as it was then', { timeout: 30_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), run), { numRuns: 40 });
});
