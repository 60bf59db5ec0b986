/** The function by which registrars bring the registry up to their files (R18, R20). */
import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { allow, writesEncrypted } from '../constructs/access.ts';
import { HubFunction, type HubFunctionSurroundings } from '../constructs/hub-function.ts';
import type { StatefulStack } from './stateful.ts';

export function registryAdministration(
  scope: Construct,
  shared: HubFunctionSurroundings,
  { registry, submissions, operations, submissionsQueue, proberKey }: StatefulStack,
): IFunction {
  const { key, settings } = shared;
  const registrar = new HubFunction(scope, 'AdminRegistry', {
    ...shared,
    name: 'admin-registry',
    // Just below the gateway's 29 s, with a whole processor: it judges the files of a country and writes 10,500 records.
    timeout: Duration.seconds(28),
    memoryMiB: 1769,
    environment: {
      STAGE: settings.stage,
      REGISTRY_TABLE: registry.tableName,
      SUBMISSIONS_TABLE: submissions.tableName,
      OPERATIONS_TABLE: operations.tableName,
      SUBMISSIONS_QUEUE_URL: submissionsQueue.queueUrl,
      PROBER_KEY: proberKey.secretArn,
    },
    access: [
      allow(
        registry.tableArn,
        'dynamodb:Query',
        'dynamodb:Scan',
        'dynamodb:PutItem',
        'dynamodb:BatchWriteItem',
      ),
      allow(submissions.tableArn, 'dynamodb:Query'),
      allow(operations.tableArn, 'dynamodb:GetItem', 'dynamodb:PutItem'),
      allow(submissionsQueue.queueArn, 'sqs:SendMessage'),
      allow(proberKey.secretArn, 'secretsmanager:GetSecretValue'),
      writesEncrypted(key.keyArn),
    ],
    impact:
      'Operators cannot change agencies, systems, catalogue, calendar or duties. They stay as they are; reporting and counting go on.',
  });
  return registrar.function;
}
