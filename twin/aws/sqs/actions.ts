import type { Access } from '../iam/policy-evaluation.ts';
import { type JsonObject, text } from '../wire.ts';

/** Batch operations need the action of the single one; there is no sqs:SendMessageBatch in IAM. */
const BATCH_SUFFIX = /Batch$/;

const ON_QUEUE_URL = new Set(
  [
    'SendMessage ReceiveMessage DeleteMessage ChangeMessageVisibility GetQueueAttributes SetQueueAttributes',
    'PurgeQueue DeleteQueue TagQueue UntagQueue ListQueueTags ListDeadLetterSourceQueues',
  ]
    .join(' ')
    .split(' '),
);
const ON_QUEUE_NAME = new Set(['GetQueueUrl', 'CreateQueue']);

/** Clients may address a queue by URL of any host: its last path segment is the name. */
export function queueNameOf(input: JsonObject): string | undefined {
  const url = text(input, 'QueueUrl');
  if (url === undefined) return text(input, 'QueueName');
  return url.split('/').at(-1);
}

/** What an SQS call needs; undefined where the operation is unknown. */
export function sqsAccesses(operation: string, input: JsonObject, arnPrefix: string): Access[] | undefined {
  const base = operation.replace(BATCH_SUFFIX, '');
  if (operation === 'ListQueues') return [{ action: 'sqs:ListQueues', resource: '*', context: {} }];
  if (!ON_QUEUE_URL.has(base) && !ON_QUEUE_NAME.has(operation)) return undefined;
  const queue = queueNameOf(input);
  return queue === undefined
    ? []
    : [{ action: `sqs:${base}`, resource: `${arnPrefix}${queue}`, context: {} }];
}
