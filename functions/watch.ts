/**
 * Scheduled, every five minutes: sends a message through the submissions queue; counts the keys that end soon, and keeps the registry
 * in the journal where it has changed.
 */
import { findExpiringKeys, sendHeartbeat } from '../shared/app/oversight/watch.ts';
import { registryKeeper } from '../shared/app/registry/keep-registry.ts';
import { dynamoDb, patience, s3, sqs } from '../shared/aws/clients.ts';
import { publishMetrics } from '../shared/aws/metrics.ts';
import { keepRegistryCopy } from '../shared/aws/recovery/registry-copies.ts';
import { listCredentials, listRegistry } from '../shared/aws/registry/lists.ts';
import { readRegistryVersion } from '../shared/aws/registry/version.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { sendRefold } from '../shared/aws/submissions/submissions-queue.ts';
import { readConfig } from '../shared/config.ts';

const config = readConfig('watch', process.env);
const client = dynamoDb(patience.behindTheQueue);
const publish = publishMetrics(config.STAGE);
const ports = {
  ...registryReader(client, config.REGISTRY_TABLE, Date.now),
  sendRefold: sendRefold(sqs(patience.behindTheQueue), config.SUBMISSIONS_QUEUE_URL),
};
const keepRegistry = registryKeeper({
  readRegistryVersion: readRegistryVersion(client, config.REGISTRY_TABLE),
  listRegistry: listRegistry(client, config.REGISTRY_TABLE),
  keepRegistryCopy: keepRegistryCopy(s3(patience.behindTheQueue), config.JOURNAL_BUCKET),
});

type Order = { readonly task: 'heartbeat' | 'keys' };

export async function handler({ task }: Order): Promise<void> {
  if (task === 'heartbeat') {
    await sendHeartbeat(ports, Date.now());
    publish({ HeartbeatsSent: 1 });
    return;
  }
  const keys = await findExpiringKeys(listCredentials(client, config.REGISTRY_TABLE), Date.now());
  console.log(JSON.stringify({ event: 'keys-expiring', time: new Date().toISOString(), keys }));
  publish({ KeysExpiring: keys.length });
  await keepRegistry();
}
