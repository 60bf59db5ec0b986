/** The functions of the hub, each with its environment, its rights and what is lost without it. */
import { Aws, Duration, Validations } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { allow, readsEncrypted, writesEncrypted } from '../constructs/access.ts';
import { HubFunction, type HubFunctionSurroundings } from '../constructs/hub-function.ts';
import { journalBucketName } from '../constructs/journal-bucket.ts';
import { presenceOf } from '../constructs/presence.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import { Schedule } from '../constructs/schedule.ts';
import { addDrills } from './drills.ts';
import type { StatefulStack } from './stateful.ts';

const http = { timeout: Duration.seconds(10), memoryMiB: 512 };
const read = ['dynamodb:GetItem', 'dynamodb:Query'] as const;

/** Makes all functions, the consumer's mapping and the schedule; returns those that routes may name. */
export function addFunctions(
  scope: Construct,
  shared: HubFunctionSurroundings,
  stateful: StatefulStack,
): ReadonlyMap<string, IFunction> {
  const { key, settings, operators } = shared;
  const { registry, submissions, totals, operations, submissionsQueue, deadLetters, journal, receiptKeys } =
    stateful;
  const tables = {
    STAGE: settings.stage,
    REGISTRY_TABLE: registry.tableName,
    SUBMISSIONS_TABLE: submissions.tableName,
    TOTALS_TABLE: totals.tableName,
  };
  const { TOTALS_TABLE: _, ...ledger } = tables;
  const journalArn = `arn:${Aws.PARTITION}:s3:::${journalBucketName(settings)}`;
  const signing = {
    RECEIPT_KEY_A: receiptKeys.a.secretArn,
    RECEIPT_KEY_B: receiptKeys.b.secretArn,
  };
  const readsReceiptKeys = Object.values(signing).map((arn) => allow(arn, 'secretsmanager:GetSecretValue'));

  const submit = new HubFunction(scope, 'Submit', {
    ...shared,
    ...http,
    name: 'submit',
    environment: { ...ledger, ...signing, SUBMISSIONS_QUEUE_URL: submissionsQueue.queueUrl },
    access: [
      allow(registry.tableArn, ...read),
      // No UpdateItem: the ledger is append-only.
      allow(submissions.tableArn, ...read, 'dynamodb:PutItem'),
      allow(submissionsQueue.queueArn, 'sqs:SendMessage'),
      ...readsReceiptKeys,
      writesEncrypted(key.keyArn),
    ],
    impact: 'Agencies cannot report: their submissions are answered with 5xx or 429 and have to be repeated.',
  });
  const readSubmissions = new HubFunction(scope, 'ReadSubmissions', {
    ...shared,
    ...http,
    name: 'read-submissions',
    environment: tables,
    access: [
      allow(registry.tableArn, ...read),
      allow(submissions.tableArn, ...read),
      allow(totals.tableArn, 'dynamodb:GetItem', 'dynamodb:BatchGetItem'),
      readsEncrypted(key.keyArn),
    ],
    impact: 'Agencies cannot see what became of their submissions. Reporting itself goes on.',
  });
  const readTotals = new HubFunction(scope, 'ReadTotals', {
    ...shared,
    // Just below the gateway's 29 s, with a whole processor: asOf reads the ledger of a subtree.
    timeout: Duration.seconds(28),
    memoryMiB: 1769,
    name: 'read-totals',
    environment: tables,
    access: [
      allow(registry.tableArn, ...read, 'dynamodb:Scan'),
      allow(submissions.tableArn, ...read),
      allow(totals.tableArn, ...read, 'dynamodb:BatchGetItem'),
      readsEncrypted(key.keyArn),
    ],
    impact: 'Nobody can read totals. Reporting and counting go on.',
  });
  const oversight = new HubFunction(scope, 'Oversight', {
    ...shared,
    ...http,
    name: 'oversight',
    environment: { ...tables, OPERATIONS_TABLE: operations.tableName },
    access: [
      allow(registry.tableArn, ...read, 'dynamodb:Scan'),
      allow(submissions.tableArn, 'dynamodb:Query'),
      allow(totals.tableArn, 'dynamodb:Query'),
      allow(operations.tableArn, ...read),
      readsEncrypted(key.keyArn),
    ],
    impact:
      'Nobody can see how available the hub is or who is overdue with drills and assessments. Reporting and counting go on.',
  });
  const open = new HubFunction(scope, 'Public', {
    ...shared,
    ...http,
    name: 'public',
    environment: { STAGE: settings.stage },
    access: [],
    impact: 'The health check and the OpenAPI document are gone; monitors will report the hub as down.',
  });
  const jwks = new HubFunction(scope, 'Jwks', {
    ...shared,
    ...http,
    name: 'jwks',
    environment: { STAGE: settings.stage, REGISTRY_TABLE: registry.tableName, ...signing },
    // It derives the public keys, and so has to hold what the private ones are derived from (ADR 10).
    access: [allow(registry.tableArn, 'dynamodb:Query'), ...readsReceiptKeys, readsEncrypted(key.keyArn)],
    impact:
      'Nobody can fetch the public keys of receipts. Who saved them can still verify; reporting and receipts go on.',
  });
  const aggregate = new QueueConsumer(scope, 'Aggregate', {
    ...shared,
    name: 'aggregate',
    environment: {
      ...tables,
      JOURNAL_BUCKET: journal.bucketName,
      DEAD_LETTER_QUEUE_URL: deadLetters.queueUrl,
    },
    timeout: Duration.seconds(60),
    memoryMiB: 1024,
    queue: submissionsQueue,
    deadLetters,
    queueLabel: 'submissions',
    patience: Duration.minutes(5),
    access: [
      allow(registry.tableArn, ...read, 'dynamodb:Scan'),
      allow(submissions.tableArn, ...read),
      allow(totals.tableArn, ...read, 'dynamodb:PutItem'),
      allow(`${journalArn}/*`, 's3:PutObject'),
      allow(
        submissionsQueue.queueArn,
        'sqs:ReceiveMessage',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:ChangeMessageVisibility',
      ),
      allow(deadLetters.queueArn, 'sqs:SendMessage'),
      writesEncrypted(key.keyArn),
    ],
    impact:
      'Accepted submissions are not counted yet: totals are stale. Nothing is lost; the queue keeps them.',
    deadLetterImpact:
      'Submissions were accepted but never counted: totals stay wrong until the messages are sent back or verify repairs them.',
  });
  const verify = new HubFunction(scope, 'Verify', {
    ...shared,
    name: 'verify',
    environment: {
      ...tables,
      OPERATIONS_TABLE: operations.tableName,
      JOURNAL_BUCKET: journal.bucketName,
    },
    timeout: Duration.minutes(15),
    // One whole CPU: a sweep is work more than waiting.
    memoryMiB: 1769,
    access: [
      allow(registry.tableArn, ...read, 'dynamodb:Scan'),
      // It names what is damaged; nothing that runs by itself writes over an entry.
      allow(submissions.tableArn, 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan'),
      allow(totals.tableArn, ...read, 'dynamodb:PutItem'),
      allow(operations.tableArn, 'dynamodb:GetItem', 'dynamodb:PutItem'),
      allow(journalArn, 's3:ListBucket'),
      allow(`${journalArn}/*`, 's3:GetObject'),
      writesEncrypted(key.keyArn),
    ],
    impact:
      'Totals differ from the ledger, or could not be compared with it: the totals-verified lines of the log say where.',
  });
  const objectsOfJournal =
    `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::dtm-${settings.stage}-journal-<AWS::AccountId>-<AWS::Region>/*]` as const;
  Validations.of(aggregate).acknowledge({
    id: objectsOfJournal,
    reason:
      'The journal writes one object per batch: the names are not known, the action is PutObject alone.',
  });
  Validations.of(verify).acknowledge({
    id: objectsOfJournal,
    reason: 'Which objects the journal has is known when it is listed; GetObject alone.',
  });
  // Its id is older than its interval: another one would replace a schedule of the same name, which fails.
  new Schedule(scope, 'VerifyHourly', {
    name: `dtm-${settings.stage}-verify`,
    expression: 'rate(5 minutes)',
    target: verify.function,
    operators,
    silence: Duration.hours(3),
    witness: presenceOf(submissionsQueue),
    impact: 'Totals were not compared with the ledger for three hours.',
  });
  return new Map<string, IFunction>([
    ['submit', submit.function],
    ['read-submissions', readSubmissions.function],
    ['read-totals', readTotals.function],
    ['oversight', oversight.function],
    ['public', open.function],
    ['read-drills', addDrills(scope, shared, stateful)],
    ['jwks', jwks.function],
  ]);
}
