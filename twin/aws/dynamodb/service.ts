import type { Usage } from '../counts.ts';
import type { Authorization } from '../iam/authorization.ts';
import type { ServiceHandler } from '../pipeline.ts';
import { isObject, type JsonObject, type JsonValue, list, parseObject, text } from '../wire.ts';
import { errorAnswer } from '../wire-errors.ts';
import { dynamoDbAccesses, tablesOf } from './actions.ts';
import type { DynamoDbBackend } from './backend.ts';
import { type Item, itemSize, writeUnits } from './item-size.ts';
import {
  type KeysOf,
  leadingKeys,
  type TableKeys,
  usagesOf,
  withAccounting,
  withoutAccounting,
} from './usage.ts';

function partitionKey(keySchema: JsonValue | undefined): string | undefined {
  const hash = list(keySchema).find((key) => isObject(key) && key.KeyType === 'HASH');
  return isObject(hash) ? text(hash, 'AttributeName') : undefined;
}

function keysFrom(table: JsonObject): TableKeys | undefined {
  const key = partitionKey(table.KeySchema);
  if (key === undefined) return undefined;
  const names = list(table.KeySchema).flatMap((each) =>
    isObject(each) ? [text(each, 'AttributeName') ?? ''] : [],
  );
  const indexes = new Map<string, string>();
  for (const index of [...list(table.GlobalSecondaryIndexes), ...list(table.LocalSecondaryIndexes)])
    if (isObject(index)) indexes.set(text(index, 'IndexName') ?? '', partitionKey(index.KeySchema) ?? key);
  return { partitionKey: key, names, indexes };
}

/**
 * DynamoDB JSON 1.0 over `backend`, with each call's capacity units counted by AWS's rules. `onInvalidCall` gets a
 * text for each call that can never succeed: the code and the template do not fit each other. `encryption` knows the
 * keys of tables, and learns those of restored ones.
 */
export function dynamoDbService(
  backend: DynamoDbBackend,
  arnPrefix: string,
  onInvalidCall: (text: string) => void = () => undefined,
  encryption?: Pick<Authorization, 'keyOf' | 'encryptAs'>,
): ServiceHandler {
  const known = new Map<string, TableKeys>();
  const learn = async (tables: readonly string[]): Promise<void> => {
    for (const table of tables) {
      if (known.has(table)) continue;
      const { output } = await backend.call('DescribeTable', { TableName: table });
      const keys = isObject(output.Table) ? keysFrom(output.Table) : undefined;
      if (keys !== undefined) known.set(table, keys);
    }
  };
  const keysOf: KeysOf = (table) => known.get(table);

  /** A write whose condition fails still costs what the existing item's size says, at least one unit. */
  const costOfFailedCondition = async (operation: string, input: JsonObject): Promise<Usage[]> => {
    const [table = ''] = tablesOf(operation, input);
    const keys = keysOf(table);
    const given = isObject(input.Key) ? input.Key : isObject(input.Item) ? input.Item : {};
    const key = Object.fromEntries((keys?.names ?? []).map((name) => [name, given[name]]));
    const { output } = await backend.call('GetItem', { TableName: table, Key: key, ConsistentRead: true });
    const size = isObject(output.Item) ? itemSize(output.Item as Item) : 0;
    const [value = '(none)'] = leadingKeys(operation, input, keysOf);
    return [{ table, partitionKey: value, readUnits: 0, writeUnits: writeUnits(size) }];
  };

  const sayInvalid = (caller: string, operation: string, table: string, output: JsonObject): void => {
    const names = keysOf(table)?.names ?? [];
    onInvalidCall(
      `function ${caller}: dynamodb:${operation} on ${table} can never succeed: ValidationException: ` +
        `${text(output, 'message') ?? text(output, 'Message')}. The key of ${table} in the template is ${names.join(', ')}. ` +
        'Fix: give the table the key that its adapter in shared/aws reads and writes, or the adapter that of the table',
    );
  };

  return async (request, { principal }) => {
    const operation = String(request.headers['x-amz-target'] ?? '').replace('DynamoDB_20120810.', '');
    const input = parseObject(request.body);
    if (input === undefined)
      return errorAnswer('dynamodb', {
        status: 400,
        code: 'SerializationException',
        message: 'The body is no JSON object.',
      });
    const tables = tablesOf(operation, input);
    await learn(tables);
    const accesses = dynamoDbAccesses(operation, input, arnPrefix, leadingKeys(operation, input, keysOf));
    if (accesses === undefined)
      return errorAnswer('dynamodb', {
        status: 400,
        code: 'UnknownOperationException',
        message: `The twin does not know the DynamoDB operation "${operation}".`,
      });
    if (accesses.length === 0)
      return errorAnswer('dynamodb', {
        status: 400,
        code: 'ValidationException',
        message: 'The call names no table.',
      });
    const carryOut = async () => {
      const { status, output } = await backend.call(operation, withAccounting(operation, input));
      if (operation === 'DeleteTable') known.delete(tables[0] ?? '');
      if (operation.startsWith('Restore') && isObject(output.TableDescription))
        encryption?.encryptAs(...restoredFrom(output.TableDescription));
      if (isObject(output.Table)) {
        const key = encryption?.keyOf(text(output.Table, 'TableArn') ?? '');
        if (key !== undefined)
          output.Table = {
            ...output.Table,
            SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: key },
          };
      }
      if (status === 200) {
        const usages = usagesOf(operation, input, output, keysOf);
        return { answer: json(200, withoutAccounting(operation, input, output, usages)), usages };
      }
      if (/Item|Query|Scan/.test(operation) && String(output.__type).endsWith('#ValidationException'))
        sayInvalid(principal.sessionName, operation, tables.join(','), output);
      const usages = String(output.__type).endsWith('#ConditionalCheckFailedException')
        ? await costOfFailedCondition(operation, input)
        : [];
      return { answer: json(status, output), usages };
    };
    return { operation, resource: tables.join(','), accesses, carryOut };
  };
}

/** The ARNs of a restored table and of its source. */
export function restoredFrom(description: JsonObject): [tableArn: string, sourceArn: string] {
  const summary = isObject(description.RestoreSummary) ? description.RestoreSummary : {};
  return [text(description, 'TableArn') ?? '', text(summary, 'SourceTableArn') ?? ''];
}

function json(status: number, output: JsonObject) {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify(output),
  };
}
