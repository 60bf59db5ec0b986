/** /admin/maintenance, /admin/drills, /admin/verification, /admin/quotas and /admin/history: what operators do with the records of the hub's own operation, and what they changed. */
import { dynamoDb, isOutage, patience } from '../shared/aws/clients.ts';
import { listOperations, putOperation, readOperation } from '../shared/aws/operations-table.ts';
import { listImports } from '../shared/aws/registry/imports.ts';
import { quotasRecord } from '../shared/aws/registry/quotas.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { readConfig } from '../shared/config.ts';
import { historyOperation } from '../shared/http/access/history.ts';
import { quotaOperations } from '../shared/http/access/quotas.ts';
import { jsonLines } from '../shared/http/log.ts';
import {
  endMaintenanceOperation,
  listMaintenanceOperation,
  startMaintenanceOperation,
} from '../shared/http/oversight/maintenance.ts';
import { httpFunction } from '../shared/http/pipeline.ts';
import { standingDrillsOperation, startDrillOperation } from '../shared/http/recovery/ask-for-drill.ts';
import {
  askForVerificationOperation,
  getVerificationOperation,
  listVerificationsOperation,
} from '../shared/http/verification/asked.ts';

const config = readConfig('admin', process.env);
const client = dynamoDb(patience.atTheDoor);
const ports = {
  listOperations: listOperations(client, config.OPERATIONS_TABLE),
  readOperation: readOperation(client, config.OPERATIONS_TABLE),
  putOperation: putOperation(client, config.OPERATIONS_TABLE),
};
const quotas = quotasRecord(client, config.REGISTRY_TABLE);
const imports = listImports(client, config.REGISTRY_TABLE);
/** Made anew for each question: what was imported a moment ago can be verified. */
const registry = () => registryReader(client, config.REGISTRY_TABLE, Date.now);
const catalogue = {
  readCatalogue: () => registry().readCatalogue(),
  readCalendar: () => registry().readCalendar(),
};

export const handler = httpFunction({
  name: 'admin',
  operations: {
    listMaintenance: listMaintenanceOperation(ports),
    startMaintenance: startMaintenanceOperation(ports),
    endMaintenance: endMaintenanceOperation(ports),
    listDrillsToStart: standingDrillsOperation(ports),
    startDrill: startDrillOperation(ports),
    listVerifications: listVerificationsOperation(ports),
    getVerification: getVerificationOperation(ports),
    askForVerification: askForVerificationOperation({ ...ports, ...catalogue }),
    ...quotaOperations({ ...ports, ...quotas }),
    listChanges: historyOperation(ports.listOperations, imports, quotas.listQuotas),
  },
  // Operators sign; API Gateway verifies.
  authenticate: null,
  log: jsonLines((line) => process.stdout.write(line)),
  isOutage,
  now: Date.now,
  random: Math.random,
});
