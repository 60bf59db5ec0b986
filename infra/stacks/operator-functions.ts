/** The functions of operators that hold more than table Operations: a queue, or secrets. Each has its own (ADR 30). */
import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { allow, writesEncrypted } from '../constructs/access.ts';
import { HubFunction, type HubFunctionSurroundings } from '../constructs/hub-function.ts';
import { registryAdministration } from './registry-administration.ts';
import type { StatefulStack } from './stateful.ts';

export function operatorFunctions(
  scope: Construct,
  shared: HubFunctionSurroundings,
  stateful: StatefulStack,
): readonly (readonly [string, IFunction])[] {
  const { registry, operations, submissionsQueue, deadLetters, batches, receiptKeys } = stateful;
  const { key, settings } = shared;
  const { stage: STAGE } = settings;
  const keepsRecords = allow(operations.tableArn, 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem');
  const letters = new HubFunction(scope, 'AdminLetters', {
    ...shared,
    // Just below the gateway's 29 s, with room for the bodies of 2,000 messages.
    timeout: Duration.seconds(28),
    memoryMiB: 1024,
    name: 'admin-letters',
    environment: {
      STAGE,
      OPERATIONS_TABLE: operations.tableName,
      SUBMISSIONS_QUEUE_URL: submissionsQueue.queueUrl,
      DEAD_LETTER_QUEUE_URL: deadLetters.queueUrl,
      BATCHES_QUEUE_URL: batches.queue.queueUrl,
      BATCH_DEAD_LETTER_QUEUE_URL: batches.deadLetters.queueUrl,
    },
    access: [
      keepsRecords,
      ...[deadLetters, batches.deadLetters].map(({ queueArn }) =>
        allow(queueArn, 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage'),
      ),
      ...[submissionsQueue, batches.queue].map(({ queueArn }) => allow(queueArn, 'sqs:SendMessage')),
      writesEncrypted(key.keyArn),
    ],
    impact:
      'Operators cannot look at dead letters or send them back. They wait; a queue keeps them for 14 days. Reporting and counting go on.',
  });
  const keys = new HubFunction(scope, 'AdminReceiptKeys', {
    ...shared,
    timeout: Duration.seconds(28),
    memoryMiB: 512,
    name: 'admin-receipt-keys',
    environment: {
      STAGE,
      OPERATIONS_TABLE: operations.tableName,
      REGISTRY_TABLE: registry.tableName,
      RECEIPT_KEY_A: receiptKeys.a.secretArn,
      RECEIPT_KEY_B: receiptKeys.b.secretArn,
    },
    access: [
      keepsRecords,
      allow(registry.tableArn, 'dynamodb:Query', 'dynamodb:PutItem'),
      ...[receiptKeys.a, receiptKeys.b].map(({ secretArn }) =>
        allow(secretArn, 'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'),
      ),
      writesEncrypted(key.keyArn),
    ],
    impact:
      'Operators cannot change which key signs receipts: a key that leaked goes on signing. Reporting and receipts go on.',
  });
  return [
    ['admin-letters', letters.function],
    ['admin-receipt-keys', keys.function],
    ['admin-registry', registryAdministration(scope, shared, stateful)],
  ];
}
