/** POST /submissions and DELETE /submissions/{id}: authenticate, validate, record, enqueue, answer. */
import { randomUUID } from 'node:crypto';
import { actingFor } from '../shared/app/access/acting-for.ts';
import { quotaGate } from '../shared/app/access/quota-gate.ts';
import { quotaStore } from '../shared/aws/access/quota-store.ts';
import { dynamoDb, isOutage, patience, secretsManager, sqs } from '../shared/aws/clients.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { findEntry, putEntry, readHighest, readRevisions } from '../shared/aws/submissions/ledger-table.ts';
import { hubSigner } from '../shared/aws/submissions/signing-keys.ts';
import { sendEntry } from '../shared/aws/submissions/submissions-queue.ts';
import { readConfig } from '../shared/config.ts';
import { senderAuthentication } from '../shared/http/access/token-authentication.ts';
import { jsonLines } from '../shared/http/log.ts';
import { httpFunction } from '../shared/http/pipeline.ts';
import {
  judgeSubmitted,
  submitOperation,
  withdrawOperation,
} from '../shared/http/submissions/submissions.ts';

const config = readConfig('submit', process.env);
const client = dynamoDb(patience.atTheDoor);
const registry = registryReader(client, config.REGISTRY_TABLE, Date.now);

const ports = {
  ...registry,
  findEntry: findEntry(client, config.SUBMISSIONS_TABLE),
  readRevisions: readRevisions(client, config.SUBMISSIONS_TABLE),
  readHighest: readHighest(client, config.SUBMISSIONS_TABLE),
  putEntry: putEntry(client, config.SUBMISSIONS_TABLE),
  sendEntry: sendEntry(sqs(patience.atTheDoor), config.SUBMISSIONS_QUEUE_URL),
  readSigner: hubSigner(client, secretsManager(patience.atTheDoor), config, Date.now),
  now: Date.now,
};

const log = jsonLines((line) => process.stdout.write(line));

export const handler = httpFunction({
  name: 'submit',
  operations: { submit: submitOperation(ports), withdrawSubmission: withdrawOperation(ports) },
  judges: { submit: judgeSubmitted(ports) },
  authenticate: senderAuthentication(config, registry.findCredential, { fetch, log }),
  actingFor: actingFor(registry),
  admit: quotaGate({
    ...registry,
    ...quotaStore(() => dynamoDb(patience.beside), config, randomUUID(), Date.now),
  }),
  log,
  isOutage,
  now: Date.now,
  random: Math.random,
});
