/** The function by which key officers issue, rotate and revoke keys (R10). */
import { Aws, Duration, Validations } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { allow, writesEncrypted } from '../constructs/access.ts';
import { HubFunction, type HubFunctionSurroundings } from '../constructs/hub-function.ts';
import { journalBucketName } from '../constructs/journal-bucket.ts';
import type { StatefulStack } from './stateful.ts';

export function keyAdministration(
  scope: Construct,
  shared: HubFunctionSurroundings,
  { registry, submissions, operations, journal }: StatefulStack,
): IFunction {
  const { key, settings } = shared;
  const journalArn = `arn:${Aws.PARTITION}:s3:::${journalBucketName(settings)}`;
  const keys = new HubFunction(scope, 'AdminKeys', {
    ...shared,
    name: 'admin-keys',
    // Just below the gateway's 29 s: it reads the journal of a leaked key.
    timeout: Duration.seconds(28),
    memoryMiB: 1024,
    environment: {
      STAGE: settings.stage,
      REGISTRY_TABLE: registry.tableName,
      SUBMISSIONS_TABLE: submissions.tableName,
      OPERATIONS_TABLE: operations.tableName,
      JOURNAL_BUCKET: journal.bucketName,
    },
    access: [
      allow(registry.tableArn, 'dynamodb:Query', 'dynamodb:Scan', 'dynamodb:PutItem'),
      allow(submissions.tableArn, 'dynamodb:GetItem', 'dynamodb:Query'),
      allow(operations.tableArn, 'dynamodb:GetItem', 'dynamodb:PutItem'),
      allow(journalArn, 's3:ListBucket'),
      allow(`${journalArn}/*`, 's3:GetObject'),
      writesEncrypted(key.keyArn),
    ],
    impact:
      'Keys can be neither issued nor revoked: a leaked key works on until this is back. Reporting and counting go on.',
  });
  Validations.of(keys).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::dtm-${settings.stage}-journal-<AWS::AccountId>-<AWS::Region>/*]`,
    reason: 'Objects of the journal are named by the time of their writing; GetObject alone.',
  });
  return keys.function;
}
