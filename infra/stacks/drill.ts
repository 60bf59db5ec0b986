/** The recovery drill (R7): the function that goes on with it every five minutes, its schedule and alarms. */
import { Aws, Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { bucketNamesOf, tableNamesOf } from '../../shared/contract/stage-names.ts';
import { allow, writesEncrypted } from '../constructs/access.ts';
import { drillBucketName } from '../constructs/drill-bucket.ts';
import { HubFunction, type HubFunctionSurroundings } from '../constructs/hub-function.ts';
import { hubMetric } from '../constructs/hub-metric.ts';
import { impactAlarm } from '../constructs/impact-alarm.ts';
import { journalBucketName } from '../constructs/journal-bucket.ts';
import { presenceOf } from '../constructs/presence.ts';
import { Schedule, UNTIL_THE_NEXT_RUN } from '../constructs/schedule.ts';
import type { StatefulStack } from './stateful.ts';

const tableArn = (name: string): string =>
  `arn:${Aws.PARTITION}:dynamodb:${Aws.REGION}:${Aws.ACCOUNT_ID}:table/${name}`;
const s3Arn = (name: string): string => `arn:${Aws.PARTITION}:s3:::${name}`;

export function addDrill(
  scope: Construct,
  shared: HubFunctionSurroundings,
  {
    registry,
    submissions,
    totals,
    operations,
    submissionsQueue,
    journal,
    drills,
    receiptKeys,
  }: StatefulStack,
): void {
  const { key, operators, settings } = shared;
  const prefix = `dtm-${settings.stage}`;
  const [journalArn, drillsArn] = [s3Arn(journalBucketName(settings)), s3Arn(drillBucketName(settings))];
  const restores = ['dynamodb:DescribeContinuousBackups', 'dynamodb:RestoreTableToPointInTime'] as const;
  const names = tableNamesOf(settings.stage);
  const copies = [names.registry, names.submissions, names.totals].map((name) => `${name}-drill-*`);
  const drill = new HubFunction(scope, 'Drill', {
    ...shared,
    name: 'drill',
    environment: {
      STAGE: settings.stage,
      REGISTRY_TABLE: registry.tableName,
      SUBMISSIONS_TABLE: submissions.tableName,
      TOTALS_TABLE: totals.tableName,
      OPERATIONS_TABLE: operations.tableName,
      SUBMISSIONS_QUEUE_URL: submissionsQueue.queueUrl,
      JOURNAL_BUCKET: journal.bucketName,
      DRILL_BUCKET: drills.bucketName,
      RECEIPT_KEY_A: receiptKeys.a.secretArn,
      RECEIPT_KEY_B: receiptKeys.b.secretArn,
      DRILL_DAYS: String(settings.drillDays),
    },
    timeout: Duration.minutes(15),
    memoryMiB: 1024,
    longestWait: UNTIL_THE_NEXT_RUN,
    access: [
      // The live tables: read and restored from, never written.
      allow(registry.tableArn, ...restores, 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'),
      allow(submissions.tableArn, ...restores, 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan'),
      allow(totals.tableArn, ...restores, 'dynamodb:GetItem', 'dynamodb:Query'),
      // The copies: what AWS asks of who restores, and their end.
      ...copies.map((name) =>
        allow(
          tableArn(name),
          'dynamodb:BatchWriteItem',
          'dynamodb:DeleteItem',
          'dynamodb:DeleteTable',
          'dynamodb:DescribeTable',
          'dynamodb:GetItem',
          'dynamodb:PutItem',
          'dynamodb:Query',
          'dynamodb:Scan',
          'dynamodb:UpdateItem',
        ),
      ),
      allow('*', 'dynamodb:ListTables'),
      allow(operations.tableArn, 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'),
      // For what was recorded and whose message was never sent.
      allow(submissionsQueue.queueArn, 'sqs:SendMessage'),
      allow(journalArn, 's3:ListBucket'),
      allow(`${journalArn}/*`, 's3:GetObject'),
      allow(`${drillsArn}/*`, 's3:PutObject'),
      ...Object.values(receiptKeys).map(({ secretArn }) => allow(secretArn, 'secretsmanager:GetSecretValue')),
      writesEncrypted(key.keyArn),
      new PolicyStatement({
        actions: ['kms:CreateGrant'],
        resources: [key.keyArn],
        // DynamoDB may make grants for the tables of this role; the role itself may not.
        conditions: {
          StringEquals: { 'kms:ViaService': `dynamodb.${Aws.REGION}.amazonaws.com` },
          Bool: { 'kms:GrantIsForAWSResource': 'true' },
        },
      }),
    ],
    impact: 'A recovery drill does not go on: whether the hub could be recovered is not known.',
  });
  const nag = (resource: string, reason: string) => ({
    id: `AwsSolutions-IAM5[Resource::${resource}]` as const,
    reason,
  });
  const ofBucket = (kind: 'journal' | 'drills') =>
    `arn:<AWS::Partition>:s3:::${bucketNamesOf(settings.stage, '<AWS::AccountId>', '<AWS::Region>')[kind]}/*`;
  Validations.of(drill).acknowledge(
    nag(
      '*',
      'ListTables knows no resource; it answers with names only, among which leftover copies are found.',
    ),
    ...copies.map((name) =>
      nag(
        `arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/${name}`,
        'The copies of drills, named by the time of each; no live table has such a name.',
      ),
    ),
    nag(ofBucket('journal'), 'Which objects the journal has is known when it is listed; GetObject alone.'),
    nag(ofBucket('drills'), 'A report is named by the time of its drill; PutObject alone.'),
  );
  new Schedule(scope, 'DrillEveryFiveMinutes', {
    name: `${prefix}-drill`,
    expression: 'rate(5 minutes)',
    target: drill.function,
    operators,
    silence: Duration.hours(1),
    witness: presenceOf(submissionsQueue),
    impact: 'Recovery drills stand still: none begins, and one that was begun does not end.',
  });
  impactAlarm(scope, 'DrillFailed', {
    operators,
    alarmName: `${prefix}-drill-failed`,
    impact: 'The newest recovery drill failed: after a loss the hub might not come back as it was promised.',
    runbook: 'drill',
    ...hubMetric(settings, 'DrillFailed'),
    statistic: 'Maximum',
    period: Duration.minutes(15),
    when: { above: 0 },
  });
  impactAlarm(scope, 'DrillOverdue', {
    operators,
    alarmName: `${prefix}-drill-overdue`,
    impact: `No recovery drill has passed for more than ${settings.drillDays} days: the law asks for one a year (R7).`,
    runbook: 'drill',
    ...hubMetric(settings, 'DrillOverdueDays'),
    statistic: 'Maximum',
    period: Duration.hours(1),
    when: { above: 1 },
  });
}
