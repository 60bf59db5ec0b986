/** What the imports of the registry were: a note of each lies under its number (ADR 33). */
import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import type { ListImports, ListImportsFrom } from '../../app/ports/registry.ts';
import { sees } from '../../domain/registry/view.ts';
import { jsonBody } from '../item.ts';
import { COMMIT, numberText, readView } from './version.ts';

async function* importsOf(
  client: DynamoDBClient,
  table: string,
  range: { readonly from: number; readonly before: number; readonly isForward: boolean },
) {
  const view = await readView(client, table);
  const last = Math.min(view.version, range.before - 1);
  // BETWEEN takes no range that ends before it begins.
  if (last < range.from) return;
  const request = {
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: {
      ':pk': { S: COMMIT },
      ':from': { S: numberText(range.from) },
      ':to': { S: numberText(last) },
    },
    ScanIndexForward: range.isForward,
    ConsistentRead: true,
  };
  for await (const { Items = [] } of paginateQuery({ client }, request))
    for (const item of Items) {
      const version = Number(item.sk?.S);
      if (sees(view, version)) yield { version, note: jsonBody(item) };
    }
}

export const listImports =
  (client: DynamoDBClient, table: string): ListImports =>
  (before = Number.POSITIVE_INFINITY) =>
    importsOf(client, table, { from: 0, before, isForward: false });

export const listImportsFrom =
  (client: DynamoDBClient, table: string): ListImportsFrom =>
  (from) =>
    importsOf(client, table, { from, before: Number.POSITIVE_INFINITY, isForward: true });
