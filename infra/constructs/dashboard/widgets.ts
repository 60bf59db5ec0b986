import { Aws } from 'aws-cdk-lib';
import { Alarm, AlarmStatusWidget, CfnAlarm, type IWidget, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { config, type FunctionName } from '../../../shared/config.ts';
import { type MetricName, metrics } from '../../../shared/contract/metrics.ts';
import { routes } from '../../../shared/contract/routes.ts';
import type { Settings } from '../../settings.ts';
import { hubMetric } from '../hub-metric.ts';
import { FULL, graph, HEIGHT } from './layout.ts';
import { type Question, questionOf, questions } from './questions.ts';
import { metricOf, type Series, seriesOf } from './series.ts';

export type Shown = {
  readonly settings: Settings;
  /** Full names of all queues that are worked off; their dead letters are shown with them. */
  readonly queues: readonly string[];
};

const functionNames = Object.keys(config) as FunctionName[];
const isCalled = (name: FunctionName): boolean => routes.some((route) => route.function === name);

/** For each question what AWS measures first, then what we do. */
export function widgetsOf(scope: Construct, shown: Shown): Record<Question, IWidget[]> {
  const standard = standardWidgets(scope, shown);
  return Object.fromEntries(
    questions.map((question) => [question, [...standard[question], ...ownGraphs(shown.settings, question)]]),
  ) as Record<Question, IWidget[]>;
}

function standardWidgets(scope: Construct, { settings, queues }: Shown): Record<Question, IWidget[]> {
  const of = seriesOf(settings.stage, queues);
  const lines = (title: string, statistic: string, series: readonly Series[]) =>
    graph(
      title,
      series.map((one) => metricOf(one, statistic)),
    );
  const latency = ['p50', 'p90', 'p99'].map((one) => metricOf(of.api('Latency', one), one));
  return {
    'Is the hub up?': [...allAlarms(scope), lines('Answers 5xx', 'Sum', [of.api('5XXError')])],
    'Are senders served?': [
      lines('Calls', 'Sum', [of.api('Count'), of.api('4XXError')]),
      graph('Latency, ms', latency),
      lines('Blocked by the firewall', 'Sum', [of.firewall('BlockedRequests')]),
      lines(
        'Duration of the functions behind the API, p99, ms',
        'p99',
        of.functions(functionNames.filter(isCalled), 'Duration'),
      ),
    ],
    'Are totals fresh and right?': [
      lines('Age of the oldest message, s', 'Maximum', of.queues('ApproximateAgeOfOldestMessage')),
    ],
    'Is anything stuck?': [
      lines('Messages that wait', 'Maximum', of.queues('ApproximateNumberOfMessagesVisible')),
      lines('Dead letters', 'Maximum', of.deadLetters('ApproximateNumberOfMessagesVisible')),
      lines(
        'Runs of the functions that nobody calls',
        'Sum',
        of.functions(
          functionNames.filter((name) => !isCalled(name)),
          'Invocations',
        ),
      ),
      lines('Errors', 'Sum', of.functions(functionNames, 'Errors')),
      lines('Throttled calls', 'Sum', of.functions(functionNames, 'Throttles')),
      lines('Throttled writes', 'Sum', of.tables('WriteThrottleEvents')),
    ],
    'Is recovery proven?': [],
    'What ends soon?': settings.certificateArn
      ? [
          lines('Days left of the certificate', 'Minimum', [
            ['AWS/CertificateManager', 'DaysToExpiry', { CertificateArn: settings.certificateArn }],
          ]),
        ]
      : [],
    'What does it cost?': [
      lines('Write units', 'Sum', of.tables('ConsumedWriteCapacityUnits')),
      lines('Read units', 'Sum', of.tables('ConsumedReadCapacityUnits')),
      graph('Seconds of functions', [secondsOf(of.functions(functionNames, 'Duration'))]),
      lines('Messages sent', 'Sum', of.queues('NumberOfMessagesSent')),
      lines('Bytes of logs taken in', 'Sum', of.logs(functionNames)),
    ],
  };
}

const isOfFunctions = (alarm: string): boolean => /-(errors|throttles)$/.test(alarm);

/** All that the app has by now, those of functions apart: CloudWatch takes 100 in such a widget. */
function allAlarms(scope: Construct): AlarmStatusWidget[] {
  const names = scope.node.root.node
    .findAll()
    .filter((one) => one instanceof CfnAlarm)
    .map(({ alarmName = '' }) => alarmName);
  const widget = (title: string, shown: readonly string[]): AlarmStatusWidget =>
    new AlarmStatusWidget({
      title,
      width: FULL / 3,
      height: HEIGHT,
      alarms: shown.map((name) =>
        Alarm.fromAlarmArn(
          scope,
          name,
          `arn:${Aws.PARTITION}:cloudwatch:${Aws.REGION}:${Aws.ACCOUNT_ID}:alarm:${name}`,
        ),
      ),
    });
  return [
    widget('Alarms of functions', names.filter(isOfFunctions)),
    widget(
      'All other alarms',
      names.filter((name) => !isOfFunctions(name)),
    ),
  ];
}

/** @param durations in milliseconds. */
const secondsOf = (durations: readonly Series[]): MathExpression =>
  new MathExpression({
    expression: 'SUM(METRICS())/1000',
    label: 'seconds',
    usingMetrics: Object.fromEntries(durations.map((one, at) => [`d${at}`, metricOf(one, 'Sum')])),
  });

const ownGraphs = (settings: Settings, question: Question): IWidget[] =>
  (Object.keys(metrics) as MetricName[])
    .filter((name) => questionOf(name) === question)
    .map((name) => {
      const { namespace, metricName, dimensions } = hubMetric(settings, name);
      return graph(`${wordsOf(name)}${unitOf(name)}`, [
        metricOf([namespace, metricName, { ...dimensions }], 'Maximum'),
      ]);
    });

/** `TotalsRepaired` → `Totals repaired`. */
const wordsOf = (name: string): string =>
  name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const units = { Count: '', Seconds: ', s', Percent: ', %' };
const unitOf = (name: MetricName): string => units[metrics[name] as keyof typeof units];
