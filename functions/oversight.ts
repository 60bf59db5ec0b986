/** GET /compliance: who is overdue with what. GET /availability: how available the hub is. */
import { randomUUID } from 'node:crypto';
import { actingFor } from '../shared/app/access/acting-for.ts';
import { quotaGate } from '../shared/app/access/quota-gate.ts';
import { quotaStore } from '../shared/aws/access/quota-store.ts';
import { dynamoDb, isOutage, patience } from '../shared/aws/clients.ts';
import { listOperations, readOperation } from '../shared/aws/operations-table.ts';
import { snapshotReader } from '../shared/aws/registry/snapshots.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { readEvents, readReports } from '../shared/aws/submissions/ledger-table.ts';
import { readChildren } from '../shared/aws/totals.ts';
import { readConfig } from '../shared/config.ts';
import { senderAuthentication } from '../shared/http/access/token-authentication.ts';
import { jsonLines } from '../shared/http/log.ts';
import { availabilityOperation } from '../shared/http/oversight/availability.ts';
import { complianceOperation } from '../shared/http/oversight/compliance.ts';
import { httpFunction } from '../shared/http/pipeline.ts';

const config = readConfig('oversight', process.env);
const client = dynamoDb(patience.atTheDoor);
const registry = registryReader(client, config.REGISTRY_TABLE, Date.now);

const log = jsonLines((line) => process.stdout.write(line));

export const handler = httpFunction({
  name: 'oversight',
  operations: {
    getCompliance: complianceOperation({
      ...registry,
      readSnapshot: snapshotReader(client, config.REGISTRY_TABLE),
      readReports: readReports(client, config.SUBMISSIONS_TABLE),
    }),
    getAvailability: availabilityOperation({
      ...registry,
      readEvents: readEvents(client, config.SUBMISSIONS_TABLE),
      readChildren: readChildren(client, config.TOTALS_TABLE),
      readOperation: readOperation(client, config.OPERATIONS_TABLE),
      listOperations: listOperations(client, config.OPERATIONS_TABLE),
    }),
  },
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
