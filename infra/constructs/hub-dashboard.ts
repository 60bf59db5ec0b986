import { Aws, Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmStatusWidget,
  CfnAlarm,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  LegendPosition,
  MathExpression,
  Metric,
  PeriodOverride,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { config, type FunctionName } from '../../shared/config.ts';
import { type MetricName, metrics } from '../../shared/contract/metrics.ts';
import { routes } from '../../shared/contract/routes.ts';
import type { Settings } from '../settings.ts';
import { hubMetric } from './hub-metric.ts';

/** What the wall is asked, from top to bottom, with the metrics of our own that answer. The last takes what is left. */
const questions = [
  ['Is the hub up?', /^(Availab|Prob|Downtime|Burn|Budget)/],
  ['Are senders served?', /^(Receipt|Submission)/],
  ['Are totals fresh and right?', /^(Totals|Periods|Ledger)/],
  ['Is anything stuck?', /^(Queue|Maintenance|Heartbeat)/],
  ['Is recovery proven?', /^(Drill|Recovery|Restore|Journal)/],
  ['What ends soon?', /./],
  ['What does it cost?', null],
] as const satisfies readonly (readonly [string, RegExp | null])[];
type Question = (typeof questions)[number][0];

const FULL = 24;
const HEIGHT = 6;
/** Graphs beside each other; of a row that is not full, the place stays empty. */
const IN_A_ROW = 3;

const functionNames = Object.keys(config) as FunctionName[];
const httpFunctions = functionNames.filter((name) => routes.some((route) => route.function === name));
const tables = ['registry', 'submissions', 'totals', 'operations'];
const queues = ['submissions'];

type Series = readonly [namespace: string, name: string, dimensions: Record<string, string>, label?: string];

export type HubDashboardProps = { readonly settings: Settings };

/**
 * The one dashboard, for the wall: ordered by question. Made last in the app, as it shows all alarms that are there. All in it
 * is by name, so that it refers to no resource of another stack.
 */
export class HubDashboard extends Construct {
  constructor(scope: Construct, id: string, { settings }: HubDashboardProps) {
    super(scope, id);
    const prefix = `dtm-${settings.stage}`;
    const graph = (
      title: string,
      statistic: string,
      series: readonly Series[],
      extra: readonly IMetric[] = [],
    ) =>
      new GraphWidget({
        title,
        width: FULL / IN_A_ROW,
        height: HEIGHT,
        legendPosition: LegendPosition.BOTTOM,
        liveData: true,
        left: [...series.map((one) => metricOf(one, statistic)), ...extra],
        leftYAxis: { min: 0, showUnits: false },
      });
    const ofFunctions = (names: readonly string[], metric: string): Series[] =>
      names.map((name) => ['AWS/Lambda', metric, { FunctionName: `${prefix}-${name}` }, name]);
    const ofTables = (metric: string): Series[] =>
      tables.map((name) => ['AWS/DynamoDB', metric, { TableName: `${prefix}-${name}` }, name]);
    const ofQueues = (metric: string, suffix = ''): Series[] =>
      queues.map((name) => [
        'AWS/SQS',
        metric,
        { QueueName: `${prefix}-${name}${suffix}` },
        `${name}${suffix}`,
      ]);
    const api = (metric: string, label: string = metric): Series => [
      'AWS/ApiGateway',
      metric,
      { ApiName: prefix, Stage: 'v1' },
      label,
    ];
    const alarms = this.node.root.node
      .findAll()
      .filter((one) => one instanceof CfnAlarm)
      .map(({ alarmName = '' }) => Alarm.fromAlarmArn(this, alarmName, alarmArn(alarmName)));

    const standard: Record<Question, IWidget[]> = {
      'Is the hub up?': [
        new AlarmStatusWidget({ title: 'All alarms', width: 16, height: HEIGHT, alarms }),
        graph('Answers 5xx', 'Sum', [api('5XXError')]),
      ],
      'Are senders served?': [
        graph('Calls', 'Sum', [api('Count'), api('4XXError')]),
        new GraphWidget({
          title: 'Latency, ms',
          width: FULL / IN_A_ROW,
          height: HEIGHT,
          legendPosition: LegendPosition.BOTTOM,
          left: ['p50', 'p90', 'p99'].map((statistic) => metricOf(api('Latency', statistic), statistic)),
          leftYAxis: { min: 0, showUnits: false },
        }),
        graph('Blocked by the firewall', 'Sum', [
          ['AWS/WAFV2', 'BlockedRequests', { WebACL: prefix, Region: Aws.REGION, Rule: 'ALL' }],
        ]),
        graph(
          'Duration of the functions behind the API, p99, ms',
          'p99',
          ofFunctions(httpFunctions, 'Duration'),
        ),
      ],
      'Are totals fresh and right?': [
        graph('Age of the oldest message, s', 'Maximum', ofQueues('ApproximateAgeOfOldestMessage')),
      ],
      'Is anything stuck?': [
        graph('Messages that wait', 'Maximum', ofQueues('ApproximateNumberOfMessagesVisible')),
        graph('Dead letters', 'Maximum', ofQueues('ApproximateNumberOfMessagesVisible', '-dlq')),
        graph('Runs of the functions that nobody calls', 'Sum', ofFunctions(background, 'Invocations')),
        graph('Errors', 'Sum', ofFunctions(functionNames, 'Errors')),
        graph('Throttled calls', 'Sum', ofFunctions(functionNames, 'Throttles')),
        graph('Throttled writes', 'Sum', ofTables('WriteThrottleEvents')),
      ],
      'Is recovery proven?': [],
      'What ends soon?': settings.certificateArn
        ? [
            graph('Days left of the certificate', 'Minimum', [
              ['AWS/CertificateManager', 'DaysToExpiry', { CertificateArn: settings.certificateArn }],
            ]),
          ]
        : [],
      'What does it cost?': [
        graph('Write units', 'Sum', ofTables('ConsumedWriteCapacityUnits')),
        graph('Read units', 'Sum', ofTables('ConsumedReadCapacityUnits')),
        graph(
          'Seconds of functions',
          'Sum',
          [],
          [
            new MathExpression({
              expression: 'SUM(METRICS())/1000',
              label: 'seconds',
              usingMetrics: Object.fromEntries(
                ofFunctions(functionNames, 'Duration').map((one, at) => [`d${at}`, metricOf(one, 'Sum')]),
              ),
            }),
          ],
        ),
        graph('Messages sent', 'Sum', ofQueues('NumberOfMessagesSent')),
        graph('Bytes of logs taken in', 'Sum', [
          ...functionNames.map(
            (name): Series => [
              'AWS/Logs',
              'IncomingBytes',
              { LogGroupName: `/aws/lambda/${prefix}-${name}` },
              name,
            ],
          ),
          ['AWS/Logs', 'IncomingBytes', { LogGroupName: `/dtm/${settings.stage}/access` }, 'access'],
        ]),
      ],
    };

    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: prefix,
      defaultInterval: Duration.hours(12),
      periodOverride: PeriodOverride.AUTO,
    });
    for (const [question] of questions) {
      const note = question === 'What does it cost?' ? '\nQuantities; what each costs: docs/deploy.md' : '';
      const ours = (Object.keys(metrics) as MetricName[])
        .filter((name) => questionOf(name) === question)
        .map((name) => {
          const { namespace, metricName, dimensions } = hubMetric(settings, name);
          return graph(`${wordsOf(name)}${unitOf(name)}`, 'Maximum', [[namespace, metricName, dimensions]]);
        });
      dashboard.addWidgets(
        new TextWidget({ markdown: `## ${question}${note}`, width: FULL, height: note ? 2 : 1 }),
      );
      for (const row of rows([...standard[question], ...ours])) dashboard.addWidgets(...row);
    }
  }
}

const background = functionNames.filter((name) => !httpFunctions.includes(name));

const alarmArn = (name: string): string =>
  `arn:${Aws.PARTITION}:cloudwatch:${Aws.REGION}:${Aws.ACCOUNT_ID}:alarm:${name}`;

const metricOf = ([namespace, metricName, dimensionsMap, label]: Series, statistic: string): Metric =>
  new Metric({ namespace, metricName, dimensionsMap, statistic, ...(label === undefined ? {} : { label }) });

/** `TotalsRepaired` → `Totals repaired`. */
const wordsOf = (name: string): string =>
  name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const units = { Count: '', Seconds: ', s', Percent: ', %' };
const unitOf = (name: MetricName): string => units[metrics[name] as keyof typeof units];

export const questionOf = (name: string): Question =>
  questions.find(([, answers]) => answers?.test(name))?.[0] ?? 'What ends soon?';

/** CDK puts what does not fit below the row, but begins no new one by itself. */
function rows(widgets: readonly IWidget[]): IWidget[][] {
  const full: IWidget[][] = [];
  let width = FULL;
  for (const widget of widgets) {
    if (width + widget.width > FULL) {
      full.push([]);
      width = 0;
    }
    full.at(-1)?.push(widget);
    width += widget.width;
  }
  return full;
}
