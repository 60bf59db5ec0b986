/**
 * The ledger: table Submissions. pk `<level-1 code of the system's id>#<dataset>#<period>`, sk
 * `<system>#<revision, three digits>`; the access patterns and their costs are in docs/table.md. The cells are
 * deflated, so that a 50-cell report is one write unit.
 */

import { deflateRawSync, inflateRawSync } from 'node:zlib';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import type { ReadReports } from '../app/fold-node.ts';
import type { ReadRevisions } from '../app/read-submissions.ts';
import type { FindEntry, PutEntry } from '../app/submit-report.ts';
import type { CellValues, LedgerEntry } from '../contract/ledger.ts';
import { levelOne } from '../domain/agency-code.ts';
import { agencyOfSystemId, type ReportKey } from '../domain/submission-key.ts';

type Item = Record<string, AttributeValue>;

const partitionOf = (system: string, dataset: string, period: string): string =>
  `${levelOne(system)}#${dataset}#${period}`;

const keyOf = (key: ReportKey): Item => ({
  pk: { S: partitionOf(key.system, key.dataset, key.period) },
  sk: { S: `${key.system}#${String(key.revision).padStart(3, '0')}` },
});

const kinds = { report: 'r', withdrawal: 'w' } as const;
const timeliness = { 'on-time': 't', late: 'l' } as const;

/** Attribute names are short because every one is paid for in each item. */
function itemOf(entry: LedgerEntry): Item {
  return {
    ...keyOf(entry),
    kind: { S: kinds[entry.kind] },
    agency: { S: entry.agency },
    cells: { B: deflateRawSync(JSON.stringify(entry.cells)) },
    digest: { B: Buffer.from(entry.digest, 'hex') },
    sha256: { B: Buffer.from(entry.sha256, 'hex') },
    received: { N: String(Date.parse(entry.receivedAt)) },
    stored: { N: String(Date.parse(entry.storedAt)) },
    registry: { N: String(entry.registryVersion) },
    catalogue: { N: String(entry.catalogueVersion) },
    timely: { S: timeliness[entry.timeliness] },
    key: { S: entry.credential },
    ...(entry.idempotencyKey === null ? {} : { idem: { S: entry.idempotencyKey } }),
  };
}

const hex = (value: AttributeValue | undefined): string => Buffer.from(value?.B ?? []).toString('hex');
const instant = (value: AttributeValue | undefined): string => new Date(Number(value?.N)).toISOString();

function entryOf(item: Item): LedgerEntry {
  const [, dataset = '', period = ''] = item.pk?.S?.split('#') ?? [];
  const [system = '', revision = ''] = item.sk?.S?.split('#') ?? [];
  return {
    kind: item.kind?.S === kinds.withdrawal ? 'withdrawal' : 'report',
    system,
    agency: item.agency?.S ?? '',
    dataset,
    period,
    revision: Number(revision),
    cells: JSON.parse(inflateRawSync(item.cells?.B ?? new Uint8Array()).toString()) as CellValues,
    digest: hex(item.digest),
    sha256: hex(item.sha256),
    receivedAt: instant(item.received),
    storedAt: instant(item.stored),
    registryVersion: Number(item.registry?.N),
    catalogueVersion: Number(item.catalogue?.N),
    timeliness: item.timely?.S === timeliness.late ? 'late' : 'on-time',
    credential: item.key?.S ?? '',
    idempotencyKey: item.idem?.S ?? null,
  };
}

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
 * One conditional write; a consistent read more where the revision is taken. An SDK retry after a lost answer
 * finds its own entry, which is then "the same again".
 */
export const putEntry = (client: DynamoDBClient, table: string): PutEntry => {
  const find = findEntry(client, table);
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
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const standing = await find(entry);
      if (standing === null) throw new Error('the ledger refused an entry for one that it does not have');
      return standing;
    }
  };
};

async function queryRange(
  client: DynamoDBClient,
  table: string,
  pk: string,
  from: string,
  to: string,
): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': { S: pk }, ':from': { S: from }, ':to': { S: to } },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) for (const item of Items) entries.push(entryOf(item));
  return entries;
}

export const readRevisions =
  (client: DynamoDBClient, table: string): ReadRevisions =>
  (system, dataset, period) =>
    queryRange(client, table, partitionOf(system, dataset, period), `${system}#`, `${system}#~`);

/**
 * An agency's own systems stand together: their ids are its code, a dot and a lower-case name, and lower case
 * sorts behind the digits and capitals that sub-units' codes begin with. So one range query reads them; a system
 * that came from another agency is read on its own.
 */
export const readReports =
  (client: DynamoDBClient, table: string): ReadReports =>
  async (dataset, period, agency, systems) => {
    const wanted = new Set(systems);
    const moved = systems.filter((system) => agencyOfSystemId(system) !== agency);
    const own =
      moved.length === systems.length
        ? []
        : queryRange(client, table, `${levelOne(agency)}#${dataset}#${period}`, `${agency}.a`, `${agency}.~`);
    const revisions = readRevisions(client, table);
    const all = await Promise.all([own, ...moved.map((system) => revisions(system, dataset, period))]);
    return all.flat().filter((entry) => wanted.has(entry.system));
  };
