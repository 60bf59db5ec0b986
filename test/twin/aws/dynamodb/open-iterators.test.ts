/** What the item store holds open: an iterator of LevelDB pins a snapshot, its buffers and files that compaction replaced. */
import { expect, test } from 'vitest';
import { loadDynalite } from '../../../../twin/aws/dynamodb/dynalite.ts';
import type { JsonObject } from '../../../../twin/aws/wire.ts';
import { ledgerTable, temporaryDirectory } from '../fixture.ts';

type Resources = { attachResource(one: object): void; detachResource(one: object): void };

const condition = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: 'p' } } };

test.each<[what: string, operation: string, input: JsonObject, count: number]>([
  ['a query that reads to its end', 'Query', condition, 30],
  ['a query that stops at its limit', 'Query', { ...condition, Limit: 3 }, 3],
  ['a query that goes backwards', 'Query', { ...condition, ScanIndexForward: false, Limit: 1 }, 1],
  [
    'a query that finds nothing',
    'Query',
    { ...condition, ExpressionAttributeValues: { ':pk': { S: 'q' } } },
    0,
  ],
  ['a scan', 'Scan', {}, 30],
  ['a scan that stops at its limit', 'Scan', { Limit: 3 }, 3],
  ['a list of tables', 'ListTables', {}, 1],
])('%s leaves no iterator open', async (_, operation, input, count) => {
  const directory = temporaryDirectory();
  const { store, run, close } = await loadDynalite({
    onError: () => undefined,
    path: directory.path,
    accountId: '1',
    region: 'here',
  });
  try {
    const call = async (name: string, given: JsonObject): Promise<JsonObject> => {
      const { status, output } = await run(name, given);
      expect(status, JSON.stringify(output)).toBe(200);
      return output;
    };
    await call('CreateTable', ledgerTable as unknown as JsonObject);
    await expect
      .poll(async () => (await run('DescribeTable', { TableName: ledgerTable.TableName })).output)
      .toMatchObject({ Table: { TableStatus: 'ACTIVE' } });
    for (let n = 0; n < 30; n += 1)
      await call('PutItem', {
        TableName: ledgerTable.TableName,
        Item: { pk: { S: 'p' }, sk: { S: String(n).padStart(2, '0') } },
      });
    const level = store.db as unknown as Resources;
    const open = new Set<object>();
    const { attachResource, detachResource } = level;
    level.attachResource = (one) => {
      open.add(one);
      attachResource.call(level, one);
    };
    level.detachResource = (one) => {
      open.delete(one);
      detachResource.call(level, one);
    };
    for (let n = 0; n < 20; n += 1) {
      const { Count, TableNames } = await call(
        operation,
        operation === 'ListTables' ? input : { TableName: ledgerTable.TableName, ...input },
      );
      expect(Count ?? (TableNames as string[]).length).toBe(count);
    }
    await expect.poll(() => open.size).toBe(0);
  } finally {
    await close();
    directory.remove();
  }
});
