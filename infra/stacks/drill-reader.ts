/** The function that shows the reports of recovery drills (R7). */
import { Aws, Duration, Validations } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { allow, writesEncrypted } from '../constructs/access.ts';
import { drillBucketName } from '../constructs/drill-bucket.ts';
import { HubFunction, type HubFunctionSurroundings } from '../constructs/hub-function.ts';
import { tokenEnvironment } from '../constructs/token-environment.ts';
import type { StatefulStack } from './stateful.ts';

export function drillReader(
  scope: Construct,
  shared: HubFunctionSurroundings,
  { registry, operations, drills, quotas }: StatefulStack,
): IFunction {
  const { key, settings } = shared;
  const drillsArn = `arn:${Aws.PARTITION}:s3:::${drillBucketName(settings)}`;
  const reader = new HubFunction(scope, 'ReadDrills', {
    ...shared,
    name: 'read-drills',
    timeout: Duration.seconds(10),
    memoryMiB: 512,
    environment: {
      STAGE: settings.stage,
      REGISTRY_TABLE: registry.tableName,
      ...tokenEnvironment(settings),
      OPERATIONS_TABLE: operations.tableName,
      DRILL_BUCKET: drills.bucketName,
      QUOTAS_TABLE: quotas.tableName,
    },
    access: [
      allow(registry.tableArn, 'dynamodb:Query'),
      allow(operations.tableArn, 'dynamodb:GetItem', 'dynamodb:Query'),
      // Without the list, S3 answers 403 and not 404 for a report that is not there yet.
      allow(drillsArn, 's3:ListBucket'),
      allow(`${drillsArn}/*`, 's3:GetObject'),
      allow(quotas.tableArn, 'dynamodb:UpdateItem'),
      writesEncrypted(key.keyArn),
    ],
    impact: 'Nobody can see the reports of recovery drills over the API. Drills go on.',
  });
  Validations.of(reader).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::dtm-${settings.stage}-drills-<AWS::AccountId>-<AWS::Region>/*]`,
    reason: 'A report is named by the time of its drill; GetObject alone.',
  });
  return reader.function;
}
