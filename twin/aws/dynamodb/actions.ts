import type { ConditionContext } from '../iam/policy-conditions.ts';
import type { Access } from '../iam/policy-evaluation.ts';
import { isObject, type JsonObject, list, text } from '../wire.ts';

/** Operations whose action bears their name and whose one resource is the table. */
const ON_TABLE = new Set(
  [
    'GetItem PutItem UpdateItem DeleteItem DescribeTable CreateTable UpdateTable DeleteTable',
    'DescribeTimeToLive UpdateTimeToLive DescribeContinuousBackups UpdateContinuousBackups',
  ]
    .join(' ')
    .split(' '),
);
const ON_TABLE_OR_INDEX = new Set(['Query', 'Scan']);
/** What the caller of a restore needs on the table that it makes (Developer Guide, "Using IAM with backup and restore"). */
const ON_RESTORED_TABLE = [
  'BatchWriteItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
];
const ON_RESOURCE_ARN = new Set(['TagResource', 'UntagResource', 'ListTagsOfResource']);
/** A transaction has no action of its own: each part needs the action of the single operation. */
const TRANSACTION_PARTS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

/** Clients may give a table's ARN in place of its name. */
export function tableName(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? (nameOrArn.split('/')[1] ?? nameOrArn) : nameOrArn;
}

/** The tables that a call names, in its order, each once. */
export function tablesOf(operation: string, input: JsonObject): string[] {
  const named: (string | undefined)[] = [text(input, 'TableName')];
  if (operation === 'RestoreTableToPointInTime')
    named.push(text(input, 'SourceTableName') ?? text(input, 'SourceTableArn'));
  if (operation === 'RestoreTableFromBackup' || operation === 'DescribeBackup')
    named.push(text(input, 'BackupArn'));
  if (operation === 'BatchGetItem' || operation === 'BatchWriteItem')
    named.push(...Object.keys(isObject(input.RequestItems) ? input.RequestItems : {}));
  for (const part of list(input.TransactItems))
    if (isObject(part))
      for (const request of Object.values(part))
        if (isObject(request)) named.push(text(request, 'TableName'));
  return [...new Set(named.flatMap((name) => (name === undefined ? [] : [tableName(name)])))];
}

/**
 * What a DynamoDB call needs ("Actions, resources, and condition keys for Amazon DynamoDB"); undefined where the
 * operation is unknown. `leadingKeys` are the partition key values touched, for dynamodb:LeadingKeys.
 */
export function dynamoDbAccesses(
  operation: string,
  input: JsonObject,
  arnPrefix: string,
  leadingKeys: readonly string[],
): Access[] | undefined {
  const select = text(input, 'Select');
  const context: ConditionContext = {
    'dynamodb:leadingkeys': leadingKeys.length > 0 ? leadingKeys : undefined,
    'dynamodb:select': select === undefined ? undefined : [select],
  };
  const on = (action: string, table: string): Access => ({
    action: `dynamodb:${action}`,
    resource: `${arnPrefix}table/${table}`,
    context,
  });
  const tables = tablesOf(operation, input);
  const target = text(input, 'TargetTableName');
  const onRestored = (): Access[] =>
    target === undefined ? [] : ON_RESTORED_TABLE.map((action) => on(action, target));
  if (operation === 'ListTables') return [{ action: 'dynamodb:ListTables', resource: '*', context }];
  if (operation === 'ListBackups') return [{ action: 'dynamodb:ListBackups', resource: '*', context }];
  if (operation === 'DescribeBackup' || operation === 'RestoreTableFromBackup') {
    const arn = text(input, 'BackupArn');
    if (arn === undefined) return [];
    return [{ action: `dynamodb:${operation}`, resource: arn, context }, ...onRestored()];
  }
  if (operation === 'RestoreTableToPointInTime')
    return [...tables.map((table) => on(operation, table)), ...onRestored()];
  if (ON_TABLE.has(operation)) return tables.map((table) => on(operation, table));
  if (ON_TABLE_OR_INDEX.has(operation)) {
    const index = text(input, 'IndexName');
    return tables.map((table) => on(operation, index === undefined ? table : `${table}/index/${index}`));
  }
  if (ON_RESOURCE_ARN.has(operation))
    return [{ action: `dynamodb:${operation}`, resource: text(input, 'ResourceArn') ?? '*', context }];
  if (operation === 'BatchGetItem' || operation === 'BatchWriteItem')
    return tables.map((table) => on(operation, table));
  if (operation === 'TransactGetItems' || operation === 'TransactWriteItems')
    return list(input.TransactItems).flatMap((part) =>
      isObject(part)
        ? Object.entries(part).flatMap(([kind, request]) =>
            isObject(request)
              ? [on(TRANSACTION_PARTS[kind] ?? kind, tableName(text(request, 'TableName') ?? ''))]
              : [],
          )
        : [],
    );
  return undefined;
}
