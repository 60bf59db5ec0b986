/** Table Registry as lists, for what runs now and then: each reads the whole table, half a read unit per 4 KB, one if consistent. */
import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { DrillTables } from '../../app/ports/recovery.ts';
import type { ListCredentials, ReadRegistry } from '../../app/ports/registry.ts';
import type { Credential } from '../../contract/registry.ts';
import { CURRENT, isOfTheHub, type RecordKind } from '../../domain/registry/records.ts';
import { type RegistryView, sees } from '../../domain/registry/view.ts';
import { type Item, jsonBody } from '../item.ts';
import { COMMIT, readView } from './version.ts';

export const listCredentials =
  (client: DynamoDBClient, table: string): ListCredentials =>
  async () => {
    const newest = new Map<string, Item>();
    const request = {
      TableName: table,
      FilterExpression: 'begins_with(pk, :kind)',
      ExpressionAttributeValues: { ':kind': { S: 'credential#' } },
    };
    for await (const { Items = [] } of paginateScan({ client }, request)) {
      for (const item of Items) {
        const id = item.pk?.S ?? '';
        if ((newest.get(id)?.sk?.S ?? '') < (item.sk?.S ?? '')) newest.set(id, item);
      }
    }
    return [...newest.values()].map((item) => jsonBody(item) as Credential);
  };

function recordOf(pk: string): { kind: RecordKind; id: string } {
  const at = pk.indexOf('#');
  return { kind: pk.slice(0, at) as RecordKind, id: pk.slice(at + 1) };
}

/** Records of the hub have versions of their own, and are seen as soon as they are written. */
const isSeen = (view: RegistryView, pk: string, number: number): boolean =>
  isOfTheHub(recordOf(pk)) || sees(view, number);

/** Every version of every record that is seen: for comparing a copy with its table. */
export const listRegistry = (client: DynamoDBClient, table: string): DrillTables['listRegistry'] =>
  async function* () {
    const view = await readView(client, table);
    for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true }))
      for (const { pk, sk, at, body } of Items)
        if (sk?.S !== CURRENT && isSeen(view, pk?.S ?? '', Number(sk?.S)))
          yield { name: pk?.S ?? '', version: Number(sk?.S), at: at?.S ?? '', text: body?.S ?? '' };
  };

/** Unparsed, in the order of kind and id. */
export const readRegistry =
  (client: DynamoDBClient, table: string): ReadRegistry =>
  async () => {
    const view = await readView(client, table);
    const newest = new Map<string, { number: number; body: unknown }>();
    const orphans: { name: string; version: number }[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
      for (const item of Items) {
        const name = item.pk?.S ?? '';
        const number = Number(item.sk?.S);
        if (Number.isNaN(number)) continue;
        if (!isSeen(view, name, number)) {
          if (number <= view.version) orphans.push({ name, version: number });
        } else if (name !== COMMIT && number >= (newest.get(name)?.number ?? 0))
          newest.set(name, { number, body: jsonBody(item) });
      }
    }
    const records = [...newest]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { body }]) => ({ ...recordOf(name), body }));
    return { view, records, orphans };
  };
