/** /admin/registry: registrars bring agencies, systems, catalogue, calendar and duties up to their files. */
import type { ImportPorts } from '../shared/app/registry/import-registry.ts';
import { dynamoDb, isOutage, patience, secretsManager, sqs, whileOpen } from '../shared/aws/clients.ts';
import { putOperation, readOperation } from '../shared/aws/operations-table.ts';
import { listImportsFrom } from '../shared/aws/registry/imports.ts';
import { readRegistry } from '../shared/aws/registry/lists.ts';
import { commitVersion, readRegistryVersion, takeNumber } from '../shared/aws/registry/version.ts';
import { dropRows, noteImport, stageRecords, writeRecords } from '../shared/aws/registry/write.ts';
import { readSecret } from '../shared/aws/secrets.ts';
import { countEntries } from '../shared/aws/submissions/count-entries.ts';
import { sendRefolds } from '../shared/aws/submissions/refolds.ts';
import { readConfig } from '../shared/config.ts';
import { jsonLines } from '../shared/http/log.ts';
import { httpFunction } from '../shared/http/pipeline.ts';
import { getRegistryOperation, importRegistryOperation } from '../shared/http/registry/import.ts';

const config = readConfig('admin-registry', process.env);
const { REGISTRY_TABLE: table, SUBMISSIONS_TABLE, OPERATIONS_TABLE, SUBMISSIONS_QUEUE_URL, STAGE } = config;
const shared = dynamoDb(patience.atTheDoor);
const queue = sqs(patience.atTheDoor);
const secret = readSecret(secretsManager(patience.atTheDoor));

/** Who has got an answer waits for nothing: the tables are written no longer (ADR 33). */
function portsOf(signal: AbortSignal): ImportPorts {
  const client = whileOpen(shared, signal);
  return {
    readOperation: readOperation(client, OPERATIONS_TABLE),
    putOperation: putOperation(client, OPERATIONS_TABLE),
    readRegistry: readRegistry(client, table),
    listImportsFrom: listImportsFrom(client, table),
    takeNumber: takeNumber(client, table),
    stageRecords: stageRecords(client, table),
    noteImport: noteImport(client, table),
    commitVersion: commitVersion(client, table),
    dropRows: dropRows(client, table),
    writeRecords: (records) => writeRecords(client, table, records, new Date().toISOString()),
    countEntries: countEntries(client, SUBMISSIONS_TABLE),
    sendRefolds: sendRefolds(queue, SUBMISSIONS_QUEUE_URL),
    readProberSecret: async () => {
      const text = await secret(config.PROBER_KEY);
      return text === null ? null : { secret: text, stage: STAGE };
    },
    now: Date.now,
  };
}

export const handler = httpFunction({
  name: 'admin-registry',
  operations: {
    getRegistry: getRegistryOperation(readRegistryVersion(shared, table)),
    importRegistry: importRegistryOperation(portsOf),
  },
  // Operators sign; API Gateway verifies.
  authenticate: null,
  log: jsonLines((line) => process.stdout.write(line)),
  isOutage,
  now: Date.now,
  random: Math.random,
});
