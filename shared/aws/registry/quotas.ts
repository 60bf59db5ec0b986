/** Quotas in table Registry: pk `quotas#current`, sk the version, ten digits. Versions are their own: `registry#version` stays. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import type { HasCredential, ListQuotas, PutQuotas } from '../../app/ports/quotas.ts';
import type { Change } from '../../contract/access/change.ts';
import { Quotas } from '../../contract/access/quotas.ts';
import { parseRecorded } from '../../contract/recorded.ts';
import type { Agency } from '../../contract/registry.ts';
import { CURRENT } from '../../domain/registry/records.ts';
import { jsonBody } from '../item.ts';
import { findRecord, newest } from '../registry.ts';
import { numberText } from './version.ts';

const PLACE = `quotas#${CURRENT}`;

const listQuotas = (client: DynamoDBClient, table: string): ListQuotas =>
  async function* () {
    const request = {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: PLACE } },
      ConsistentRead: true,
      ScanIndexForward: false,
    };
    for await (const { Items = [] } of paginateQuery({ client, pageSize: 10 }, request))
      for (const item of Items) {
        const quotas = parseRecorded(Quotas, jsonBody(item));
        const change =
          item.change?.S === undefined ? null : { ...(JSON.parse(item.change.S) as Change), body: quotas };
        yield { version: Number(item.sk?.S), quotas, change };
      }
  };

/** The record is in the item already: the change is kept without it. */
const putQuotas =
  (client: DynamoDBClient, table: string): PutQuotas =>
  async (version, quotas, { body: _, ...change }) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            pk: { S: PLACE },
            sk: { S: numberText(version) },
            body: { S: JSON.stringify(parseRecorded(Quotas, quotas)) },
            at: { S: change.at },
            change: { S: JSON.stringify(change) },
          },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return 'written';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'lost the race';
      throw error;
    }
  };

/** Ended ones too: keys and clients are never deleted. */
const hasCredential =
  (client: DynamoDBClient, table: string): HasCredential =>
  async (id) =>
    (await newest(client, table, 'credential', id, { isConsistent: true })) !== null;

/** The record, and whether there is whom a quota is for. */
export const quotasRecord = (client: DynamoDBClient, table: string) => ({
  listQuotas: listQuotas(client, table),
  putQuotas: putQuotas(client, table),
  findAgency: findRecord<Agency>(client, table, 'agency'),
  hasCredential: hasCredential(client, table),
});
