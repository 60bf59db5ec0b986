/** /batches: files come in, and what became of them is read. */
import { randomUUID } from 'node:crypto';
import { actingFor } from '../shared/app/access/acting-for.ts';
import { quotaGate } from '../shared/app/access/quota-gate.ts';
import { mostBatches } from '../shared/app/batches/most-batches.ts';
import { quotaStore } from '../shared/aws/access/quota-store.ts';
import { batchStore } from '../shared/aws/batches/batch-store.ts';
import { downloadPorts } from '../shared/aws/batches/downloads.ts';
import { partPorts } from '../shared/aws/batches/parts.ts';
import { dynamoDb, isOutage, patience, s3, secretsManager, sqs } from '../shared/aws/clients.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { hubSigner } from '../shared/aws/submissions/signing-keys.ts';
import { readConfig } from '../shared/config.ts';
import { senderAuthentication } from '../shared/http/access/token-authentication.ts';
import { batchOperations } from '../shared/http/batches/batches.ts';
import { jsonLines } from '../shared/http/log.ts';
import { httpFunction } from '../shared/http/pipeline.ts';

const config = readConfig('batches', process.env);
const tables = dynamoDb(patience.atTheDoor);
const registry = registryReader(tables, config.REGISTRY_TABLE, Date.now);
const clients = { tables, buckets: s3(patience.atTheDoor), queues: sqs(patience.atTheDoor) };
const counts = quotaStore(() => dynamoDb(patience.beside), config, randomUUID(), Date.now);
const ports = {
  ...registry,
  mostBatches: mostBatches({ ...registry, say: counts.say }),
  ...batchStore(clients, config),
  ...partPorts(clients.buckets, s3(patience.atTheDoorForFiles), config.UPLOADS_BUCKET),
  ...downloadPorts({ client: clients.buckets, bucket: config.UPLOADS_BUCKET }),
  readSigner: hubSigner(tables, secretsManager(patience.atTheDoor), config, Date.now),
  now: Date.now,
};

const log = jsonLines((line) => process.stdout.write(line));

export const handler = httpFunction({
  name: 'batches',
  operations: batchOperations(ports),
  authenticate: senderAuthentication(config, registry.findCredential, { fetch, log }),
  actingFor: actingFor(registry),
  admit: quotaGate({ ...registry, ...counts }),
  log,
  isOutage,
  now: Date.now,
  random: Math.random,
});
