/**
 * The burst of a deadline, 1,000 reports a second, counted and not timed: the real use cases with the real adapters
 * at the twin's AWS endpoint, in the batches that the mapping makes of such a stream. The twin over HTTP is slower
 * than that, and every second that a burst takes longer costs another fold of every node.
 */
import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { seededRandom } from '../../demo/sample/random.ts';
import type { QueueMessage } from '../../shared/app/ports/queues.ts';
import { submit } from '../../shared/app/submissions/submit.ts';
import { type AggregatePorts, aggregateBatch } from '../../shared/app/totals/aggregate-batch.ts';
import { writeJournal } from '../../shared/aws/recovery/journal-bucket.ts';
import { snapshotReader } from '../../shared/aws/registry/snapshots.ts';
import { registryReader } from '../../shared/aws/registry.ts';
import {
  findEntry,
  putEntry,
  readEvents,
  readHighest,
  readReports,
} from '../../shared/aws/submissions/ledger-table.ts';
import { putNode, readChildren, readNode, readNodes } from '../../shared/aws/totals.ts';
import { parseApiKey } from '../../shared/domain/access/api-key.ts';
import { parseStrictJson } from '../../shared/domain/json/strict-json.ts';
import type { Twin } from '../../twin/twin.ts';
import { STAGE } from '../environment.ts';
import { openMonth, reportText, type Sender } from '../registry.ts';
import type { Hub } from './hub.ts';
import { type Units, unitsOf } from './units.ts';

export type Deadline = {
  readonly submissions: number;
  readonly batches: number;
  /** Distinct inner nodes that came into being. */
  readonly nodes: number;
  readonly units: Units;
};

/** A window of two seconds, filled at 1,000 messages a second by two consumers (infra/constructs/queue-consumer.ts). */
const BATCH = 1000;
const CONSUMERS = 2;
const PARALLEL_SUBMISSIONS = 16;

/** Each consumer has its own caches, as functions have. */
const consumerPorts = ({ client, table, twin }: Hub): AggregatePorts => ({
  ...registryReader(client, table('registry'), Date.now),
  readSnapshot: snapshotReader(client, table('registry')),
  readReports: readReports(client, table('submissions')),
  readEvents: readEvents(client, table('submissions')),
  buryMessage: async (_body, reason) => {
    throw new Error(`a message was given up: ${reason}`);
  },
  readNode: readNode(client, table('totals')),
  readNodes: readNodes(client, table('totals')),
  readChildren: readChildren(client, table('totals')),
  putNode: putNode(client, table('totals')),
  writeJournal: writeJournal(s3Of(twin), twin.buckets[0] ?? '', Date.now, randomUUID),
});

const s3Of = ({ awsUrl, region, operatorCredentials }: Twin): S3Client =>
  new S3Client({ endpoint: awsUrl, region, credentials: operatorCredentials, forcePathStyle: true });

export async function deadline(hub: Hub): Promise<Deadline> {
  const { client, registry, table, twin } = hub;
  const [random, period] = [seededRandom(4), openMonth(2)];
  const reader = registryReader(client, table('registry'), Date.now);
  const messages: QueueMessage[] = [];
  const ports = {
    ...reader,
    findEntry: findEntry(client, table('submissions')),
    readHighest: readHighest(client, table('submissions')),
    putEntry: putEntry(client, table('submissions')),
    // not to the twin's queue, whose own consumers would count them a second time
    sendEntry: async (entry: object) => {
      messages.push({ id: String(messages.length), body: JSON.stringify(entry), receiveCount: 1 });
    },
    readSigner: async () => ({ sign: () => '' }),
    now: Date.now,
  };
  const nodesBefore = await hub.countNodes();
  twin.resetCounts();
  const limit = pLimit(PARALLEL_SUBMISSIONS);
  const send = async ({ system, apiKey }: Sender): Promise<void> => {
    const body = parseStrictJson(reportText(registry.plan, { system, period, revision: 1 }, random));
    const credential = await reader.findCredential(parseApiKey(apiKey, STAGE)?.keyId ?? '');
    if (!body.ok || credential === null) throw new Error(`${system} cannot send`);
    const accepted = await submit(ports, {
      body: body.value.value,
      bodyLiterals: [],
      bodyFindings: [],
      sha256: '0'.repeat(64),
      idempotencyKey: null,
      credential,
      receivedAt: Date.now(),
    });
    if (!accepted.ok) throw new Error(`${system}: ${JSON.stringify(accepted.problem)}`);
  };
  const consumers = Array.from({ length: CONSUMERS }, () => consumerPorts(hub));
  let batches = 0;
  const consume = async (consumer: AggregatePorts): Promise<void> => {
    const batch = messages.splice(0, BATCH);
    if (batch.length === 0) return;
    batches += 1;
    const { failures } = await aggregateBatch(consumer, batch);
    if (failures.length > 0) throw new Error(`${failures.length} not counted: ${failures[0]?.reason}`);
  };
  // Window by window: were all recorded before the first fold, that one would have counted them all.
  for (let at = 0; at < registry.senders.length; at += BATCH * CONSUMERS) {
    const second = registry.senders.slice(at, at + BATCH * CONSUMERS);
    await Promise.all(second.map((sender) => limit(() => send(sender))));
    await Promise.all(consumers.map(consume));
  }
  const units = unitsOf(twin.counts().calls, (principal) => principal === 'operator');
  const nodes = (await hub.countNodes()) - nodesBefore;
  return { submissions: registry.senders.length, batches, nodes, units };
}
