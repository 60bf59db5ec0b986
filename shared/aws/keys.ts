/**
 * Keys in table Registry: pk `credential#<keyId>`, sk the version of the key, ten digits. Versions of a key are its own: the next is one
 * above the newest, whatever the registry's is.
 */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import type { KeyVersion, ListKeyVersions, PutKeyVersion, ReadKeyVersions } from '../app/ports/keys.ts';
import type { Change } from '../contract/access/change.ts';
import { parseRecorded, RESTRICTED_KEYS } from '../contract/recorded.ts';
import { Credential } from '../contract/registry.ts';
import { type Item, jsonBody } from './item.ts';

const versionOf = (item: Item): KeyVersion => {
  const credential = jsonBody(item) as Credential;
  return {
    version: Number(item.sk?.S),
    credential,
    change:
      item.change?.S === undefined ? null : { ...(JSON.parse(item.change.S) as Change), body: credential },
  };
};

export const readKeyVersions =
  (client: DynamoDBClient, table: string): ReadKeyVersions =>
  async (keyId) => {
    const request = {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `credential#${keyId}` } },
      ConsistentRead: true,
    };
    const versions: KeyVersion[] = [];
    for await (const { Items = [] } of paginateQuery({ client }, request))
      versions.push(...Items.map(versionOf));
    return versions;
  };

export const listKeyVersions = (client: DynamoDBClient, table: string): ListKeyVersions =>
  async function* () {
    const request = {
      TableName: table,
      FilterExpression: 'begins_with(pk, :kind)',
      ExpressionAttributeValues: { ':kind': { S: 'credential#' } },
    };
    for await (const { Items = [] } of paginateScan({ client }, request)) yield* Items.map(versionOf);
  };

/** The key's record is in the item already: the change is kept without it. */
export const putKeyVersion =
  (client: DynamoDBClient, table: string, now: () => number): PutKeyVersion =>
  async (version, credential, change) => {
    const { body: _, ...kept } = change ?? {};
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            pk: { S: `credential#${credential.keyId}` },
            sk: { S: String(version).padStart(10, '0') },
            body: { S: JSON.stringify(parseRecorded<unknown>(Credential, credential)) },
            at: { S: change?.at ?? new Date(now()).toISOString() },
            ...(change !== null && { change: { S: JSON.stringify(kept) } }),
            ...(credential.networks !== undefined && { format: { N: String(RESTRICTED_KEYS) } }),
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
