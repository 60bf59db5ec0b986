/** Scheduled: sends a message through the submissions queue and counts the keys that end soon, both every five minutes. */
import { findExpiringKeys, sendHeartbeat } from '../shared/app/oversight/watch.ts';
import { dynamoDb, patience, sqs } from '../shared/aws/clients.ts';
import { publishMetrics } from '../shared/aws/metrics.ts';
import { listCredentials, registryReader } from '../shared/aws/registry.ts';
import { sendRefold } from '../shared/aws/submissions/submissions-queue.ts';
import { readConfig } from '../shared/config.ts';

const config = readConfig('watch', process.env);
const client = dynamoDb(patience.behindTheQueue);
const publish = publishMetrics(config.STAGE);
const ports = {
  ...registryReader(client, config.REGISTRY_TABLE, Date.now),
  sendRefold: sendRefold(sqs(patience.behindTheQueue), config.SUBMISSIONS_QUEUE_URL),
};

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
}
