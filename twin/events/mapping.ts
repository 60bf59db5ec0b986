/** Event source mappings of the template: which queue feeds which function, and how. */
import type { Deployed, World } from '../template/world.ts';

export type QueueMapping = {
  readonly label: string;
  readonly functionArn: string;
  readonly queueArn: string;
  readonly queueUrl: string;
  readonly queue: Deployed;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly maximumConcurrency: number | undefined;
  readonly reportsFailures: boolean;
};

/** SQS hands out ten messages a call; larger batches need a window in which to collect them. */
const LARGEST_BATCH_WITHOUT_WINDOW = 10;

function mappingOf(world: World, mapping: Deployed): QueueMapping {
  const fault = (text: string): Error =>
    new Error(`AWS::Lambda::EventSourceMapping ${mapping.label}: ${text}`);
  const queueArn = String(mapping.property('EventSourceArn'));
  const queue = world.ofType('AWS::SQS::Queue').find((one) => one.attribute('Arn') === queueArn);
  if (queue === undefined) throw fault(`the twin polls queues of the template only, not ${queueArn}`);
  if (mapping.property('FilterCriteria') !== undefined) throw fault('the twin does not filter messages');
  const name = String(mapping.property('FunctionName'));
  const target = world
    .ofType('AWS::Lambda::Function')
    .find((one) => one.ref() === name || one.attribute('Arn') === name);
  if (target === undefined) throw fault(`no function ${name} in the template`);
  const batchSize = Number(mapping.property('BatchSize') ?? 10);
  const windowSeconds = Number(mapping.property('MaximumBatchingWindowInSeconds') ?? 0);
  if (batchSize > LARGEST_BATCH_WITHOUT_WINDOW && windowSeconds < 1) {
    throw fault(`a batch size of ${batchSize} needs MaximumBatchingWindowInSeconds of at least 1`);
  }
  const scaling = mapping.property('ScalingConfig') as { readonly MaximumConcurrency?: number } | undefined;
  const types = (mapping.property('FunctionResponseTypes') ?? []) as string[];
  return {
    label: mapping.label,
    functionArn: target.attribute('Arn'),
    queueArn,
    queueUrl: queue.ref(),
    queue,
    enabled: mapping.property('Enabled') !== false,
    batchSize,
    windowSeconds,
    maximumConcurrency: scaling?.MaximumConcurrency,
    reportsFailures: types.includes('ReportBatchItemFailures'),
  };
}

export const queueMappings = (world: World): QueueMapping[] =>
  world.ofType('AWS::Lambda::EventSourceMapping').map((mapping) => mappingOf(world, mapping));
