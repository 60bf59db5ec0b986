/** GET /totals: the total of a node and of its children. */
import { randomUUID } from 'node:crypto';
import { actingFor } from '../shared/app/access/acting-for.ts';
import { quotaGate } from '../shared/app/access/quota-gate.ts';
import { quotaStore } from '../shared/aws/access/quota-store.ts';
import { dynamoDb, isOutage, patience } from '../shared/aws/clients.ts';
import { snapshotAsOf, snapshotReader } from '../shared/aws/registry/snapshots.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { readReports, readReportsBetween, readSystemEvents } from '../shared/aws/submissions/ledger-table.ts';
import { readChildren, readNode, readNodes } from '../shared/aws/totals.ts';
import { readConfig } from '../shared/config.ts';
import { senderAuthentication } from '../shared/http/access/token-authentication.ts';
import { jsonLines } from '../shared/http/log.ts';
import { httpFunction } from '../shared/http/pipeline.ts';
import { totalsOperation } from '../shared/http/totals/totals.ts';

const config = readConfig('read-totals', process.env);
const client = dynamoDb(patience.atTheDoor);
const registry = registryReader(client, config.REGISTRY_TABLE, Date.now);

const log = jsonLines((line) => process.stdout.write(line));

export const handler = httpFunction({
  name: 'read-totals',
  operations: {
    getTotals: totalsOperation({
      ...registry,
      readSnapshot: snapshotReader(client, config.REGISTRY_TABLE),
      readReports: readReports(client, config.SUBMISSIONS_TABLE),
      readReportsBetween: readReportsBetween(client, config.SUBMISSIONS_TABLE),
      readSystemEvents: readSystemEvents(client, config.SUBMISSIONS_TABLE),
      readSnapshotAsOf: snapshotAsOf(client, config.REGISTRY_TABLE),
      readNode: readNode(client, config.TOTALS_TABLE),
      readNodes: readNodes(client, config.TOTALS_TABLE),
      readChildren: readChildren(client, config.TOTALS_TABLE),
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
