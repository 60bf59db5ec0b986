/** What takes files: the function that the API calls, the consumer of the queue of batches, and the sweep. */
import { Aws, Duration, Validations } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { uploadPrefixes } from '../../shared/contract/batches/prefixes.ts';
import { allow, writesEncrypted } from '../constructs/access.ts';
import { HubFunction, type HubFunctionSurroundings } from '../constructs/hub-function.ts';
import { hubMetric } from '../constructs/hub-metric.ts';
import { impactAlarm } from '../constructs/impact-alarm.ts';
import { presenceOf } from '../constructs/presence.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import { Schedule } from '../constructs/schedule.ts';
import { tokenEnvironment } from '../constructs/token-environment.ts';
import { uploadBucketName } from '../constructs/upload-bucket.ts';
import type { Settings } from '../settings.ts';
import type { StatefulStack } from './stateful.ts';

const { uploads, downloads, ...others } = uploadPrefixes;
const results = Object.values(others).map(({ prefix }) => prefix);

const bucketArn = (settings: Settings): string => `arn:${Aws.PARTITION}:s3:::${uploadBucketName(settings)}`;

/** Names of batches are made as they come. */
function acknowledge(scope: Construct, settings: Settings, prefixes: readonly string[], what: string): void {
  for (const prefix of prefixes)
    Validations.of(scope).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::dtm-${settings.stage}-uploads-<AWS::AccountId>-<AWS::Region>/${prefix}*]`,
      reason: `Objects are named by the batch that they are of, which is not known before: ${what} alone.`,
    });
}

export function batchDoor(
  scope: Construct,
  shared: HubFunctionSurroundings,
  { registry, operations, quotas, batches, uploads: bucket, receiptKeys }: StatefulStack,
): IFunction {
  const { key, settings } = shared;
  const arn = bucketArn(settings);
  const door = new HubFunction(scope, 'Batches', {
    ...shared,
    // A file of 4 MB is held several times: as text, as base64 and as bytes.
    timeout: Duration.seconds(28),
    memoryMiB: 1024,
    name: 'batches',
    environment: {
      STAGE: settings.stage,
      REGISTRY_TABLE: registry.tableName,
      ...tokenEnvironment(settings),
      OPERATIONS_TABLE: operations.tableName,
      QUOTAS_TABLE: quotas.tableName,
      UPLOADS_BUCKET: bucket.bucketName,
      BATCHES_QUEUE_URL: batches.queue.queueUrl,
      RECEIPT_KEY_A: receiptKeys.a.secretArn,
      RECEIPT_KEY_B: receiptKeys.b.secretArn,
    },
    access: [
      allow(registry.tableArn, 'dynamodb:GetItem', 'dynamodb:Query'),
      allow(operations.tableArn, 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'),
      allow(quotas.tableArn, 'dynamodb:UpdateItem'),
      allow(arn, 's3:ListBucket'),
      // Also to name the version of a file that came in parts, and which parts have come.
      allow(`${arn}/${uploads.prefix}*`, 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'),
      ...results.map((prefix) => allow(`${arn}/${prefix}*`, 's3:GetObject')),
      allow(`${arn}/${downloads.prefix}*`, 's3:GetObject', 's3:PutObject'),
      allow(batches.queue.queueArn, 'sqs:SendMessage'),
      ...Object.values(receiptKeys).map(({ secretArn }) => allow(secretArn, 'secretsmanager:GetSecretValue')),
      writesEncrypted(key.keyArn),
    ],
    impact: 'Agencies can neither send files nor see what became of them. Reports one by one go on.',
  });
  acknowledge(door, settings, [uploads.prefix], 'GetObject, PutObject and ListMultipartUploadParts');
  acknowledge(door, settings, results, 'GetObject');
  acknowledge(door, settings, [downloads.prefix], 'GetObject and PutObject');
  return door.function;
}

/** More than two days' work: four batches of every agency, each of a hundred pieces. */
const MOST_WAITING = 100_000;
/** A step takes minutes where its file is large. */
const WORKS_FOR = Duration.minutes(5);
/** Pieces that are judged at the same time: each writes up to some hundred entries a second. */
const AT_ONCE = 8;

export function addBatchWork(
  scope: Construct,
  shared: HubFunctionSurroundings,
  { registry, submissions, operations, submissionsQueue, batches, uploads: bucket }: StatefulStack,
): void {
  const { key, settings, operators } = shared;
  const arn = bucketArn(settings);
  const names = {
    STAGE: settings.stage,
    OPERATIONS_TABLE: operations.tableName,
    UPLOADS_BUCKET: bucket.bucketName,
    BATCHES_QUEUE_URL: batches.queue.queueUrl,
  };
  const keepsRecords = allow(operations.tableArn, 'dynamodb:GetItem', 'dynamodb:PutItem');
  const work = new QueueConsumer(scope, 'BatchWork', {
    ...shared,
    name: 'batch-work',
    environment: {
      ...names,
      REGISTRY_TABLE: registry.tableName,
      SUBMISSIONS_TABLE: submissions.tableName,
      SUBMISSIONS_QUEUE_URL: submissionsQueue.queueUrl,
    },
    timeout: WORKS_FOR,
    // One whole CPU: it reads and judges. Of the memory it uses a seventh.
    memoryMiB: 1769,
    // It reads files of any size in 256 MB: without a bound Node.js collects its garbage late.
    nodeOptions: '--max-old-space-size=160 --max-semi-space-size=4',
    queue: batches.queue,
    deadLetters: batches.deadLetters,
    queueLabel: 'batches',
    patience: Duration.minutes(30),
    batchSize: 1,
    batchingWindow: Duration.seconds(0),
    maxConcurrency: AT_ONCE,
    access: [
      allow(registry.tableArn, 'dynamodb:GetItem', 'dynamodb:Query'),
      // No UpdateItem: the ledger is append-only.
      allow(submissions.tableArn, 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'),
      keepsRecords,
      allow(arn, 's3:ListBucket'),
      allow(`${arn}/${uploads.prefix}*`, 's3:GetObject', 's3:GetObjectVersion'),
      ...results.map((prefix) => allow(`${arn}/${prefix}*`, 's3:GetObject', 's3:PutObject')),
      allow(
        batches.queue.queueArn,
        'sqs:ReceiveMessage',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:ChangeMessageVisibility',
        'sqs:SendMessage',
      ),
      allow(submissionsQueue.queueArn, 'sqs:SendMessage'),
      writesEncrypted(key.keyArn),
    ],
    impact: 'Files are not judged: their batches wait. Nothing is lost, and reports one by one go on.',
    depth: {
      most: MOST_WAITING,
      impact: `More than ${MOST_WAITING} steps of batches wait: files take hours.`,
    },
    deadLetterImpact:
      'Steps of batches failed for ten hours: their files are not judged, and their senders wait.',
  });
  acknowledge(work, settings, [uploads.prefix], 'GetObject and GetObjectVersion');
  acknowledge(work, settings, results, 'GetObject and PutObject');
  const sweep = new HubFunction(scope, 'BatchSweep', {
    ...shared,
    name: 'batch-sweep',
    environment: names,
    timeout: Duration.minutes(1),
    memoryMiB: 512,
    longestWait: Duration.minutes(1),
    access: [
      keepsRecords,
      allow(arn, 's3:ListBucket'),
      allow(`${arn}/${uploads.prefix}*`, 's3:GetObject', 's3:GetObjectVersion'),
      ...results.map((prefix) => allow(`${arn}/${prefix}*`, 's3:GetObject')),
      allow(batches.queue.queueArn, 'sqs:SendMessage'),
      writesEncrypted(key.keyArn),
    ],
    impact: 'A batch that stood still is not gone on with, and nobody is told that one is late.',
  });
  acknowledge(sweep, settings, [uploads.prefix], 'GetObject and GetObjectVersion');
  acknowledge(sweep, settings, results, 'GetObject');
  new Schedule(scope, 'BatchSweepEachMinute', {
    name: `dtm-${settings.stage}-batch-sweep`,
    expression: 'cron(* * * * ? *)',
    target: sweep.function,
    operators,
    silence: Duration.minutes(15),
    witness: presenceOf(submissionsQueue),
    impact: 'Nobody has looked for a quarter of an hour whether batches stand still.',
  });
  impactAlarm(scope, 'BatchesOverdue', {
    operators,
    alarmName: `dtm-${settings.stage}-batches-overdue`,
    impact:
      'Files are past the time in which they are judged and recorded: their senders wait, and what they sent is not counted.',
    runbook: 'batches-overdue',
    ...hubMetric(settings, 'BatchesOverdue'),
    statistic: 'Maximum',
    period: Duration.minutes(5),
    when: { above: 0 },
  });
}
