/** The ledger: table Submissions. Every access pattern is a row of docs/table.md. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import {
  EntryRefused,
  type FindEntry,
  type PutEntry,
  type ReadEvents,
  type ReadEventsBehind,
  type ReadHighest,
  type ReadReports,
  type ReadReportsBetween,
  type ReadRevisions,
  type ReadSystemEvents,
} from '../../app/ports/ledger.ts';
import type { EventEntry } from '../../contract/submissions/ledger.ts';
import { agencyOfSystemId } from '../../domain/submissions/submission-key.ts';
import type { Item } from '../item.ts';
import {
  bytesOfContent,
  entryOf,
  eventOf,
  eventPartition,
  itemOf,
  keyOf,
  reportOf,
  reportPartition,
  shardPrefix,
} from './ledger-item.ts';
import { openGate, type PageGate } from './page-gate.ts';

/** One consistent read. */
export const findEntry =
  (client: DynamoDBClient, table: string): FindEntry =>
  async (key) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }),
    );
    return Item === undefined ? null : entryOf(Item);
  };

/**
 * One conditional write; a consistent read more where the key is taken. An SDK retry after a lost answer
 * finds its own entry, which is then "the same again". DynamoDB looks at the size of an item before the condition.
 */
export const putEntry = (client: DynamoDBClient, table: string): PutEntry => {
  return async (entry) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: itemOf(entry),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return 'written';
    } catch (error) {
      const isRefused = error instanceof Error && error.name === 'ValidationException';
      if (!isRefused && !(error instanceof ConditionalCheckFailedException)) throw error;
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: keyOf(entry), ConsistentRead: true }),
      );
      if (Item === undefined && isRefused) throw new EntryRefused(error.message);
      if (Item === undefined) throw new Error('the ledger refused an entry for one that it does not have');
      return entryOf(Item);
    }
  };
};

/** Items of a range, consistently, a page of up to 1 MB at a time, each past the gate if there is one. */
async function* queryRange(
  client: DynamoDBClient,
  table: string,
  pk: string,
  from: string,
  to: string,
  gate: PageGate = openGate,
): AsyncGenerator<Item> {
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': { S: pk }, ':from': { S: from }, ':to': { S: to } },
      ConsistentRead: true,
    },
  );
  for (let isLast = false; !isLast; ) {
    const { page, release } = await gate.enter(async () => (await pages.next()).value, bytesOfPage);
    try {
      yield* page?.Items ?? [];
      isLast = page?.LastEvaluatedKey === undefined;
    } finally {
      release();
    }
  }
}

/** Nearly all of an item is its content. */
const bytesOfPage = (page: QueryCommandOutput | undefined): number =>
  (page?.Items ?? []).reduce((sum, item) => sum + bytesOfContent(item), 0);

export const readRevisions =
  (client: DynamoDBClient, table: string): ReadRevisions =>
  async (system, dataset, period) => {
    const pk = reportPartition(system, dataset, period);
    return (await Array.fromAsync(queryRange(client, table, pk, `${system}#`, `${system}#~`))).map(reportOf);
  };

/** A page of one item, from the end of the range. */
export const readHighest =
  (client: DynamoDBClient, table: string): ReadHighest =>
  async ({ system, dataset, period }) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': { S: reportPartition(system, dataset, period) },
          ':from': { S: `${system}#` },
          ':to': { S: `${system}#~` },
        },
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: 1,
      }),
    );
    const [item] = Items;
    return item === undefined ? null : reportOf(item);
  };

/**
 * An agency's own systems stand together: their ids are its code, a dot and a lower-case name, and lower case
 * sorts behind the digits and capitals that sub-units' codes begin with. So one range query reads them; a system
 * that came from another agency is read on its own, and so are those of a band of a wide agency (whose name is then
 * given as the agency's), since they are spread over all of it.
 */
export const readReports = (client: DynamoDBClient, table: string, gate?: PageGate): ReadReports =>
  async function* (dataset, period, owner, systems) {
    const sorted = [...systems].sort();
    const own = sorted.filter((system) => agencyOfSystemId(system) === owner);
    const alone = sorted.filter((system) => agencyOfSystemId(system) !== owner);
    const [first, last] = [own[0], own.at(-1)];
    if (first !== undefined && last !== undefined) {
      const wanted = new Set(own);
      const pk = reportPartition(first, dataset, period);
      for await (const item of queryRange(client, table, pk, `${first}#`, `${last}#~`, gate)) {
        const entry = reportOf(item);
        if (wanted.has(entry.system)) yield entry;
      }
    }
    for (const system of alone) {
      const pk = reportPartition(system, dataset, period);
      for await (const item of queryRange(client, table, pk, `${system}#`, `${system}#~`, gate))
        yield reportOf(item);
    }
  };

/** Of all systems whose ids lie between two of one level-1 code: one query, a page of up to 1 MB at a time. */
export const readReportsBetween = (client: DynamoDBClient, table: string): ReadReportsBetween =>
  async function* (dataset, period, [first, last]) {
    const pk = reportPartition(first, dataset, period);
    for await (const item of queryRange(client, table, pk, `${first}#`, `${last}#~`)) yield reportOf(item);
  };

export const readEvents = (client: DynamoDBClient, table: string, gate?: PageGate): ReadEvents =>
  async function* (dataset, system, bucket, shard) {
    const pk = eventPartition(system, dataset, bucket);
    const prefix = shardPrefix(bucket, shard);
    for await (const item of queryRange(client, table, pk, prefix, `${prefix}~`, gate)) yield eventOf(item);
  };

/** All events of a system between two days, in the order of bucket and shard. */
export const readSystemEvents = (client: DynamoDBClient, table: string): ReadSystemEvents =>
  async function* (dataset, system, from, to) {
    for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = nextMonth(month)) {
      const first = month === from.slice(0, 7) ? from.slice(8) : '00';
      const last = month === to.slice(0, 7) ? to.slice(8) : '99';
      const pk = eventPartition(system, dataset, month);
      for await (const item of queryRange(client, table, pk, first, `${last}~`)) yield eventOf(item);
    }
  };

/** No more of a partition is read than is asked for. */
export const readEventsBehind =
  (client: DynamoDBClient, table: string): ReadEventsBehind =>
  async ({ dataset, system, from, to, after, most }) => {
    const found: EventEntry[] = [];
    const cursor = after === null ? undefined : keyOf(after);
    const start = after?.bucket ?? from;
    for (
      let month = start.slice(0, 7);
      month <= to.slice(0, 7) && found.length < most;
      month = nextMonth(month)
    ) {
      const pk = eventPartition(system, dataset, month);
      const first = month === from.slice(0, 7) ? from.slice(8) : '00';
      const last = month === to.slice(0, 7) ? to.slice(8) : '99';
      let next = cursor?.pk?.S === pk ? cursor : undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
            ExpressionAttributeValues: { ':pk': { S: pk }, ':from': { S: first }, ':to': { S: `${last}~` } },
            ConsistentRead: true,
            Limit: most - found.length,
            ...(next && { ExclusiveStartKey: next }),
          }),
        );
        found.push(...Items.map(eventOf));
        next = LastEvaluatedKey;
      } while (next !== undefined && found.length < most);
    }
    return found;
  };

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
