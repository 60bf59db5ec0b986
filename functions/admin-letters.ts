/** /admin/dead-letters: looking at messages that could not be counted, sending them back, deleting them. */
import { dynamoDb, isOutage, patience, sqs } from '../shared/aws/clients.ts';
import { listOperations, putOperation, readOperation } from '../shared/aws/operations-table.ts';
import { deadLetterQueues } from '../shared/aws/oversight/dead-letters.ts';
import { readConfig } from '../shared/config.ts';
import { jsonLines } from '../shared/http/log.ts';
import {
  getDeadLetterOperation,
  handleDeadLettersOperation,
  listDeadLettersOperation,
} from '../shared/http/oversight/dead-letters.ts';
import { httpFunction } from '../shared/http/pipeline.ts';

const config = readConfig('admin-letters', process.env);
const client = dynamoDb(patience.atTheDoor);
const urls = {
  submissions: { dead: config.DEAD_LETTER_QUEUE_URL, main: config.SUBMISSIONS_QUEUE_URL },
  batches: { dead: config.BATCH_DEAD_LETTER_QUEUE_URL, main: config.BATCHES_QUEUE_URL },
};
const ports = {
  listOperations: listOperations(client, config.OPERATIONS_TABLE),
  readOperation: readOperation(client, config.OPERATIONS_TABLE),
  putOperation: putOperation(client, config.OPERATIONS_TABLE),
  queue: deadLetterQueues(sqs(patience.atTheDoor), urls),
  now: Date.now,
};

export const handler = httpFunction({
  name: 'admin-letters',
  operations: {
    listDeadLetters: listDeadLettersOperation(ports),
    getDeadLetter: getDeadLetterOperation(ports),
    handleDeadLetters: handleDeadLettersOperation(ports),
  },
  // Operators sign; API Gateway verifies.
  authenticate: null,
  log: jsonLines((line) => process.stdout.write(line)),
  isOutage,
  now: Date.now,
  random: Math.random,
});
