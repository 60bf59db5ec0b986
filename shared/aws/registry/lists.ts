/** Table Registry as lists, for what runs now and then: each reads the whole table, half a read unit per 4 KB, one if consistent. */
import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { DrillTables } from '../../app/ports/recovery.ts';
import type { ListCredentials, ListRecords } from '../../app/ports/registry.ts';
import type { Credential } from '../../contract/registry.ts';
import { CURRENT, isOfTheHub, type RecordKind } from '../../domain/registry/records.ts';
import { type RegistryView, sees } from '../../domain/registry/view.ts';
import { type Item, jsonBody } from '../item.ts';
import { readView } from './version.ts';

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

function nameOf(pk: string): { kind: RecordKind; id: string } {
  const at = pk.indexOf('#');
  return { kind: pk.slice(0, at) as RecordKind, id: pk.slice(at + 1) };
}

/** Records of the hub have versions of their own, and are seen as soon as they are written. */
const isSeen = (view: RegistryView, pk: string, number: number): boolean =>
  isOfTheHub(nameOf(pk)) || sees(view, number);

/** Every version of every record that is seen: for comparing a copy with its table. */
export const listRegistry = (client: DynamoDBClient, table: string): DrillTables['listRegistry'] =>
  async function* () {
    const view = await readView(client, table);
    for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true }))
      for (const { pk, sk, at, body } of Items)
        if (sk?.S !== CURRENT && isSeen(view, pk?.S ?? '', Number(sk?.S)))
          yield { name: pk?.S ?? '', version: Number(sk?.S), at: at?.S ?? '', text: body?.S ?? '' };
  };

/** The newest version of every record, unparsed, in the order of kind and id. Consistent. */
export const listRecords =
  (client: DynamoDBClient, table: string): ListRecords =>
  async () => {
    const view = await readView(client, table);
    const newest = new Map<string, { number: number; body: unknown }>();
    for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
      for (const item of Items) {
        const { pk, sk, body } = item;
        const number = Number(sk?.S);
        if (body?.S === undefined || pk?.S === undefined || pk.S.startsWith('registry#')) continue;
        if (isSeen(view, pk.S, number) && number >= (newest.get(pk.S)?.number ?? 0))
          newest.set(pk.S, { number, body: jsonBody(item) });
      }
    }
    return [...newest]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([pk, { body }]) => ({ ...nameOf(pk), body }));
  };
