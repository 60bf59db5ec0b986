/** Verifications that operators ask for: each minute somebody looks for one, and only one function may write into the ledger by their word. */
import { Aws, Duration, Validations } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { allow, allowItems, writesEncrypted } from '../constructs/access.ts';
import { HubFunction, type HubFunctionSurroundings } from '../constructs/hub-function.ts';
import { hubMetric } from '../constructs/hub-metric.ts';
import { impactAlarm } from '../constructs/impact-alarm.ts';
import { journalBucketName } from '../constructs/journal-bucket.ts';
import { presenceOf } from '../constructs/presence.ts';
import { Schedule, UNTIL_THE_NEXT_RUN } from '../constructs/schedule.ts';
import type { StatefulStack } from './stateful.ts';

/** `verify`: the function that compares. */
export function addAskedVerification(
  scope: Construct,
  shared: HubFunctionSurroundings,
  { registry, submissions, operations, submissionsQueue, journal }: StatefulStack,
  verify: IFunction,
): void {
  const { key, operators, settings } = shared;
  const prefix = `dtm-${settings.stage}`;
  const journalArn = `arn:${Aws.PARTITION}:s3:::${journalBucketName(settings)}`;
  const mend = new HubFunction(scope, 'Mend', {
    ...shared,
    name: 'mend',
    environment: {
      STAGE: settings.stage,
      REGISTRY_TABLE: registry.tableName,
      SUBMISSIONS_TABLE: submissions.tableName,
      OPERATIONS_TABLE: operations.tableName,
      SUBMISSIONS_QUEUE_URL: submissionsQueue.queueUrl,
      JOURNAL_BUCKET: journal.bucketName,
    },
    timeout: Duration.minutes(15),
    memoryMiB: 1024,
    longestWait: UNTIL_THE_NEXT_RUN,
    access: [
      allow(registry.tableArn, 'dynamodb:GetItem', 'dynamodb:Query'),
      // PutItem: an entry is put back, or put in the place of an altered one, as an operator asked and the journal proves. No DeleteItem.
      allow(submissions.tableArn, 'dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:PutItem'),
      allowItems(operations.tableArn, ['verification'], 'dynamodb:Query', 'dynamodb:PutItem'),
      allow(journalArn, 's3:ListBucket'),
      allow(`${journalArn}/*`, 's3:GetObject'),
      allow(submissionsQueue.queueArn, 'sqs:SendMessage'),
      writesEncrypted(key.keyArn),
    ],
    impact:
      'Operators cannot have the ledger repaired from the journal, or an entry journalled. Reporting and counting go on.',
  });
  Validations.of(mend).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::dtm-${settings.stage}-journal-<AWS::AccountId>-<AWS::Region>/*]`,
    reason: 'Which objects the journal has is known when it is listed; GetObject alone.',
  });
  const eachMinute = {
    expression: 'cron(* * * * ? *)',
    operators,
    silence: Duration.minutes(15),
    witness: presenceOf(submissionsQueue),
    // The next minute looks again.
    retries: 0,
  } as const;
  new Schedule(scope, 'VerifyAsked', {
    ...eachMinute,
    name: `${prefix}-verify-asked`,
    target: verify,
    task: 'asked',
    signOfLife: hubMetric(settings, 'VerificationFailed'),
    impact: 'A verification that an operator asks for does not begin. The sweep goes on by itself.',
  });
  new Schedule(scope, 'MendAsked', {
    ...eachMinute,
    name: `${prefix}-mend-asked`,
    target: mend.function,
    impact: 'A repair of the ledger that an operator asks for does not begin.',
  });
  impactAlarm(scope, 'VerificationFailed', {
    operators,
    alarmName: `${prefix}-verification-failed`,
    impact:
      'A verification that an operator asked for could not be finished: whether the totals or the ledger are right is not known.',
    runbook: 'verification-failed',
    ...hubMetric(settings, 'VerificationFailed'),
    statistic: 'Maximum',
    period: Duration.minutes(5),
    when: { above: 0 },
  });
}
