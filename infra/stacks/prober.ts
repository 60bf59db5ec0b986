/** The prober and the alarms of availability (R6). Behind the API, whose address it asks as any sender does. */
import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { allow, writesEncrypted } from '../constructs/access.ts';
import { HubFunction, type HubFunctionSurroundings } from '../constructs/hub-function.ts';
import { hubMetric } from '../constructs/hub-metric.ts';
import { impactAlarm } from '../constructs/impact-alarm.ts';
import { presenceOf } from '../constructs/presence.ts';
import { Schedule } from '../constructs/schedule.ts';
import type { StatefulStack } from './stateful.ts';

export function addProber(
  scope: Construct,
  shared: HubFunctionSurroundings,
  { registry, submissions, totals, operations, submissionsQueue, proberKey }: StatefulStack,
  apiUrl: string,
): void {
  const { key, operators, settings } = shared;
  const prefix = `dtm-${settings.stage}`;
  const prober = new HubFunction(scope, 'Prober', {
    ...shared,
    name: 'prober',
    environment: {
      STAGE: settings.stage,
      REGISTRY_TABLE: registry.tableName,
      SUBMISSIONS_TABLE: submissions.tableName,
      TOTALS_TABLE: totals.tableName,
      OPERATIONS_TABLE: operations.tableName,
      SUBMISSIONS_QUEUE_URL: submissionsQueue.queueUrl,
      PROBER_KEY: proberKey.secretArn,
      API_URL: apiUrl,
    },
    timeout: Duration.seconds(30),
    memoryMiB: 512,
    // Later it would tell of a minute in which it did not ask.
    longestWait: Duration.minutes(1),
    access: [
      allow(registry.tableArn, 'dynamodb:Query'),
      allow(submissions.tableArn, 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'),
      allow(totals.tableArn, 'dynamodb:Query'),
      allow(operations.tableArn, 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'),
      allow(submissionsQueue.queueArn, 'sqs:SendMessage'),
      allow(proberKey.secretArn, 'secretsmanager:GetSecretValue'),
      writesEncrypted(key.keyArn),
    ],
    impact: 'Availability is not measured: each minute that is missing counts as downtime (R6).',
    failsInMaintenance: true,
  });
  new Schedule(scope, 'ProberEveryMinute', {
    name: `${prefix}-prober`,
    // Whole minutes: a rate counts from the second in which its schedule was made.
    expression: 'cron(* * * * ? *)',
    target: prober.function,
    operators,
    silence: Duration.minutes(5),
    witness: presenceOf(submissionsQueue),
    // A run that comes late says nothing of its minute.
    retries: 0,
    impact: 'Availability is not measured: each minute that is missing counts as downtime (R6).',
  });

  const rate = { operators, statistic: 'Maximum', period: Duration.minutes(1) } as const;
  impactAlarm(scope, 'AvailabilityFast', {
    ...rate,
    alarmName: `${prefix}-availability-fast`,
    impact:
      'Senders and readers get no answer: more than 14 % of the last hour and of the last five minutes was downtime (R6).',
    runbook: 'availability',
    ...hubMetric(settings, 'BurnRateFast'),
    when: { above: 14.4 },
  });
  impactAlarm(scope, 'AvailabilitySlow', {
    ...rate,
    alarmName: `${prefix}-availability-slow`,
    impact:
      'The hub misses the 99 % of the year if it goes on like the last three days and the last six hours (R6).',
    runbook: 'availability',
    ...hubMetric(settings, 'BurnRateSlow'),
    when: { above: 1 },
  });
  impactAlarm(scope, 'MaintenanceOverdue', {
    ...rate,
    alarmName: `${prefix}-maintenance-overdue`,
    impact:
      'Planned maintenance is past its end and nobody ended it: nobody can say whether the hub is in service.',
    runbook: 'maintenance-overdue',
    ...hubMetric(settings, 'MaintenanceOverdue'),
    when: { above: 0 },
  });
  impactAlarm(scope, 'ProberUnregistered', {
    operators,
    alarmName: `${prefix}-prober-unregistered`,
    impact:
      'Availability is not measured (R6): the registry is loaded and does not know the key of the prober.',
    runbook: 'prober-unregistered',
    ...hubMetric(settings, 'ProberUnregistered'),
    statistic: 'Minimum',
    period: Duration.minutes(5),
    // A load that goes on is no fault yet.
    periods: 3,
    when: { above: 0 },
    silentWhile: hubMetric(settings, 'MaintenanceUnderWay'),
  });
}
