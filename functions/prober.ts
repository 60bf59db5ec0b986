/** Scheduled each minute: probes the hub through its public endpoint, records what it found, publishes the burn rates. */
import { hash } from 'node:crypto';
import { runProber } from '../shared/app/oversight/run-prober.ts';
import { dynamoDb, patience, secretsManager, sqs } from '../shared/aws/clients.ts';
import { publishMetrics } from '../shared/aws/metrics.ts';
import { listOperations, putOperation, readOperation } from '../shared/aws/operations-table.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { keptForAnHour, readSecret } from '../shared/aws/secrets.ts';
import { putEntry, readEvents } from '../shared/aws/submissions/ledger-table.ts';
import { sendEntry } from '../shared/aws/submissions/submissions-queue.ts';
import { readChildren } from '../shared/aws/totals.ts';
import { readConfig } from '../shared/config.ts';
import { formatApiKey } from '../shared/domain/access/api-key.ts';
import { deriveApiKey } from '../shared/domain/access/derived-key.ts';
import { endpointProbe } from '../shared/http/oversight/probe-endpoint.ts';

const config = readConfig('prober', process.env);
const client = dynamoDb(patience.atTheDoor);
const registry = registryReader(client, config.REGISTRY_TABLE, Date.now);
const secret = keptForAnHour(readSecret(secretsManager(patience.atTheDoor)), Date.now);
const publish = publishMetrics(config.STAGE);
const stores = {
  ...registry,
  putEntry: putEntry(client, config.SUBMISSIONS_TABLE),
  readEvents: readEvents(client, config.SUBMISSIONS_TABLE),
  readChildren: readChildren(client, config.TOTALS_TABLE),
  sendEntry: sendEntry(sqs(patience.atTheDoor), config.SUBMISSIONS_QUEUE_URL),
  readOperation: readOperation(client, config.OPERATIONS_TABLE),
  putOperation: putOperation(client, config.OPERATIONS_TABLE),
  listOperations: listOperations(client, config.OPERATIONS_TABLE),
  sha256: (text: string) => hash('sha256', text),
  now: Date.now,
};

async function identify() {
  const text = await secret(config.PROBER_KEY);
  if (text === null) throw new Error(`the secret ${config.PROBER_KEY} has no value`);
  const key = deriveApiKey(text, config.STAGE);
  const probe = endpointProbe(config.API_URL, formatApiKey(config.STAGE, key), fetch, Date.now);
  return { credential: await registry.findCredential(key.keyId), probe };
}

/** `time`: when the run was due. Throws when the minute could not be recorded; it is unknown then. */
export async function handler({ time }: { readonly time: string }): Promise<void> {
  const run = await runProber({ ...stores, identify, publish }, Date.parse(time));
  if (!run.ok) throw new Error(`not recorded: ${JSON.stringify(run.problem)}`);
  console.log(JSON.stringify({ event: 'probed', time, ...run.value }));
}
