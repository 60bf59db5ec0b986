/** The ledger as a whole: a walk through table Submissions in pages, and a range of a partition beside it. */
import { type DynamoDBClient, paginateQuery, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { ReadLedgerPage, ReadLedgerRange, Standing } from '../../app/ports/ledger.ts';
import type { Item } from '../item.ts';
import { lenientEntryOf } from './ledger-item.ts';

const standingOf = (item: Item): Standing => ({
  partition: item.pk?.S ?? '',
  sort: item.sk?.S ?? '',
  entry: lenientEntryOf(item),
});

/** Up to 1 MB, consistently; a scan has the items of one partition key together. The cursor is the last key as JSON. */
export const readLedgerPage =
  (client: DynamoDBClient, table: string): ReadLedgerPage =>
  async (cursor, storedAfter) => {
    const [pk, sk] = cursor === null ? [] : (JSON.parse(cursor) as [string, string]);
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: table,
        ConsistentRead: true,
        ...(pk === undefined || sk === undefined
          ? {}
          : { ExclusiveStartKey: { pk: { S: pk }, sk: { S: sk } } }),
        ...(storedAfter === undefined
          ? {}
          : {
              FilterExpression: '#stored > :after',
              ExpressionAttributeNames: { '#stored': 'stored' },
              ExpressionAttributeValues: { ':after': { N: String(storedAfter) } },
            }),
      }),
    );
    const next =
      LastEvaluatedKey === undefined
        ? null
        : JSON.stringify([LastEvaluatedKey.pk?.S, LastEvaluatedKey.sk?.S]);
    return { entries: Items.map(standingOf), next };
  };

export const readLedgerRange =
  (client: DynamoDBClient, table: string): ReadLedgerRange =>
  async (partition, from, to) => {
    const found: Standing[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': { S: partition }, ':from': { S: from }, ':to': { S: to } },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) found.push(...Items.map(standingOf));
    return found;
  };
