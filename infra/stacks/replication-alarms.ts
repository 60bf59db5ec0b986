/** Whether the second region has what the first one was given. */
import { Aws, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { bucketNamesOf } from '../../shared/contract/stage-names.ts';
import { impactAlarm } from '../constructs/impact-alarm.ts';
import type { Operators } from '../constructs/operators.ts';
import { REPLICATION_RULE, replicaOf } from '../constructs/replication.ts';
import type { Settings } from '../settings.ts';

/** What S3 Replication Time Control promises for 99.9 % of all objects. */
const PROMISED = Duration.minutes(15);

/** None where nothing is replicated. */
export function addReplicationAlarms(scope: Construct, operators: Operators, settings: Settings): void {
  const replica = replicaOf(settings);
  if (replica === null) return;
  const ofTheRule = (metricName: string) => ({
    operators,
    runbook: 'replication',
    namespace: 'AWS/S3',
    metricName,
    dimensions: {
      SourceBucket: bucketNamesOf(settings.stage, Aws.ACCOUNT_ID, Aws.REGION).journal,
      DestinationBucket: replica.bucketName,
      RuleId: REPLICATION_RULE,
    },
  });
  impactAlarm(scope, 'ReplicationLag', {
    ...ofTheRule('ReplicationLatency'),
    alarmName: `dtm-${settings.stage}-replication-lag`,
    impact: `The second region lacks what was journalled more than ${PROMISED.toMinutes()} minutes ago: were this region lost now, that would be lost with it.`,
    statistic: 'Maximum',
    period: Duration.minutes(5),
    when: { above: PROMISED.toSeconds() },
  });
  impactAlarm(scope, 'ReplicationFailed', {
    ...ofTheRule('OperationsFailedReplication'),
    alarmName: `dtm-${settings.stage}-replication-failed`,
    impact:
      'Objects of the journal will never be in the second region: S3 gave them up, and does not try again by itself.',
    statistic: 'Sum',
    period: Duration.minutes(5),
    when: { above: 0 },
  });
}
