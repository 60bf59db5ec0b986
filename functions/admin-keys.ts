/** /admin/keys and /admin/clients: key officers issue and end keys, register and end clients, and see what one of them recorded and what was done with all keys. */
import { dynamoDb, isOutage, patience, s3 } from '../shared/aws/clients.ts';
import { listKeyVersions, putKeyVersion, readKeyVersions } from '../shared/aws/keys.ts';
import { putOperation, readOperation } from '../shared/aws/operations-table.ts';
import { readJournal } from '../shared/aws/recovery/journal-bucket.ts';
import { listCredentials } from '../shared/aws/registry/lists.ts';
import { findRecord } from '../shared/aws/registry.ts';
import { findEntry, readRevisions } from '../shared/aws/submissions/ledger-table.ts';
import { readConfig } from '../shared/config.ts';
import type { Agency, System } from '../shared/contract/registry.ts';
import { clientOperations } from '../shared/http/access/clients.ts';
import {
  getKeyOperation,
  issueKeyOperation,
  keyHistoryOperation,
  keySubmissionsOperation,
  listKeysOperation,
  revokeKeyOperation,
  rotateKeyOperation,
} from '../shared/http/access/keys.ts';
import { jsonLines } from '../shared/http/log.ts';
import { httpFunction } from '../shared/http/pipeline.ts';

const config = readConfig('admin-keys', process.env);
const client = dynamoDb(patience.atTheDoor);
const ports = {
  readOperation: readOperation(client, config.OPERATIONS_TABLE),
  putOperation: putOperation(client, config.OPERATIONS_TABLE),
  readKeyVersions: readKeyVersions(client, config.REGISTRY_TABLE),
  putKeyVersion: putKeyVersion(client, config.REGISTRY_TABLE, Date.now),
  findAgency: findRecord<Agency>(client, config.REGISTRY_TABLE, 'agency'),
  findSystem: findRecord<System>(client, config.REGISTRY_TABLE, 'system'),
};
const ledger = {
  readJournal: readJournal(s3(patience.atTheDoor), config.JOURNAL_BUCKET),
  readRevisions: readRevisions(client, config.SUBMISSIONS_TABLE),
  findEntry: findEntry(client, config.SUBMISSIONS_TABLE),
};

const list = listCredentials(client, config.REGISTRY_TABLE);

export const handler = httpFunction({
  name: 'admin-keys',
  operations: {
    listKeys: listKeysOperation(list),
    getKey: getKeyOperation(ports),
    issueKey: issueKeyOperation(ports),
    rotateKey: rotateKeyOperation(ports),
    revokeKey: revokeKeyOperation(ports),
    listKeySubmissions: keySubmissionsOperation(ledger),
    ...clientOperations(ports, list),
    listKeyChanges: keyHistoryOperation(listKeyVersions(client, config.REGISTRY_TABLE)),
  },
  // Operators sign; API Gateway verifies.
  authenticate: null,
  log: jsonLines((line) => process.stdout.write(line)),
  isOutage,
  now: Date.now,
  random: Math.random,
});
