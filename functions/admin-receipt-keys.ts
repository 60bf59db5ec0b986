/** /admin/receipt-keys: which slot signs receipts, and new secrets for it. */
import { dynamoDb, isOutage, patience, secretsManager } from '../shared/aws/clients.ts';
import { listOperations, putOperation, readOperation } from '../shared/aws/operations-table.ts';
import { slotStore } from '../shared/aws/submissions/slot-store.ts';
import { readConfig } from '../shared/config.ts';
import { jsonLines } from '../shared/http/log.ts';
import { httpFunction } from '../shared/http/pipeline.ts';
import {
  changeReceiptKeysOperation,
  listReceiptKeysOperation,
} from '../shared/http/submissions/receipt-keys.ts';

const config = readConfig('admin-receipt-keys', process.env);
const client = dynamoDb(patience.atTheDoor);
const ports = {
  ...slotStore(client, secretsManager(patience.atTheDoor), config, Date.now),
  listOperations: listOperations(client, config.OPERATIONS_TABLE),
  readOperation: readOperation(client, config.OPERATIONS_TABLE),
  putOperation: putOperation(client, config.OPERATIONS_TABLE),
  stage: config.STAGE,
  now: Date.now,
  random: (bytes: Uint8Array) => crypto.getRandomValues(bytes),
};

export const handler = httpFunction({
  name: 'admin-receipt-keys',
  operations: {
    listReceiptKeys: listReceiptKeysOperation(ports),
    changeReceiptKeys: changeReceiptKeysOperation(ports),
  },
  // Operators sign; API Gateway verifies.
  authenticate: null,
  log: jsonLines((line) => process.stdout.write(line)),
  isOutage,
  now: Date.now,
  random: Math.random,
});
