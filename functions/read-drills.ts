/** GET /drills and GET /drills/{id}: what recovery drills have shown. */

import { randomUUID } from 'node:crypto';
import { quotaGate } from '../shared/app/access/quota-gate.ts';
import type { DrilledTable } from '../shared/app/ports/recovery.ts';
import { quotaStore } from '../shared/aws/access/quota-store.ts';
import { dynamoDb, isOutage, patience, s3 } from '../shared/aws/clients.ts';
import { listOperations, readOperation } from '../shared/aws/operations-table.ts';
import { readDrillReport } from '../shared/aws/recovery/drill-reports.ts';
import { copyNameOf } from '../shared/aws/recovery/drill-tables.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { readConfig } from '../shared/config.ts';
import { tableNamesOf } from '../shared/contract/stage-names.ts';
import { senderAuthentication } from '../shared/http/access/token-authentication.ts';
import { jsonLines } from '../shared/http/log.ts';
import { httpFunction } from '../shared/http/pipeline.ts';
import { getDrillOperation, listDrillsOperation } from '../shared/http/recovery/drills.ts';

const config = readConfig('read-drills', process.env);
const client = dynamoDb(patience.atTheDoor);
const registry = registryReader(client, config.REGISTRY_TABLE, Date.now);
/** Named in reports only: it has no right to them. */
const tables = tableNamesOf(config.STAGE);
const ports = {
  listOperations: listOperations(client, config.OPERATIONS_TABLE),
  readOperation: readOperation(client, config.OPERATIONS_TABLE),
  copyName: (table: DrilledTable, drill: string) => copyNameOf(tables[table], drill),
  readDrillReport: readDrillReport(s3(patience.atTheDoor), config.DRILL_BUCKET),
};

const log = jsonLines((line) => process.stdout.write(line));

export const handler = httpFunction({
  name: 'read-drills',
  operations: { listDrills: listDrillsOperation(ports), getDrill: getDrillOperation(ports) },
  authenticate: senderAuthentication(config, registry.findCredential, { fetch, log }),
  admit: quotaGate({
    ...registry,
    ...quotaStore(() => dynamoDb(patience.beside), config, randomUUID(), Date.now),
  }),
  log,
  isOutage,
  now: Date.now,
  random: Math.random,
});
