/** What AWS measures of the parts of a stage, by their names. */
import { Aws } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  deadLettersOf,
  quotasTableOf,
  stageName,
  stagePrefix,
  tableNamesOf,
} from '../../../shared/contract/stage-names.ts';

export type Series = readonly [
  namespace: string,
  name: string,
  dimensions: Record<string, string>,
  label?: string,
];

export const metricOf = ([namespace, metricName, dimensionsMap, label]: Series, statistic: string): Metric =>
  new Metric({ namespace, metricName, dimensionsMap, statistic, ...(label === undefined ? {} : { label }) });

/** @param queues full names; each has a dead-letter queue. */
export function seriesOf(stage: string, queues: readonly string[]) {
  const prefix = stagePrefix(stage);
  const ofQueue =
    (metric: string) =>
    (name: string): Series => ['AWS/SQS', metric, { QueueName: name }, name.replace(`${prefix}-`, '')];
  return {
    functions: (names: readonly string[], metric: string) =>
      names.map((name): Series => ['AWS/Lambda', metric, { FunctionName: stageName(stage, name) }, name]),
    tables: (metric: string) =>
      Object.entries({ ...tableNamesOf(stage), quotas: quotasTableOf(stage) }).map(
        ([label, TableName]): Series => ['AWS/DynamoDB', metric, { TableName }, label],
      ),
    queues: (metric: string) => queues.map(ofQueue(metric)),
    deadLetters: (metric: string) => queues.map(deadLettersOf).map(ofQueue(metric)),
    api: (metric: string, label: string = metric): Series => [
      'AWS/ApiGateway',
      metric,
      { ApiName: prefix, Stage: 'v1' },
      label,
    ],
    firewall: (metric: string): Series => [
      'AWS/WAFV2',
      metric,
      { WebACL: prefix, Region: Aws.REGION, Rule: 'ALL' },
    ],
    logs: (functions: readonly string[]): Series[] => [
      ...functions.map(
        (name): Series => [
          'AWS/Logs',
          'IncomingBytes',
          { LogGroupName: `/aws/lambda/${stageName(stage, name)}` },
          name,
        ],
      ),
      ['AWS/Logs', 'IncomingBytes', { LogGroupName: `/dtm/${stage}/access` }, 'access'],
    ],
  };
}
