import { Duration, Validations } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { accessLogOf, OTHER_METHODS } from '../../shared/contract/access/trail-sources.ts';
import type { Route } from '../../shared/contract/routes.ts';
import type { Settings } from '../settings.ts';
import { addGatewayResponses } from './gateway-responses.ts';
import { hubLogGroup } from './hub-log-group.ts';
import { hubMetric } from './hub-metric.ts';
import { impactAlarm } from './impact-alarm.ts';
import { addOperatorPolicies } from './operator-policies.ts';
import type { Operators } from './operators.ts';

export type HubApiProps = {
  readonly settings: Settings;
  readonly key: IKey;
  readonly operators: Operators;
  readonly routes: readonly Route[];
  readonly functions: ReadonlyMap<string, IFunction>;
  /** What people lose while the API answers 5xx: the text of its alarm. */
  readonly impact: string;
};

/**
 * One line per call (R13). Never what the sender wrote: keys are in headers, and now and then in a path by mistake,
 * so that the route stands for the path.
 */
const accessLog = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  operator: '$context.identity.userArn',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  responseBytes: '$context.responseLength',
  gatewayError: '$context.error.responseType',
  firewall: '$context.waf.status',
};

/** What R6 allows in a year. */
const MOST_FAILED_PERCENT = 1;
/** Of five minutes. With fewer, six failures are an alarm: a hub that is down fails the prober's fifteen. */
const FEWEST_CALLS = 500;

/** The REST API `/v1`: methods from the list of routes, problems for what never reaches a function, logs. */
export class HubApi extends Construct {
  readonly restApi: RestApi;
  readonly accessLogs: LogGroup;

  constructor(scope: Construct, id: string, props: HubApiProps) {
    super(scope, id);
    const { settings } = props;
    const restApiName = `dtm-${settings.stage}`;
    this.accessLogs = hubLogGroup(this, 'AccessLogs', { ...props, name: accessLogOf(settings.stage) });
    this.restApi = new RestApi(this, 'Api', {
      restApiName,
      description: `DTM hub ${settings.stage}`,
      endpointConfiguration: { types: [EndpointType.REGIONAL] },
      // Without a domain the default endpoint is the only one.
      disableExecuteApiEndpoint: settings.domain !== undefined && !settings.keepDefaultEndpoint,
      binaryMediaTypes: ['*/*'],
      // The role is the account's (infra/stacks/account.ts).
      cloudWatchRole: false,
      deployOptions: {
        stageName: 'v1',
        accessLogDestination: new LogGroupLogDestination(this.accessLogs),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(accessLog)),
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        metricsEnabled: true,
        throttlingRateLimit: 2000,
        throttlingBurstLimit: 4000,
      },
    });
    // The house's own output ApiUrl says it, with the domain where there is one.
    this.restApi.node.tryRemoveChild('Endpoint');
    // API Gateway would make this group itself, unencrypted and for ever.
    const executionLogs = hubLogGroup(this, 'ExecutionLogs', {
      ...props,
      name: `API-Gateway-Execution-Logs_${this.restApi.restApiId}/v1`,
    });
    this.restApi.deploymentStage.node.addDependency(executionLogs);
    this.addRoutes(props);
    addOperatorPolicies(this, { ...props, api: this.restApi });
    addGatewayResponses(this.restApi);
    this.serverErrors(props);
    this.signals(props);
    Validations.of(this.restApi).acknowledge(
      {
        id: 'AwsSolutions-APIG2',
        reason: 'The functions validate: they answer all errors of a request at once, by pointer (R25).',
      },
      {
        id: 'AwsSolutions-APIG4',
        reason: 'The functions authenticate by API key and check scope and agency per object (DESIGN §9).',
      },
      {
        id: 'AwsSolutions-COG4',
        reason: 'The functions authenticate: senders are systems with keys, not people in a user pool (R10).',
      },
    );
  }

  /**
   * A rate of failures, as if there were a fair number of calls at least: one in three at night is no outage, and one a minute in a
   * thousand a second is none either. API Gateway measures both with each call, so nothing is filled in.
   */
  private serverErrors({ operators, settings, impact }: HubApiProps): void {
    const ofApi = (metricName: string) => ({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensions: { ApiName: `dtm-${settings.stage}`, Stage: 'v1' },
      statistic: 'Sum' as const,
    });
    impactAlarm(this, 'ServerErrors', {
      operators,
      alarmName: `dtm-${settings.stage}-api-5xx`,
      impact,
      runbook: 'api-5xx',
      calculated: {
        expression: `100 * m0 / IF(m1 > ${FEWEST_CALLS}, m1, ${FEWEST_CALLS})`,
        metrics: [ofApi('5XXError'), ofApi('Count')],
      },
      statistic: 'Sum',
      period: Duration.minutes(5),
      when: { above: MOST_FAILED_PERCENT },
      silentWhile: hubMetric(settings, 'MaintenanceUnderWay'),
    });
  }

  /** What is worth a look in the morning. Single senders are slow or wrong every day. */
  private signals({ operators, settings }: HubApiProps): void {
    const common = {
      operators,
      namespace: 'AWS/ApiGateway',
      dimensions: { ApiName: `dtm-${settings.stage}`, Stage: 'v1' },
      period: Duration.minutes(5),
      periods: 3,
      urgency: 'signal',
    } as const;
    impactAlarm(this, 'Slow', {
      ...common,
      alarmName: `dtm-${settings.stage}-api-latency`,
      impact:
        'One call in a hundred takes more than three seconds: senders with short time-outs repeat them.',
      runbook: 'api-latency',
      metricName: 'Latency',
      statistic: 'p99',
      when: { above: 3000 },
    });
    impactAlarm(this, 'ClientErrors', {
      ...common,
      alarmName: `dtm-${settings.stage}-api-4xx`,
      impact: 'More than half of all calls are refused: a sender, or a change of ours, got something wrong.',
      runbook: 'api-4xx',
      metricName: '4XXError',
      statistic: 'Average',
      when: { above: 0.5 },
    });
  }

  /**
   * A GET answers HEAD too. Each path has `ANY` as well, which API Gateway takes where no method of its own fits: a wrong method is
   * then a 405 of ours that says what is allowed, in the place of a 403 that knows no path.
   */
  private addRoutes({ routes, functions }: HubApiProps): void {
    const integrations = new Map<string, LambdaIntegration>();
    const integrationOf = (called: string, by: string): LambdaIntegration => {
      const target = functions.get(called);
      if (!target) {
        throw new Error(
          `Route ${by} goes to the function "${called}", ` +
            `which infra/stacks/functions.ts does not make. Allowed: ${[...functions.keys()].join(', ')}. ` +
            'Correct shared/contract/routes.ts or add the function to the stack.',
        );
      }
      // One permission per function and not two per method: those overflow the function's 20 KB policy.
      const integration =
        integrations.get(called) ??
        new LambdaIntegration(target, { scopePermissionToMethod: false, timeout: Duration.seconds(29) });
      integrations.set(called, integration);
      return integration;
    };
    for (const route of routes) {
      const integration = integrationOf(
        route.function,
        `${route.method} ${route.path} (${route.operationId})`,
      );
      const resource = this.restApi.root.resourceForPath(route.path);
      const authorizationType = route.operator === undefined ? AuthorizationType.NONE : AuthorizationType.IAM;
      resource.addMethod(route.method, integration, { authorizationType });
      if (route.method === 'GET') resource.addMethod('HEAD', integration, { authorizationType });
    }
    for (const path of new Set(routes.map((route) => route.path))) {
      this.restApi.root.resourceForPath(path).addMethod('ANY', integrationOf(OTHER_METHODS, `ANY ${path}`));
    }
  }
}
