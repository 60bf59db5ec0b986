/** Entries of the ledger by their keys, a hundred in a call; and the one put that replaces an entry, for repairs. */
import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import pLimit from 'p-limit';
import type { ReadPlaces, ReplaceEntry } from '../../app/ports/ledger.ts';
import { damageOf } from '../../domain/submissions/submission-digest.ts';
import { compareEntry, fingerprintOf, placeOfStanding } from '../../domain/verification/compare-entry.ts';
import type { Item } from '../item.ts';
import { itemOf, keyOf, lenientEntryOf } from './ledger-item.ts';

const IN_A_CALL = 100;
const PARALLEL_CALLS = 8;

const nameOf = ({ pk, sk }: Item): string => placeOfStanding({ partition: pk?.S ?? '', sort: sk?.S ?? '' });

/** One read unit for each 4 KB of an item, consistent. */
export const readPlaces = (client: DynamoDBClient, table: string): ReadPlaces => {
  const getAll = async (keys: readonly Item[]): Promise<Item[]> => {
    const found: Item[] = [];
    let left: Item[] | undefined = [...keys];
    while (left !== undefined && left.length > 0) {
      const { Responses, UnprocessedKeys }: BatchGetItemCommandOutput = await client.send(
        new BatchGetItemCommand({ RequestItems: { [table]: { Keys: left, ConsistentRead: true } } }),
      );
      found.push(...(Responses?.[table] ?? []));
      left = UnprocessedKeys?.[table]?.Keys;
    }
    return found;
  };
  return async (entries) => {
    const keys = entries.map((entry) => keyOf(entry));
    const distinct = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
    const calls = Array.from({ length: Math.ceil(distinct.length / IN_A_CALL) }, (_, at) =>
      distinct.slice(at * IN_A_CALL, (at + 1) * IN_A_CALL),
    );
    const items = (await pLimit(PARALLEL_CALLS).map(calls, getAll)).flat();
    const byPlace = new Map(items.map((item) => [nameOf(item), item]));
    return keys.map((key) => {
      const place = nameOf(key);
      const item = byPlace.get(place);
      return { place, entry: item === undefined ? null : lenientEntryOf(item) };
    });
  };
};

/** On condition of every attribute that was read: what changed it meanwhile, whoever it was, stays. */
export const replaceEntry =
  (client: DynamoDBClient, table: string): ReplaceEntry =>
  async (entry, damaged) => {
    const changed = 'it has changed meanwhile';
    const { Item: item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(entry), ConsistentRead: true }),
    );
    if (item === undefined) return changed;
    const standing = lenientEntryOf(item);
    const isAsRead =
      fingerprintOf(standing) === fingerprintOf(damaged) &&
      damageOf(standing)?.right === damageOf(damaged)?.right;
    if (!isAsRead || compareEntry(entry, standing) === null) return changed;
    const attributes = Object.entries(item);
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: itemOf(entry),
          ConditionExpression: attributes.map((_, at) => `#a${at} = :a${at}`).join(' AND '),
          ExpressionAttributeNames: Object.fromEntries(attributes.map(([name], at) => [`#a${at}`, name])),
          ExpressionAttributeValues: Object.fromEntries(
            attributes.map(([, value], at) => [`:a${at}`, value]),
          ),
        }),
      );
      return 'written';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return changed;
      throw error;
    }
  };
