// By path: the package exports its HTTP server alone, and not the actions beneath it.
import { SqsError } from '../../../node_modules/fauxqs/dist/common/errors.js';
import { changeMessageVisibility } from '../../../node_modules/fauxqs/dist/sqs/actions/changeMessageVisibility.js';
import { changeMessageVisibilityBatch } from '../../../node_modules/fauxqs/dist/sqs/actions/changeMessageVisibilityBatch.js';
import { deleteMessage } from '../../../node_modules/fauxqs/dist/sqs/actions/deleteMessage.js';
import { deleteMessageBatch } from '../../../node_modules/fauxqs/dist/sqs/actions/deleteMessageBatch.js';
import { getQueueAttributes } from '../../../node_modules/fauxqs/dist/sqs/actions/getQueueAttributes.js';
import { listQueueTags } from '../../../node_modules/fauxqs/dist/sqs/actions/listQueueTags.js';
import { purgeQueue } from '../../../node_modules/fauxqs/dist/sqs/actions/purgeQueue.js';
import { receiveMessage } from '../../../node_modules/fauxqs/dist/sqs/actions/receiveMessage.js';
import { sendMessage } from '../../../node_modules/fauxqs/dist/sqs/actions/sendMessage.js';
import { sendMessageBatch } from '../../../node_modules/fauxqs/dist/sqs/actions/sendMessageBatch.js';
import { setQueueAttributes } from '../../../node_modules/fauxqs/dist/sqs/actions/setQueueAttributes.js';
import type { SqsStore } from '../../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import type { ServiceHandler } from '../pipeline.ts';
import { isObject, type JsonObject, parseObject, text, type WireAnswer } from '../wire.ts';
import { errorAnswer } from '../wire-errors.ts';
import { queueNameOf, sqsAccesses } from './actions.ts';

type Action = (input: Record<string, unknown>, store: SqsStore) => unknown;

const CARRIED: Readonly<Record<string, Action>> = {
  SendMessage: sendMessage,
  SendMessageBatch: sendMessageBatch,
  ReceiveMessage: receiveMessage,
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteMessageBatch,
  ChangeMessageVisibility: changeMessageVisibility,
  ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
  GetQueueAttributes: getQueueAttributes,
  SetQueueAttributes: setQueueAttributes,
  PurgeQueue: purgeQueue,
  ListQueueTags: listQueueTags,
};

/** SQS's JSON protocol over fauxqs' store; queue URLs are those of this endpoint. */
export function sqsService(
  store: SqsStore,
  arnPrefix: string,
  queueUrl: (name: string) => string,
): ServiceHandler {
  const carryOut = async (operation: string, input: JsonObject): Promise<WireAnswer> => {
    const name = queueNameOf(input);
    if (operation === 'ListQueues') {
      const { queues } = store.listQueues(text(input, 'QueueNamePrefix'));
      return json({ QueueUrls: queues.map((queue) => queueUrl(queue.name)) });
    }
    if (name === undefined || store.getQueueByName(name) === undefined)
      return errorAnswer('sqs', {
        status: 400,
        code: 'QueueDoesNotExist',
        queryCode: 'AWS.SimpleQueueService.NonExistentQueue',
        message: 'The specified queue does not exist.',
      });
    if (operation === 'GetQueueUrl') return json({ QueueUrl: queueUrl(name) });
    const action = CARRIED[operation];
    if (action === undefined)
      return errorAnswer('sqs', {
        status: 400,
        code: 'UnsupportedOperation',
        message: `The twin's queues (fauxqs) have no ${operation}; queues come from the template.`,
      });
    try {
      const output = await action({ ...input, QueueUrl: queueUrl(name) }, store);
      return json(output);
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      return errorAnswer('sqs', {
        status: error.statusCode,
        code: error.code,
        queryCode: `AWS.SimpleQueueService.${error.queryCode}`,
        message: error.message,
      });
    }
  };

  return async (request) => {
    const operation = String(request.headers['x-amz-target'] ?? '').replace('AmazonSQS.', '');
    const input = parseObject(request.body);
    const accesses = input === undefined ? undefined : sqsAccesses(operation, input, arnPrefix);
    if (input === undefined || accesses === undefined)
      return errorAnswer('sqs', {
        status: 400,
        code: 'InvalidAction',
        message: `The twin takes SQS's JSON protocol only and does not know the operation "${operation}".`,
      });
    if (accesses.length === 0 || !isObject(input))
      return errorAnswer('sqs', {
        status: 400,
        code: 'MissingParameter',
        message: 'The request must contain the parameter QueueUrl.',
      });
    return {
      operation,
      resource: queueNameOf(input) ?? '',
      accesses,
      carryOut: async () => ({ answer: await carryOut(operation, input), usages: [] }),
    };
  };
}

function json(output: unknown): WireAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify(output ?? {}),
  };
}
