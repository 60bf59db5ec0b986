/** A queue's consumer loses or repeats work when these do not fit each other. */
import * as z from 'zod';
import type { Assembly, Check, Finding, Resource } from './assembly.ts';

const rule = 'queue-consumer';
/** AWS's advice: a batch may be tried again after throttling before the message shows again. */
const factor = 6;
/** An outage of some hours uses them up one by one, each after a visibility timeout, and so does the backlog that it leaves. */
const longestOutage = 8 * 3600;

const Queue = z.object({
  QueueName: z.string().default('(generated)'),
  VisibilityTimeout: z.number().default(30),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.unknown(), maxReceiveCount: z.number() }).optional(),
});
const Mapping = z.object({
  EventSourceArn: z.unknown(),
  FunctionName: z.unknown(),
  FunctionResponseTypes: z.array(z.string()).default([]),
});
const Target = z.object({ FunctionName: z.string().default('(generated)'), Timeout: z.number().default(3) });

export const checkQueues: Check = (assembly) =>
  assembly.all('AWS::Lambda::EventSourceMapping').flatMap((mapping) => {
    const { EventSourceArn, FunctionName } = Mapping.parse(mapping.properties);
    const queue = assembly.follow(EventSourceArn, mapping);
    const consumer = assembly.follow(FunctionName, mapping);
    if (queue?.type !== 'AWS::SQS::Queue' || !consumer) return [];
    return [
      ...checkTimeouts(queue, consumer),
      ...checkDeadLetters(assembly, queue),
      ...checkPartialBatches(mapping, consumer),
    ];
  });

function checkTimeouts(queue: Resource, consumer: Resource): Finding[] {
  const { QueueName, VisibilityTimeout } = Queue.parse(queue.properties);
  const { FunctionName, Timeout } = Target.parse(consumer.properties);
  if (VisibilityTimeout >= factor * Timeout) return [];
  return [
    {
      rule,
      resource: queue,
      problem:
        `Queue ${QueueName} has a visibility timeout of ${VisibilityTimeout} s, but its consumer ${FunctionName} ` +
        `may run for ${Timeout} s: messages would be handed out again while they are being worked on. ` +
        `At least ${factor * Timeout} s is allowed.`,
      fix: 'Raise `longest` of the queue in infra/stacks/stateful.ts (infra/constructs/work-queue.ts) or lower the function’s timeout.',
    },
  ];
}

function checkDeadLetters(assembly: Assembly, queue: Resource): Finding[] {
  const { QueueName, RedrivePolicy, VisibilityTimeout } = Queue.parse(queue.properties);
  const minimumReceives = Math.ceil(longestOutage / VisibilityTimeout);
  const target = RedrivePolicy && assembly.follow(RedrivePolicy.deadLetterTargetArn, queue);
  const fix = 'Set deadLetterQueue in infra/constructs/work-queue.ts.';
  if (!RedrivePolicy || !target) {
    const problem = `Queue ${QueueName} has a consumer but no dead-letter queue: a message that always fails would be tried for 14 days and then vanish.`;
    return [{ rule, resource: queue, problem, fix }];
  }
  if (RedrivePolicy.maxReceiveCount >= minimumReceives) return [];
  const problem = `Queue ${QueueName} gives up after ${RedrivePolicy.maxReceiveCount} receives; at least ${minimumReceives} are allowed, so that an outage of a table does not push good messages aside.`;
  return [{ rule, resource: queue, problem, fix }];
}

function checkPartialBatches(mapping: Resource, consumer: Resource): Finding[] {
  const { FunctionResponseTypes } = Mapping.parse(mapping.properties);
  if (FunctionResponseTypes.includes('ReportBatchItemFailures')) return [];
  const { FunctionName } = Target.parse(consumer.properties);
  return [
    {
      rule,
      resource: mapping,
      problem: `The event source mapping of ${FunctionName} does not take partial-batch answers (FunctionResponseTypes is ${JSON.stringify(FunctionResponseTypes)}): Lambda would delete messages that the function reports as failed.`,
      fix: 'Set reportBatchItemFailures: true in infra/constructs/queue-consumer.ts.',
    },
  ];
}
