/** The watch over what would stall in silence: freshness, repairs, the sweep's reach, keys, tables, the certificate. */
import { Aws, Duration, Validations } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { allow, writesEncrypted } from '../constructs/access.ts';
import type { MetricOf } from '../constructs/alarm-metric.ts';
import { HubFunction, type HubFunctionSurroundings } from '../constructs/hub-function.ts';
import { hubMetric } from '../constructs/hub-metric.ts';
import { impactAlarm } from '../constructs/impact-alarm.ts';
import { journalBucketName } from '../constructs/journal-bucket.ts';
import { presenceOf } from '../constructs/presence.ts';
import { Schedule, UNTIL_THE_NEXT_RUN } from '../constructs/schedule.ts';
import type { StatefulStack } from './stateful.ts';

/** Three heartbeats, and longer than any batch may take with all of its calls retried. */
const FRESH = Duration.minutes(15);

export function addWatch(
  scope: Construct,
  shared: HubFunctionSurroundings,
  { registry, submissions, totals, operations, submissionsQueue, journal }: StatefulStack,
): void {
  const { key, operators, settings } = shared;
  const prefix = `dtm-${settings.stage}`;
  const journalArn = `arn:${Aws.PARTITION}:s3:::${journalBucketName(settings)}`;
  const watch = new HubFunction(scope, 'Watch', {
    ...shared,
    name: 'watch',
    environment: {
      STAGE: settings.stage,
      REGISTRY_TABLE: registry.tableName,
      SUBMISSIONS_QUEUE_URL: submissionsQueue.queueUrl,
      JOURNAL_BUCKET: journal.bucketName,
    },
    timeout: Duration.minutes(1),
    memoryMiB: 512,
    longestWait: UNTIL_THE_NEXT_RUN,
    access: [
      allow(registry.tableArn, 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'),
      allow(`${journalArn}/registry/*`, 's3:PutObject'),
      allow(submissionsQueue.queueArn, 'sqs:SendMessage'),
      writesEncrypted(key.keyArn),
    ],
    impact:
      'Nobody would be told that counting stands still, or that the keys of senders end; changes of the registry are not kept in the journal.',
  });
  Validations.of(watch).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::dtm-${settings.stage}-journal-<AWS::AccountId>-<AWS::Region>/registry/*]`,
    reason: 'One object for each version of the registry: the names are not known; PutObject alone.',
  });
  new Schedule(scope, 'Heartbeat', {
    name: `${prefix}-heartbeat`,
    expression: 'rate(5 minutes)',
    target: watch.function,
    task: 'heartbeat',
    operators,
    silence: FRESH,
    witness: presenceOf(submissionsQueue),
    signOfLife: hubMetric(settings, 'HeartbeatsSent'),
    impact: 'No heartbeat goes through the queue: whether anything is counted is not known at quiet times.',
  });
  new Schedule(scope, 'Keys', {
    name: `${prefix}-keys`,
    // As often as the others: a new hub knows in its first minutes which keys end.
    expression: 'rate(5 minutes)',
    target: watch.function,
    task: 'keys',
    operators,
    silence: Duration.hours(3),
    witness: presenceOf(submissionsQueue),
    signOfLife: hubMetric(settings, 'KeysExpiring'),
    impact: 'Nobody has looked for three hours which keys end soon: a sender may be refused without warning.',
  });

  const hub = { operators, statistic: 'Maximum' } as const;
  impactAlarm(scope, 'TotalsAge', {
    ...hub,
    alarmName: `${prefix}-totals-age`,
    impact: `What was accepted more than ${FRESH.toMinutes()} minutes ago is not in the totals.`,
    runbook: 'totals-age',
    ...hubMetric(settings, 'TotalsAge'),
    period: FRESH,
    when: { above: FRESH.toSeconds() },
  });
  impactAlarm(scope, 'TotalsStopped', {
    ...hub,
    alarmName: `${prefix}-totals-stopped`,
    impact: `Nothing is counted: for ${FRESH.toMinutes()} minutes not one batch was finished, not even the heartbeat's.`,
    runbook: 'totals-age',
    ...hubMetric(settings, 'TotalsAge'),
    statistic: 'SampleCount',
    period: Duration.minutes(3),
    periods: FRESH.toMinutes() / 3,
    when: { below: 1 },
    witness: presenceOf(submissionsQueue),
  });
  impactAlarm(scope, 'TotalsRepaired', {
    ...hub,
    alarmName: `${prefix}-totals-repaired`,
    impact: 'Readers were given wrong totals until now: some differed from the ledger and were folded anew.',
    runbook: 'totals-repaired',
    ...hubMetric(settings, 'TotalsRepaired'),
    statistic: 'Sum',
    period: Duration.hours(1),
    when: { above: 0 },
  });
  impactAlarm(scope, 'LedgerDamaged', {
    ...hub,
    alarmName: `${prefix}-ledger-damaged`,
    impact:
      'Totals may be of entries that nobody sent, or lack some that were accepted: the ledger is not what the journal or its own digests say.',
    runbook: 'ledger-damaged',
    ...hubMetric(settings, 'LedgerDamaged'),
    period: Duration.hours(1),
    when: { above: 0 },
  });
  impactAlarm(scope, 'SweepUnfinished', {
    ...hub,
    alarmName: `${prefix}-sweep-unfinished`,
    impact:
      'For two hours no sweep came to all open periods: in some, a total that is wrong stays so for longer than an hour.',
    runbook: 'sweep-unfinished',
    ...hubMetric(settings, 'PeriodsNotSwept'),
    statistic: 'Minimum',
    // All of them: the first sweep of a new hub has two hours as every other one.
    period: Duration.minutes(30),
    periods: 4,
    when: { above: 0 },
  });
  impactAlarm(scope, 'KeysExpiring', {
    ...hub,
    alarmName: `${prefix}-keys-expiring`,
    impact: 'Senders will be refused within 30 days: their keys end, and they have no other.',
    runbook: 'keys-expiring',
    ...hubMetric(settings, 'KeysExpiring'),
    period: Duration.hours(3),
    when: { above: 0 },
  });
  impactAlarm(scope, 'QuotasUsedUp', {
    ...hub,
    alarmName: `${prefix}-quotas-used-up`,
    impact: 'In each of three hours a sender was refused for its quota: what it sends on is not recorded.',
    runbook: 'quotas',
    ...hubMetric(settings, 'QuotasUsedUp'),
    period: Duration.hours(1),
    periods: 3,
    when: { above: 0 },
  });
  impactAlarm(scope, 'QuotasNotCounted', {
    ...hub,
    alarmName: `${prefix}-quotas-not-counted`,
    impact:
      'Nobody knows how much senders do together: one gone wild is held by the throttle of the stage alone.',
    runbook: 'quotas',
    ...hubMetric(settings, 'QuotasNotCounted'),
    statistic: 'Sum',
    period: Duration.minutes(5),
    periods: 2,
    when: { above: 5 },
  });
  const tables = { registry, submissions, totals, operations };
  for (const [name, table] of Object.entries(tables)) tableThrottles(scope, shared, name, table);
  // An alarm over a sum takes ten metrics at most.
  impactAlarm(scope, 'TableErrors', {
    operators,
    alarmName: `${prefix}-table-errors`,
    impact: 'DynamoDB fails by itself: senders get 503 and repeat, totals come later. Nothing is lost.',
    runbook: 'table-errors',
    sumOf: (
      [
        [registry, ['Query']],
        [submissions, ['GetItem', 'Query', 'PutItem']],
        [totals, ['GetItem', 'Query', 'PutItem']],
        [operations, ['GetItem', 'Query', 'PutItem']],
      ] as const
    ).flatMap(([{ tableName }, calls]) =>
      calls.map((Operation) => ofTable('SystemErrors', { TableName: tableName, Operation })),
    ),
    statistic: 'Sum',
    period: Duration.minutes(5),
    when: { above: 10 },
  });
  if (settings.certificateArn !== undefined) {
    impactAlarm(scope, 'Certificate', {
      operators,
      alarmName: `${prefix}-certificate`,
      impact:
        'No sender will be able to connect when the certificate of the domain ends, in less than 30 days.',
      runbook: 'certificate',
      namespace: 'AWS/CertificateManager',
      metricName: 'DaysToExpiry',
      dimensions: { CertificateArn: settings.certificateArn },
      statistic: 'Minimum',
      // ACM measures twice a day.
      period: Duration.hours(6),
      periods: 4,
      when: { below: 30 },
      witness: presenceOf(submissionsQueue),
    });
  }
}

const ofTable = (metricName: string, dimensions: Record<string, string>): MetricOf => ({
  namespace: 'AWS/DynamoDB',
  metricName,
  dimensions,
});

/** A few are ordinary, when an on-demand table meets its first burst; the SDK tries again. */
const ORDINARY_THROTTLES = 100;

function tableThrottles(
  scope: Construct,
  { operators, settings }: HubFunctionSurroundings,
  name: string,
  { tableName }: ITable,
): void {
  impactAlarm(scope, `Throttles-${name}`, {
    operators,
    alarmName: `dtm-${settings.stage}-${name}-table-throttles`,
    impact: `The table ${name} refuses calls for being too many: answers are slow or 503, and counting lags.`,
    runbook: 'table-throttles',
    sumOf: ['ReadThrottleEvents', 'WriteThrottleEvents'].map((metric) =>
      ofTable(metric, { TableName: tableName }),
    ),
    statistic: 'Sum',
    period: Duration.minutes(5),
    when: { above: ORDINARY_THROTTLES },
  });
}
