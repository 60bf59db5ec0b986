/** What works without being called over the API: the consumer of the queue, the sweep, the recovery drill, the watch and the trail. */
import { Aws, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { capacityOfAggregate } from '../../shared/contract/capacity.ts';
import { allow, writesEncrypted } from '../constructs/access.ts';
import { HubFunction } from '../constructs/hub-function.ts';
import { hubMetric } from '../constructs/hub-metric.ts';
import { journalBucketName } from '../constructs/journal-bucket.ts';
import { presenceOf } from '../constructs/presence.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import { Schedule, UNTIL_THE_NEXT_RUN } from '../constructs/schedule.ts';
import { addAskedVerification } from './asked-verification.ts';
import { addBatchWork } from './batches.ts';
import { addDrill } from './drill.ts';
import { addReplicationAlarms } from './replication-alarms.ts';
import { type ServingProps, surroundingsOf } from './surroundings.ts';
import { addTrail } from './trail.ts';
import { addWatch } from './watch.ts';

const read = ['dynamodb:GetItem', 'dynamodb:Query'] as const;

/** More than the 10⁵ reports of a deadline's morning. */
const MOST_WAITING = 100_000;

export class BackgroundStack extends Stack {
  /** What subscriptions of logs deliver to. */
  readonly trail: IFunction;

  constructor(scope: Construct, id: string, props: StackProps & ServingProps) {
    super(scope, id, {
      ...props,
      description: 'DTM hub: the consumer, the schedules with their functions, and their alarms',
    });
    const shared = surroundingsOf(this, props);
    const { key, settings, operators } = shared;
    const { registry, submissions, totals, operations, submissionsQueue, deadLetters, journal } =
      props.stateful;
    const tables = {
      STAGE: settings.stage,
      REGISTRY_TABLE: registry.tableName,
      SUBMISSIONS_TABLE: submissions.tableName,
      TOTALS_TABLE: totals.tableName,
    };
    const journalArn = `arn:${Aws.PARTITION}:s3:::${journalBucketName(settings)}`;
    const aggregate = new QueueConsumer(this, 'Aggregate', {
      ...shared,
      name: 'aggregate',
      environment: {
        ...tables,
        JOURNAL_BUCKET: journal.bucketName,
        DEAD_LETTER_QUEUE_URL: deadLetters.queueUrl,
      },
      timeout: Duration.seconds(60),
      memoryMiB: capacityOfAggregate.memory,
      queue: submissionsQueue,
      deadLetters,
      queueLabel: 'submissions',
      patience: Duration.minutes(5),
      // Few consumers and large batches keep the roll-up cheap (DESIGN §2). With a window of 1 s, 10⁵ reports cost 1.12 write
      // units each and a trickled event 4.5; with 2 s 1.08 and 4.3.
      batchSize: capacityOfAggregate.batch,
      batchingWindow: Duration.seconds(capacityOfAggregate.window),
      maxConcurrency: capacityOfAggregate.concurrency,
      access: [
        allow(registry.tableArn, ...read, 'dynamodb:Scan'),
        allow(submissions.tableArn, ...read),
        allow(totals.tableArn, ...read, 'dynamodb:BatchGetItem', 'dynamodb:PutItem'),
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
      depth: {
        most: MOST_WAITING,
        impact: `More than ${MOST_WAITING} submissions wait, ten times a deadline's burst: totals lag behind for hours.`,
      },
      deadLetterImpact:
        'Submissions were accepted but never counted: totals stay wrong until the messages are sent back or verify repairs them.',
    });
    const verify = new HubFunction(this, 'Verify', {
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
      longestWait: UNTIL_THE_NEXT_RUN,
      access: [
        allow(registry.tableArn, ...read, 'dynamodb:Scan'),
        // It names what is damaged; nothing that runs by itself writes over an entry.
        allow(submissions.tableArn, 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan'),
        allow(totals.tableArn, ...read, 'dynamodb:PutItem'),
        allow(operations.tableArn, ...read, 'dynamodb:PutItem'),
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
    new Schedule(this, 'VerifyHourly', {
      name: `dtm-${settings.stage}-verify`,
      expression: 'rate(5 minutes)',
      target: verify.function,
      operators,
      silence: Duration.hours(3),
      witness: presenceOf(submissionsQueue),
      // It has another task, whose runs do not hide that this one stopped.
      signOfLife: hubMetric(settings, 'LedgerDamaged'),
      impact: 'Totals were not compared with the ledger for three hours.',
    });
    addAskedVerification(this, shared, props.stateful, verify.function);
    addBatchWork(this, shared, props.stateful);
    addDrill(this, shared, props.stateful);
    addWatch(this, shared, props.stateful);
    this.trail = addTrail(this, shared, props.stateful);
    addReplicationAlarms(this, operators, settings);
  }
}
