/** The dashboard renders, and every metric that it names is there to be shown. */
import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Assembly } from '../../infra/checks/assembly.ts';
import { questionOf } from '../../infra/constructs/dashboard/questions.ts';
import { HubDashboard } from '../../infra/constructs/hub-dashboard.ts';
import { METRICS_NAMESPACE, METRICS_SERVICE, metrics } from '../../shared/contract/metrics.ts';
import { hub, only, synthesize } from './hub.ts';

const certificateArn = 'arn:aws:acm:ap-southeast-1:111111111111:certificate/0a1b';
const assembly = synthesize(hub({ context: { domain: 'dtm.mst.gov.vn', certificateArn } }));

/** References are given in place of the texts that CloudFormation puts there. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { 'Fn::Join': join, Ref, 'Fn::GetAtt': attribute } = value as Record<string, unknown>;
  if (Array.isArray(join)) return (join[1] as unknown[]).map(textOf).join(String(join[0]));
  return typeof Ref === 'string' ? Ref : (attribute as string[]).join('.');
}

const Widget = z.object({
  type: z.enum(['metric', 'alarm', 'text']),
  x: z.int(),
  y: z.int(),
  width: z.int(),
  height: z.int(),
  properties: z.looseObject({
    title: z.string().optional(),
    markdown: z.string().optional(),
    alarms: z.array(z.string()).default([]),
    metrics: z.array(z.array(z.unknown())).default([]),
  }),
});
type Shown = { namespace: string; name: string; dimensions: Record<string, string> };

/** The widgets of a dashboard, and the metrics on its graphs. */
function bodyOf(from: Assembly) {
  const { properties } = only(from, 'AWS::CloudWatch::Dashboard');
  const { widgets } = z
    .object({ widgets: z.array(Widget) })
    .parse(JSON.parse(textOf(properties.DashboardBody)));
  const shown = widgets.flatMap((widget) =>
    widget.properties.metrics.flatMap(([namespace, name, ...rest]): Shown[] => {
      // A row of one object is an expression over others.
      if (typeof namespace !== 'string') return [];
      const words = rest.filter((one) => typeof one === 'string');
      const pairs = words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? '']] : []));
      return [{ namespace, name: String(name), dimensions: Object.fromEntries(pairs) }];
    }),
  );
  return { widgets, shown };
}
const { widgets, shown } = bodyOf(assembly);

const named = (type: string, property: string) =>
  assembly.all(type).map((resource) => String(resource.properties[property]));
/** What AWS measures of the resources of the template: metrics by namespace, with the values of each dimension. */
const known: Record<string, { metrics: readonly string[]; dimensions: Record<string, readonly string[]> }> = {
  [METRICS_NAMESPACE]: {
    metrics: Object.keys(metrics),
    dimensions: { service: [METRICS_SERVICE], stage: ['dev'] },
  },
  'AWS/Lambda': {
    metrics: ['Invocations', 'Errors', 'Throttles', 'Duration', 'ConcurrentExecutions'],
    dimensions: { FunctionName: named('AWS::Lambda::Function', 'FunctionName') },
  },
  'AWS/SQS': {
    metrics: [
      'ApproximateAgeOfOldestMessage',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesNotVisible',
      'NumberOfMessagesSent',
    ],
    dimensions: { QueueName: named('AWS::SQS::Queue', 'QueueName') },
  },
  'AWS/DynamoDB': {
    metrics: [
      'ConsumedReadCapacityUnits',
      'ConsumedWriteCapacityUnits',
      'ReadThrottleEvents',
      'WriteThrottleEvents',
    ],
    dimensions: { TableName: named('AWS::DynamoDB::Table', 'TableName') },
  },
  'AWS/ApiGateway': {
    metrics: ['Count', 'Latency', '4XXError', '5XXError'],
    dimensions: {
      ApiName: named('AWS::ApiGateway::RestApi', 'Name'),
      Stage: named('AWS::ApiGateway::Stage', 'StageName'),
    },
  },
  'AWS/WAFV2': {
    metrics: ['BlockedRequests', 'AllowedRequests', 'CountedRequests'],
    dimensions: {
      WebACL: assembly
        .all('AWS::WAFv2::WebACL')
        .map((acl) => (acl.properties.VisibilityConfig as { MetricName: string }).MetricName),
      Region: ['AWS::Region'],
      Rule: ['ALL'],
    },
  },
  'AWS/Logs': {
    metrics: ['IncomingBytes'],
    dimensions: { LogGroupName: named('AWS::Logs::LogGroup', 'LogGroupName') },
  },
  'AWS/CertificateManager': { metrics: ['DaysToExpiry'], dimensions: { CertificateArn: [certificateArn] } },
};

describe('the dashboard', () => {
  test('names metrics that exist, of things that the template makes', () => {
    const wrong = shown.filter(({ namespace, name, dimensions }) => {
      const there = known[namespace];
      if (there === undefined || !there.metrics.includes(name)) return true;
      const names = Object.keys(there.dimensions).toSorted();
      if (Object.keys(dimensions).toSorted().join() !== names.join()) return true;
      return names.some((each) => !there.dimensions[each]?.includes(dimensions[each] ?? ''));
    });
    expect(wrong).toEqual([]);
    expect(shown.length).toBeGreaterThan(30);
    // CloudWatch's limits: 500 metrics on a graph, 2,500 on a dashboard.
    expect(shown.length).toBeLessThanOrEqual(500);
  });

  test('shows every metric of our own, every function, queue and table', () => {
    const names = (namespace: string) => shown.filter((one) => one.namespace === namespace);
    expect(new Set(names(METRICS_NAMESPACE).map(({ name }) => name))).toEqual(new Set(Object.keys(metrics)));
    for (const [namespace, dimension] of [
      ['AWS/Lambda', 'FunctionName'],
      ['AWS/SQS', 'QueueName'],
      ['AWS/DynamoDB', 'TableName'],
    ] as const)
      expect(new Set(names(namespace).map(({ dimensions }) => dimensions[dimension])), namespace).toEqual(
        new Set(known[namespace]?.dimensions[dimension]),
      );
  });

  test('draws a second queue on each graph that has the first', () => {
    const app = new App();
    const { settings } = hub();
    const queues = ['dtm-dev-submissions', 'dtm-dev-batches'];
    new HubDashboard(new Stack(app, 'wall'), 'Dashboard', { settings, queues });
    const drawn = bodyOf(
      new Assembly(app.synth().stacks.map(({ templateFullPath }) => templateFullPath)),
    ).shown.filter(({ namespace }) => namespace === 'AWS/SQS');
    const of = (queue: string) =>
      drawn.filter(({ dimensions }) => dimensions.QueueName === queue).map(({ name }) => name);
    expect(of('dtm-dev-batches')).toEqual(of('dtm-dev-submissions'));
    expect(of('dtm-dev-batches')).toHaveLength(3);
    expect(of('dtm-dev-batches-dlq')).toEqual(['ApproximateNumberOfMessagesVisible']);
  });

  test('shows the state of every alarm', () => {
    const alarms = widgets.flatMap((widget) => widget.properties.alarms);
    expect(alarms.toSorted()).toEqual(
      assembly
        .all('AWS::CloudWatch::Alarm')
        .map(
          ({ properties: { AlarmName } }) =>
            `arn:AWS::Partition:cloudwatch:AWS::Region:AWS::AccountId:alarm:${AlarmName}`,
        )
        .toSorted(),
    );
    // CloudWatch's limit on one such widget.
    for (const widget of widgets) expect(widget.properties.alarms?.length ?? 0).toBeLessThanOrEqual(100);
  });

  test('asks its questions in order, and no two widgets overlap', () => {
    const heads = widgets.filter(({ type }) => type === 'text').toSorted((a, b) => a.y - b.y);
    expect(heads.map(({ properties: { markdown } }) => markdown?.split('\n')[0])).toEqual([
      '## Is the hub up?',
      '## Are senders served?',
      '## Are totals fresh and right?',
      '## Is anything stuck?',
      '## Is recovery proven?',
      '## What ends soon?',
      '## What does it cost?',
    ]);
    const cells = widgets.flatMap(({ x, y, width, height }) => {
      expect(x + width).toBeLessThanOrEqual(24);
      return Array.from(
        { length: width * height },
        (_, at) => `${x + (at % width)},${y + Math.floor(at / width)}`,
      );
    });
    expect(new Set(cells).size).toBe(cells.length);
  });

  test('puts what the drill and the probe measure where they are asked for', () => {
    expect(['DrillFailed', 'AvailabilityBurn', 'TotalsAge', 'KeysExpiring'].map(questionOf)).toEqual([
      'Is recovery proven?',
      'Is the hub up?',
      'Are totals fresh and right?',
      'What ends soon?',
    ]);
  });
});
