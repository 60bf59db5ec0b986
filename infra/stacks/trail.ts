/** The trail (R13, R23): one subscription for each log with access or audit lines, one function, one locked bucket. */
import { Aws, Duration, Validations } from 'aws-cdk-lib';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSubscriptionFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct, IDependable } from 'constructs';
import { type TrailSource, trailSourcesOf } from '../../shared/contract/access/trail-sources.ts';
import { stageName } from '../../shared/contract/stage-names.ts';
import { allow, writesEncrypted } from '../constructs/access.ts';
import { HubFunction, type HubFunctionSurroundings } from '../constructs/hub-function.ts';
import { impactAlarm } from '../constructs/impact-alarm.ts';
import type { Operators } from '../constructs/operators.ts';
import { trailBucketName } from '../constructs/trail-bucket.ts';
import type { Settings } from '../settings.ts';
import type { StatefulStack } from './stateful.ts';

/** The function that keeps what the subscriptions deliver. Its own log has no subscription: it would feed itself. */
export function addTrail(
  scope: Construct,
  shared: HubFunctionSurroundings,
  { trail }: StatefulStack,
): IFunction {
  const { key, operators, settings } = shared;
  const keeper = new HubFunction(scope, 'Trail', {
    ...shared,
    name: 'trail',
    environment: { TRAIL_BUCKET: trail.bucketName },
    timeout: Duration.minutes(1),
    memoryMiB: 512,
    access: [
      allow(`arn:${Aws.PARTITION}:s3:::${trailBucketName(settings)}/*`, 's3:PutObject'),
      writesEncrypted(key.keyArn),
    ],
    impact:
      'Access and audit lines do not reach their locked copy. The logs have them; what Lambda gives up has to be copied by hand.',
  });
  Validations.of(keeper).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::dtm-${settings.stage}-trail-<AWS::AccountId>-<AWS::Region>/*]`,
    reason: 'Objects are named by the hour and the lines that they have; PutObject alone.',
  });
  impactAlarm(scope, 'TrailDropped', {
    operators,
    alarmName: stageName(settings.stage, 'trail-dropped'),
    impact:
      'The locked copy of the logs has a gap: Lambda gave up deliveries that failed three times. The logs still have the lines.',
    runbook: 'trail',
    namespace: 'AWS/Lambda',
    metricName: 'AsyncEventsDropped',
    dimensions: { FunctionName: keeper.function.functionName },
    statistic: 'Sum',
    period: Duration.minutes(5),
    when: { above: 0 },
  });
  return keeper.function;
}

export type SubscriptionsProps = {
  readonly settings: Settings;
  readonly operators: Operators;
  readonly trail: IFunction;
  /** The log groups, which are to be there first. */
  readonly after: IDependable;
};

/** To be deployed before the first call: a subscription delivers what comes after it was made. */
export function addSubscriptions(scope: Construct, props: SubscriptionsProps): CfnSubscriptionFilter[] {
  return trailSourcesOf(props.settings.stage).map((source) => subscribe(scope, source, props));
}

function subscribe(
  scope: Construct,
  { name, logGroup, pattern }: TrailSource,
  { settings, operators, trail, after }: SubscriptionsProps,
): CfnSubscriptionFilter {
  const permission = new CfnPermission(scope, `TrailPermission-${name}`, {
    action: 'lambda:InvokeFunction',
    functionName: trail.functionArn,
    principal: 'logs.amazonaws.com',
    sourceArn: `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:${logGroup}:*`,
    sourceAccount: Aws.ACCOUNT_ID,
  });
  const filterName = stageName(settings.stage, `trail-${name}`);
  const filter = new CfnSubscriptionFilter(scope, `TrailOf-${name}`, {
    filterName,
    logGroupName: logGroup,
    filterPattern: pattern,
    destinationArn: trail.functionArn,
  });
  // CloudWatch Logs calls the function when the filter is made.
  filter.addResourceDependency(permission);
  filter.node.addDependency(after);
  impactAlarm(scope, `TrailDelivery-${name}`, {
    operators,
    alarmName: `${filterName}-delivery`,
    impact: `CloudWatch Logs cannot hand lines of ${logGroup} to their locked copy, and after some errors skips those of ten minutes.`,
    runbook: 'trail',
    namespace: 'AWS/Logs',
    metricName: 'DeliveryErrors',
    dimensions: { LogGroupName: logGroup, DestinationType: 'Lambda', FilterName: filterName },
    statistic: 'Sum',
    period: Duration.minutes(5),
    when: { above: 0 },
  });
  return filter;
}
