import type { Usage } from '../counts.ts';
import { isObject, type JsonObject, type JsonValue, list, text } from '../wire.ts';
import { tableName } from './actions.ts';
import { type AttributeValue, type Item, itemSize, readUnits, writeUnits } from './item-size.ts';

/** The names of a table's key attributes, and of the partition key of each index. */
export type TableKeys = {
  partitionKey: string;
  names: readonly string[];
  indexes: ReadonlyMap<string, string>;
};
export type KeysOf = (table: string) => TableKeys | undefined;

const asItem = (value: JsonValue | undefined): Item | undefined =>
  isObject(value) ? (value as Item) : undefined;
const sizeOf = (value: JsonValue | undefined): number => itemSize(asItem(value) ?? {});

function keyText(value: AttributeValue | undefined): string {
  return value?.S ?? value?.N ?? value?.B ?? '(none)';
}

/** The partition key value that a Query asks for, in either of its two notations. */
function queriedPartition(input: JsonObject, partitionKey: string): string {
  const condition = isObject(input.KeyConditions) ? input.KeyConditions[partitionKey] : undefined;
  if (isObject(condition)) return keyText(asItem({ key: list(condition.AttributeValueList)[0] })?.key);
  const names = isObject(input.ExpressionAttributeNames) ? input.ExpressionAttributeNames : {};
  for (const [, name = '', value = ''] of (text(input, 'KeyConditionExpression') ?? '').matchAll(
    /([#\w.-]+)\s*=\s*(:\w+)/g,
  ))
    if ((names[name] ?? name) === partitionKey)
      return keyText(asItem(input.ExpressionAttributeValues)?.[value]);
  return '(none)';
}

type Part = { kind: string; table: string; request: JsonObject };

/** The single writes and reads that a call is made of. */
function partsOf(operation: string, input: JsonObject): Part[] {
  if (operation === 'BatchWriteItem' || operation === 'BatchGetItem')
    return Object.entries(isObject(input.RequestItems) ? input.RequestItems : {}).flatMap(
      ([table, value]) => {
        const requests = isObject(value)
          ? list(value.Keys).map((key) => ({
              GetRequest: { Key: key, ConsistentRead: value.ConsistentRead },
            }))
          : list(value);
        return requests.flatMap((each) =>
          isObject(each)
            ? Object.entries(each).flatMap(([kind, request]) =>
                isObject(request) ? [{ kind, table: tableName(table), request }] : [],
              )
            : [],
        );
      },
    );
  if (operation.startsWith('Transact'))
    return list(input.TransactItems).flatMap((each) =>
      isObject(each)
        ? Object.entries(each).flatMap(([kind, request]) =>
            isObject(request) ? [{ kind, table: tableName(text(request, 'TableName') ?? ''), request }] : [],
          )
        : [],
    );
  return [{ kind: operation, table: tableName(text(input, 'TableName') ?? ''), request: input }];
}

function partitionOf(part: Part, keysOf: KeysOf): string {
  const keys = keysOf(part.table);
  if (keys === undefined || part.kind === 'Scan') return '(none)';
  const index = text(part.request, 'IndexName');
  if (part.kind === 'Query')
    return queriedPartition(part.request, (index && keys.indexes.get(index)) ?? keys.partitionKey);
  return keyText(asItem(part.request.Key ?? part.request.Item)?.[keys.partitionKey]);
}

/** The partition key values that a call touches, for the condition key dynamodb:LeadingKeys. */
export function leadingKeys(operation: string, input: JsonObject, keysOf: KeysOf): string[] {
  return partsOf(operation, input)
    .map((part) => partitionOf(part, keysOf))
    .filter((value) => value !== '(none)');
}

/** What to ask of the backend beyond what the caller asked, to learn what the call costs. */
export function withAccounting(operation: string, input: JsonObject): JsonObject {
  const asked: JsonObject = { ...input };
  if (/^(Get|Put|Update|Delete|BatchGet|BatchWrite)Item$|^(Query|Scan)$|^Transact/.test(operation))
    asked.ReturnConsumedCapacity = text(input, 'ReturnConsumedCapacity') === 'INDEXES' ? 'INDEXES' : 'TOTAL';
  if ((text(input, 'ReturnValues') ?? 'NONE') === 'NONE') {
    if (operation === 'PutItem' || operation === 'DeleteItem') asked.ReturnValues = 'ALL_OLD';
    if (operation === 'UpdateItem') asked.ReturnValues = 'ALL_NEW';
  }
  return asked;
}

/** The item of a batch' or transaction's answer that belongs to the part at `index`. */
function itemRead(part: Part, index: number, output: JsonObject, keysOf: KeysOf): JsonValue | undefined {
  if (part.kind === 'GetItem') return output.Item;
  if (part.kind === 'Get') {
    const response = list(output.Responses)[index];
    return isObject(response) ? response.Item : undefined;
  }
  const wanted = asItem(part.request.Key) ?? {};
  const names = keysOf(part.table)?.names ?? [];
  const found = isObject(output.Responses) ? list(output.Responses[part.table]) : [];
  return found.find((item) => names.every((name) => keyText(asItem(item)?.[name]) === keyText(wanted[name])));
}

function unitsOf(part: Part, index: number, output: JsonObject, keysOf: KeysOf): [number, number] {
  const consistent = part.request.ConsistentRead === true;
  switch (part.kind) {
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [0, writeUnits(Math.max(sizeOf(part.request.Item), sizeOf(output.Attributes)))];
    case 'PutRequest':
      return [0, writeUnits(sizeOf(part.request.Item))];
    case 'DeleteRequest':
      return [0, 1];
    case 'Put':
    case 'Update':
    case 'Delete':
    case 'ConditionCheck':
      return [0, 2 * writeUnits(sizeOf(part.request.Item))];
    case 'Get':
      return [2 * readUnits(sizeOf(itemRead(part, index, output, keysOf)), true), 0];
    case 'GetItem':
    case 'GetRequest':
      return [readUnits(sizeOf(itemRead(part, index, output, keysOf)), consistent), 0];
    case 'Query':
    case 'Scan':
      return [
        readUnits(
          list(output.Items).reduce((total: number, item) => total + sizeOf(item), 0),
          consistent,
        ),
        0,
      ];
    default:
      return [0, 0];
  }
}

function consumed(output: JsonObject, table: string): number {
  const all = Array.isArray(output.ConsumedCapacity) ? output.ConsumedCapacity : [output.ConsumedCapacity];
  const own = all.find((each) => isObject(each) && tableName(text(each, 'TableName') ?? '') === table);
  return isObject(own) && typeof own.CapacityUnits === 'number' ? own.CapacityUnits : 0;
}

/**
 * The units that a call used by AWS's rules. Sizes are ours (UTF-8) where the item is to be seen; where it is not (a
 * filter, a projection, an item replaced in a batch) the backend's figure, if it is the larger one, is taken.
 */
export function usagesOf(operation: string, input: JsonObject, output: JsonObject, keysOf: KeysOf): Usage[] {
  const usages = partsOf(operation, input).map((part, index): Usage => {
    const [read, write] = unitsOf(part, index, output, keysOf);
    return { table: part.table, partitionKey: partitionOf(part, keysOf), readUnits: read, writeUnits: write };
  });
  for (const table of new Set(usages.map((usage) => usage.table))) {
    const own = usages.filter((usage) => usage.table === table);
    const last = own.at(-1);
    const missing =
      consumed(output, table) - own.reduce((sum, each) => sum + each.readUnits + each.writeUnits, 0);
    if (last === undefined || missing <= 0) continue;
    if (last.writeUnits > 0) last.writeUnits += missing;
    else last.readUnits += missing;
  }
  return usages;
}

/** The answer as the caller asked for it: without our additions, or with the right figure. */
export function withoutAccounting(
  operation: string,
  input: JsonObject,
  output: JsonObject,
  usages: readonly Usage[],
): JsonObject {
  const { ConsumedCapacity, ...answer } = output;
  if ((text(input, 'ReturnValues') ?? 'NONE') === 'NONE' && /^(Put|Update|Delete)Item$/.test(operation))
    delete answer.Attributes;
  if (ConsumedCapacity === undefined || (text(input, 'ReturnConsumedCapacity') ?? 'NONE') === 'NONE')
    return answer;
  const right = (each: JsonValue): JsonValue => {
    if (!isObject(each)) return each;
    const table = tableName(text(each, 'TableName') ?? '');
    const units = usages
      .filter((usage) => usage.table === table)
      .reduce((sum, usage) => sum + usage.readUnits + usage.writeUnits, 0);
    return { ...each, CapacityUnits: units };
  };
  const capacity = Array.isArray(ConsumedCapacity) ? ConsumedCapacity.map(right) : right(ConsumedCapacity);
  return { ...answer, ConsumedCapacity: capacity };
}
