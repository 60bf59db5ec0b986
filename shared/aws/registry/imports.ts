/** What the imports of the registry were: a note of each lies under its number (ADR 33). */
import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import type { ListImports } from '../../app/ports/registry.ts';
import { sees } from '../../domain/registry/view.ts';
import { jsonBody } from '../item.ts';
import { COMMIT, numberText, readView } from './version.ts';

export const listImports = (client: DynamoDBClient, table: string): ListImports =>
  async function* () {
    const view = await readView(client, table);
    const request = {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk <= :sk',
      ExpressionAttributeValues: { ':pk': { S: COMMIT }, ':sk': { S: numberText(view.version) } },
      ScanIndexForward: false,
      ConsistentRead: true,
    };
    for await (const { Items = [] } of paginateQuery({ client }, request))
      for (const item of Items) {
        const version = Number(item.sk?.S);
        if (sees(view, version)) yield { version, note: jsonBody(item) };
      }
  };
