/** GET /me, /catalogue, /catalogue/{id} with its templates, /calendar, /agencies, /systems and /placements: what the hub knows, and who asks. */
import { randomUUID } from 'node:crypto';
import { actingFor } from '../shared/app/access/acting-for.ts';
import { quotaGate } from '../shared/app/access/quota-gate.ts';
import { packing } from '../shared/app/batches/packing.ts';
import { quotaStore } from '../shared/aws/access/quota-store.ts';
import { dynamoDb, isOutage, patience } from '../shared/aws/clients.ts';
import { catalogueAt, versionReader } from '../shared/aws/registry/catalogue-versions.ts';
import { snapshotReader } from '../shared/aws/registry/snapshots.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { readConfig } from '../shared/config.ts';
import { meOperation } from '../shared/http/access/me.ts';
import { senderAuthentication } from '../shared/http/access/token-authentication.ts';
import { csvTemplateOperation, workbookTemplateOperation } from '../shared/http/batches/templates.ts';
import { jsonLines } from '../shared/http/log.ts';
import { httpFunction } from '../shared/http/pipeline.ts';
import { calendarOperation } from '../shared/http/registry/calendar.ts';
import { catalogueOperation, datasetOperation } from '../shared/http/registry/catalogue.ts';
import { agenciesOperation, placementsOperation, systemsOperation } from '../shared/http/registry/tree.ts';

const config = readConfig('read-registry', process.env);
const client = dynamoDb(patience.atTheDoor);
const registry = registryReader(client, config.REGISTRY_TABLE, Date.now);
const ports = {
  ...registry,
  readSnapshot: snapshotReader(client, config.REGISTRY_TABLE),
  readVersion: versionReader(client, config.REGISTRY_TABLE),
  readCatalogueAt: catalogueAt(client, config.REGISTRY_TABLE),
};

const log = jsonLines((line) => process.stdout.write(line));

export const handler = httpFunction({
  name: 'read-registry',
  operations: {
    getMe: meOperation(ports),
    getCatalogue: catalogueOperation(ports),
    getDataset: datasetOperation(ports),
    getCsvTemplate: csvTemplateOperation(ports),
    getWorkbookTemplate: workbookTemplateOperation(ports, packing),
    getCalendar: calendarOperation(ports),
    listPlacements: placementsOperation(ports),
    listAgencies: agenciesOperation(ports),
    listSystems: systemsOperation(ports),
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
