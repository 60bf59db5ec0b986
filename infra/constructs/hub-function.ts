import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Environment, FunctionName } from '../../shared/config.ts';
import { reservedConcurrency } from '../../shared/contract/capacity.ts';
import { stageName } from '../../shared/contract/stage-names.ts';
import type { Bundles } from '../bundle.ts';
import type { Settings } from '../settings.ts';
import { hubLogGroup } from './hub-log-group.ts';
import { hubMetric } from './hub-metric.ts';
import { impactAlarm } from './impact-alarm.ts';
import type { Operators } from './operators.ts';

/** What every function of the stack shares. */
export type HubFunctionSurroundings = {
  readonly settings: Settings;
  readonly key: IKey;
  readonly bundles: Bundles;
  readonly operators: Operators;
};

export type HubFunctionProps<F extends FunctionName> = HubFunctionSurroundings & {
  readonly name: F;
  readonly environment: Environment<F>;
  /** All that the function may do besides writing its own log. */
  readonly access: readonly PolicyStatement[];
  readonly timeout: Duration;
  readonly memoryMiB: number;
  /** Of Node.js itself, such as how large its heap may grow. */
  readonly nodeOptions?: string;
  /**
   * For a function that schedules invoke: how long Lambda may keep an event that finds no room. It tries one that fails no more: the
   * next run does the work of one that is missing, and alarms tell.
   */
  readonly longestWait?: Duration;
  /** What people lose while the function fails or is throttled: the text of its alarms. */
  readonly impact: string;
  /** In planned maintenance it fails because of that, and its errors are no news. */
  readonly failsInMaintenance?: true;
};

/** A function with a role, a log group and alarms of its own. */
export class HubFunction<F extends FunctionName> extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: HubFunctionProps<F>) {
    super(scope, id);
    const { settings, name } = props;
    const functionName = stageName(settings.stage, name);
    const logGroup = hubLogGroup(this, 'Logs', { ...props, name: `/aws/lambda/${functionName}` });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    for (const statement of props.access) role.addToPolicy(statement);
    this.function = new LambdaFunction(this, 'Function', {
      functionName,
      role,
      logGroup,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(props.bundles[name]),
      environment: {
        ...(props.environment as Record<string, string>),
        ...(props.nodeOptions && { NODE_OPTIONS: props.nodeOptions }),
      },
      timeout: props.timeout,
      memorySize: props.memoryMiB,
      ...(settings.reserveConcurrency &&
        name in reservedConcurrency && {
          reservedConcurrentExecutions: reservedConcurrency[name as keyof typeof reservedConcurrency],
        }),
      ...(props.longestWait && { retryAttempts: 0, maxEventAge: props.longestWait }),
    });
    this.alarms(functionName, props);
  }

  private alarms(functionName: string, props: HubFunctionProps<F>) {
    const { operators, impact, settings } = props;
    for (const metricName of ['Errors', 'Throttles']) {
      const isExplained = metricName === 'Errors' && props.failsInMaintenance;
      impactAlarm(this, metricName, {
        operators,
        alarmName: `${functionName}-${metricName.toLowerCase()}`,
        impact,
        runbook: `function-${metricName.toLowerCase()}`,
        namespace: 'AWS/Lambda',
        metricName,
        dimensions: { FunctionName: this.function.functionName },
        statistic: 'Sum',
        period: Duration.minutes(5),
        when: { above: 0 },
        ...(isExplained && { silentWhile: hubMetric(settings, 'MaintenanceUnderWay') }),
      });
    }
  }
}
