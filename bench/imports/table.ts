/** Table Registry in memory, for the real adapters: counted in AWS's units, each call taking so many milliseconds. */
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../shared/aws/item.ts';
import { bytesOf, readUnits, writeUnits } from '../units/store.ts';

type Input = {
  readonly Item?: Item;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeValues?: Item;
  readonly ConsistentRead?: boolean;
  readonly ExclusiveStartKey?: Item;
  readonly RequestItems?: Record<string, readonly { readonly PutRequest: { readonly Item: Item } }[]>;
};

export type Cost = { calls: number; writeUnits: number; readUnits: number };

/** What a scan answers with at most. */
const PAGE = 1024 * 1024;

const keyOf = ({ pk, sk }: Item): string => `${pk?.S} ${sk?.S}`;

export function registryTable(latency: number) {
  const items = new Map<string, Item>();
  let cost: Cost = { calls: 0, writeUnits: 0, readUnits: 0 };
  const put = (item: Item): void => {
    const before = items.get(keyOf(item));
    cost.writeUnits += writeUnits(Math.max(bytesOf(item), before === undefined ? 0 : bytesOf(before)));
    items.set(keyOf(item), item);
  };
  const operations: Readonly<Record<string, (input: Input) => object>> = {
    QueryCommand: ({ ExpressionAttributeValues: values = {}, ConsistentRead }) => {
      const upTo = values[':sk']?.S ?? '\uffff';
      const found = [...items.values()].filter(
        ({ pk, sk }) => pk?.S === values[':pk']?.S && (sk?.S ?? '') <= upTo,
      );
      const newest = found.sort((a, b) => ((a.sk?.S ?? '') < (b.sk?.S ?? '') ? 1 : -1)).slice(0, 1);
      cost.readUnits +=
        readUnits(newest[0] === undefined ? 0 : bytesOf(newest[0])) * (ConsistentRead ? 1 : 0.5);
      return { Items: newest };
    },
    PutItemCommand: ({
      Item: item = {},
      ConditionExpression: condition,
      ExpressionAttributeValues: values,
    }) => {
      const before = items.get(keyOf(item));
      const [name = '', mark = ''] = condition?.split(' = ') ?? [];
      const holds = mark === '' ? before === undefined : before?.[name]?.N === values?.[mark]?.N;
      if (!holds) throw new ConditionalCheckFailedException({ message: 'it does not hold', $metadata: {} });
      put(item);
      return {};
    },
    BatchWriteItemCommand: ({ RequestItems = {} }) => {
      for (const { PutRequest } of Object.values(RequestItems).flat()) put(PutRequest.Item);
      return { UnprocessedItems: {} };
    },
    ScanCommand: ({ ExclusiveStartKey }) => {
      const all = [...items.values()];
      const from =
        ExclusiveStartKey === undefined
          ? 0
          : all.findIndex((item) => keyOf(item) === keyOf(ExclusiveStartKey)) + 1;
      let bytes = 0;
      let at = from;
      for (; at < all.length && bytes < PAGE; at += 1) bytes += bytesOf(all[at] ?? {});
      cost.readUnits += readUnits(bytes);
      return { Items: all.slice(from, at), ...(at < all.length && { LastEvaluatedKey: all[at - 1] }) };
    },
  };
  const client = new DynamoDBClient({
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  // The overloads of `send` are thousands; what comes is known by its name.
  (client as { send: unknown }).send = async (command: { constructor: { name: string }; input: Input }) => {
    const operation = operations[command.constructor.name];
    if (operation === undefined) throw new Error(`the table does not know ${command.constructor.name}`);
    cost.calls += 1;
    await new Promise((resolve) => setTimeout(resolve, latency));
    return operation(command.input);
  };
  return {
    client,
    /** What was spent since it was asked last. */
    spent: (): Cost => {
      const sum = cost;
      cost = { calls: 0, writeUnits: 0, readUnits: 0 };
      return sum;
    },
  };
}
