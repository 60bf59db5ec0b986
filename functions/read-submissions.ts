/** GET /submissions and GET /submissions/{id}: what the hub holds and what became of it. */
import { randomUUID } from 'node:crypto';
import { actingFor } from '../shared/app/access/acting-for.ts';
import { quotaGate } from '../shared/app/access/quota-gate.ts';
import { quotaStore } from '../shared/aws/access/quota-store.ts';
import { dynamoDb, isOutage, patience } from '../shared/aws/clients.ts';
import { registryReader } from '../shared/aws/registry.ts';
import {
  findEntry,
  readEvents,
  readEventsBehind,
  readRevisions,
} from '../shared/aws/submissions/ledger-table.ts';
import { readNode, readNodes } from '../shared/aws/totals.ts';
import { readConfig } from '../shared/config.ts';
import { senderAuthentication } from '../shared/http/access/token-authentication.ts';
import { jsonLines } from '../shared/http/log.ts';
import { httpFunction } from '../shared/http/pipeline.ts';
import { getOperation, listOperation } from '../shared/http/submissions/submissions.ts';

const config = readConfig('read-submissions', process.env);
const client = dynamoDb(patience.atTheDoor);
const registry = registryReader(client, config.REGISTRY_TABLE, Date.now);
const ports = {
  ...registry,
  findEntry: findEntry(client, config.SUBMISSIONS_TABLE),
  readEvents: readEvents(client, config.SUBMISSIONS_TABLE),
  readEventsBehind: readEventsBehind(client, config.SUBMISSIONS_TABLE),
  readRevisions: readRevisions(client, config.SUBMISSIONS_TABLE),
  readNode: readNode(client, config.TOTALS_TABLE),
  readNodes: readNodes(client, config.TOTALS_TABLE),
};

const log = jsonLines((line) => process.stdout.write(line));

export const handler = httpFunction({
  name: 'read-submissions',
  operations: { listSubmissions: listOperation(ports), getSubmission: getOperation(ports) },
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
