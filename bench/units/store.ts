/**
 * DynamoDB in memory, for the real adapters: the few requests that they make, each answered after a
 * latency in virtual time and counted in AWS's units. Sizes are those of the real items. A request that it does not
 * know is refused by name, so that nothing goes uncounted.
 */
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { Item } from '../../shared/aws/item.ts';
import type { VirtualClock } from '../simulate/clock.ts';

export type Units = {
  calls: number;
  writeUnits: number;
  readUnits: number;
  puts: number;
  failedPuts: number;
  items: number;
};

/** Milliseconds; single-digit is what AWS promises. */
const LATENCY = 5;
const PAGE = 1024 * 1024;

const numberBytes = (text: string): number =>
  Math.min(
    21,
    Math.ceil(text.replace(/[-+.]/g, '').replace(/^0+|0+$/g, '').length / 2) +
      1 +
      (text.startsWith('-') ? 1 : 0),
  );

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + bytesOf(value.M);
  throw new Error(`no size is known of ${JSON.stringify(value)}`);
}

/** "DynamoDB item sizes and formats": UTF-8 names and values, three bytes and one per entry for a map. */
export function bytesOf(item: Item): number {
  let bytes = 0;
  for (const name in item) bytes += Buffer.byteLength(name) + valueBytes(item[name] ?? { S: '' });
  return bytes;
}

export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));
export const readUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 4096));

type Stored = { item: Item; bytes: number };
/** In the order of sort keys when it is read; sorted again only after an insert. */
type Partition = { items: Map<string, Stored>; order: string[] | null };

export type Input = {
  TableName: string;
  RequestItems?: Record<string, { Keys: Item[]; ConsistentRead?: boolean }>;
  Key?: Item;
  Item?: Item;
  ConsistentRead?: boolean;
  ConditionExpression?: string;
  KeyConditionExpression?: string;
  ExpressionAttributeValues?: Item;
  ExclusiveStartKey?: Item;
};

const sortKey = (item: Item | undefined): string => item?.sk?.S ?? '';
const pkOf = (table: string, item: Item | undefined): string => `${table} ${item?.pk?.S ?? ''}`;

export class CountingDynamoDb extends DynamoDBClient {
  readonly units = new Map<string, Units>();
  /** Write units by table and partition key in the second that is under way, and the most that any had in a second. */
  readonly #written = new Map<string, number>();
  #second = -1;
  #busiest = { key: '', perSecond: 0 };
  readonly #clock: VirtualClock;
  readonly #partitions = new Map<string, Partition>();

  constructor(clock: VirtualClock) {
    super({ region: 'ap-southeast-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } });
    this.#clock = clock;
    // The overloads of `send` are thousands; what comes is known by its name.
    (this as { send: unknown }).send = (command: { constructor: { name: string }; input: Input }) =>
      this.answer(command.constructor.name, command.input);
  }

  /** Of a table, or of all. */
  usage(table?: string): Units {
    const sum: Units = { calls: 0, writeUnits: 0, readUnits: 0, puts: 0, failedPuts: 0, items: 0 };
    for (const [name, units] of this.units) {
      if (table !== undefined && table !== name) continue;
      for (const key of Object.keys(sum) as (keyof Units)[]) sum[key] += units[key];
    }
    return sum;
  }

  /** Keeps the items, forgets what they cost. */
  reset(): void {
    for (const units of this.units.values())
      Object.assign(units, { calls: 0, writeUnits: 0, readUnits: 0, puts: 0, failedPuts: 0 });
    this.#written.clear();
    this.#busiest = { key: '', perSecond: 0 };
  }

  #of(table: string): Units {
    const known = this.units.get(table);
    if (known !== undefined) return known;
    const units: Units = { calls: 0, writeUnits: 0, readUnits: 0, puts: 0, failedPuts: 0, items: 0 };
    this.units.set(table, units);
    return units;
  }

  #partition(table: string, item: Item | undefined): Partition {
    const key = pkOf(table, item);
    const known = this.#partitions.get(key);
    if (known !== undefined) return known;
    const partition: Partition = { items: new Map(), order: null };
    this.#partitions.set(key, partition);
    return partition;
  }

  #charge(table: string, item: Item | undefined, units: number): void {
    const key = pkOf(table, item);
    this.#of(table).writeUnits += units;
    const second = Math.floor(this.#clock.now() / 1000);
    if (second !== this.#second) this.#written.clear();
    this.#second = second;
    const perSecond = (this.#written.get(key) ?? 0) + units;
    this.#written.set(key, perSecond);
    if (perSecond > this.#busiest.perSecond) this.#busiest = { key, perSecond };
  }

  /** The partition key that had the most write units in one second, and how many. */
  busiest(): { readonly key: string; readonly perSecond: number } {
    return this.#busiest;
  }

  #store(table: string, item: Item, bytes: number): void {
    const partition = this.#partition(table, item);
    if (!partition.items.has(sortKey(item))) {
      partition.order = null;
      this.#of(table).items += 1;
    }
    partition.items.set(sortKey(item), { item, bytes });
  }

  /** Answers a command by its name, as `send` does. */
  async answer(name: string, input: Input): Promise<unknown> {
    const [table = input.TableName] = Object.keys(input.RequestItems ?? {});
    this.#of(table).calls += 1;
    await this.#clock.sleep(LATENCY);
    if (name === 'BatchGetItemCommand') return this.#getMany(input);
    if (name === 'GetItemCommand') return this.#get(input);
    if (name === 'PutItemCommand') return this.#put(input);
    if (name === 'QueryCommand') return this.#query(input);
    throw new Error(`the counting DynamoDB does not know ${name}`);
  }

  #get({ TableName, Key, ConsistentRead }: Input): { Item?: Item } {
    const found = this.#partition(TableName, Key).items.get(sortKey(Key));
    this.#of(TableName).readUnits += readUnits(found?.bytes ?? 0) * (ConsistentRead ? 1 : 0.5);
    return found === undefined ? {} : { Item: found.item };
  }

  #getMany({ RequestItems = {} }: Input): object {
    const Responses: Record<string, Item[]> = {};
    for (const [TableName, { Keys, ConsistentRead }] of Object.entries(RequestItems))
      Responses[TableName] = Keys.map(
        (Key) => this.#get({ TableName, Key, ConsistentRead: ConsistentRead ?? false }).Item,
      ).filter((item) => item !== undefined);
    return { Responses, UnprocessedKeys: {} };
  }

  #put({ TableName, Item = {}, ConditionExpression, ExpressionAttributeValues: values }: Input): object {
    const stored = this.#partition(TableName, Item).items.get(sortKey(Item));
    const bytes = bytesOf(Item);
    const units = this.#of(TableName);
    units.puts += 1;
    this.#charge(TableName, Item, writeUnits(Math.max(bytes, stored?.bytes ?? 0)));
    const old = stored?.item;
    const holds =
      ConditionExpression === 'attribute_not_exists(pk)'
        ? old === undefined
        : old?.version?.N === values?.[':expected']?.N &&
          Number(old?.registry?.N) <= Number(values?.[':registry']?.N);
    if (
      ConditionExpression !== 'attribute_not_exists(pk)' &&
      ConditionExpression !== 'version = :expected AND registry <= :registry'
    )
      throw new Error(`the counting DynamoDB does not know the condition ${ConditionExpression}`);
    if (!holds) {
      units.failedPuts += 1;
      throw new ConditionalCheckFailedException({ message: 'the condition does not hold', $metadata: {} });
    }
    this.#store(TableName, Item, bytes);
    return {};
  }

  #query(input: Input): { Items: Item[]; Count: number; LastEvaluatedKey?: Item } {
    const { TableName, KeyConditionExpression, ExpressionAttributeValues: values = {} } = input;
    const ranges = { 'pk = :pk': false, 'pk = :pk AND sk BETWEEN :from AND :to': true };
    const isRange = ranges[KeyConditionExpression as keyof typeof ranges];
    if (isRange === undefined || !input.ConsistentRead)
      throw new Error(`the counting DynamoDB does not know the query ${KeyConditionExpression}`);
    const partition = this.#partition(TableName, { pk: values[':pk'] ?? { S: '' } });
    partition.order ??= [...partition.items.keys()].sort((a, b) => (a < b ? -1 : 1));
    const { order } = partition;
    const [from, to] = isRange ? [values[':from']?.S ?? '', values[':to']?.S ?? ''] : ['', '\uffff'];
    const after = sortKey(input.ExclusiveStartKey);
    const Items: Item[] = [];
    let bytes = 0;
    let last: string | null = null;
    for (let at = firstFrom(order, [from, after].sort().at(-1) ?? ''); at < order.length; at += 1) {
      const key = order[at] ?? '';
      if (key > to) break;
      if (key === after) continue;
      const stored = partition.items.get(key);
      if (stored === undefined) continue;
      if (bytes + stored.bytes > PAGE) {
        last = sortKey(Items.at(-1));
        break;
      }
      Items.push(stored.item);
      bytes += stored.bytes;
    }
    this.#of(TableName).readUnits += readUnits(bytes);
    const more =
      last === null ? {} : { LastEvaluatedKey: { pk: values[':pk'] ?? { S: '' }, sk: { S: last } } };
    return { Items, Count: Items.length, ...more };
  }
}

/** Place of the first key that is not before `from`. */
function firstFrom(order: readonly string[], from: string): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((order[middle] ?? '') < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
