/** A soak: load over HTTP, first with nothing wrong, then while everything goes wrong; then quiet, and everything has to be right. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { seededRandom } from '../../demo/sample/random.ts';
import { type VerifyReport, verifyTotals } from '../../shared/app/verification/verify-totals.ts';
import { snapshotReader } from '../../shared/aws/registry/snapshots.ts';
import { writeRecords } from '../../shared/aws/registry/write.ts';
import { findEntry, readReports, readSystemEvents } from '../../shared/aws/submissions/ledger-table.ts';
import { readChildren, readNode } from '../../shared/aws/totals.ts';
import { Calendar, Catalogue } from '../../shared/contract/registry.ts';
import { compileCatalogue, foldOfCatalogue } from '../../shared/domain/registry/cell.ts';
import { CURRENT } from '../../shared/domain/registry/records.ts';
import { readSubmissionId } from '../../shared/domain/submissions/submission-key.ts';
import { openPeriods } from '../../shared/domain/values/period.ts';
import { shardOf } from '../../shared/domain/values/time-bucket.ts';
import { benchRegistry } from '../registry.ts';
import { type Chaos, makeChaos } from './chaos.ts';
import { type Steady, steadyFaults } from './growth.ts';
import { type Host, type Reach, startHost } from './host.ts';
import { createLoad, type Load } from './load.ts';
import { steadyStretch } from './steady.ts';

export type SoakOptions = {
  /** Of chaos. */
  readonly minutes: number;
  /** Of memory measured, before the chaos; 0 for none. */
  readonly steadyMinutes: number;
  /** 202s before memory is measured; the default is what the twin needs until its memory stands. */
  readonly warmUp?: number;
  readonly seed: number;
  readonly onEvent?: (text: string) => void;
};

export type SoakResult = {
  /** null where it was not asked for. */
  readonly steady: Steady | null;
  readonly load: Load['figures'];
  readonly chaos: Chaos;
  /** Distinct ids that a 202 was given for, and those that the ledger does not have as promised. */
  readonly promised: number;
  readonly missing: readonly string[];
  readonly loadFaults: readonly string[];
  readonly verified: number;
  readonly entries: number;
  readonly differences: readonly string[];
  /** Messages left after the wait, and seconds until there was none. */
  readonly queued: number;
  readonly dead: number;
  readonly drainSeconds: number;
};

export const isRight = (result: SoakResult): boolean =>
  result.missing.length === 0 &&
  result.loadFaults.length === 0 &&
  result.differences.length === 0 &&
  result.queued === 0 &&
  result.dead === 0 &&
  result.promised > 0 &&
  (result.steady === null || steadyFaults(result.steady).length === 0);

/** By then V8, LevelDB's buffers and the allocator's arenas have most of what they will have (bench/README.md). */
export const WARM_UP = 5000;

const SYSTEMS = 120;
const CONNECTIONS = 10;
const LONGEST_DRAIN_SECONDS = 300;

const settings = ({ awsUrl, region, operatorCredentials }: Reach) => ({
  endpoint: awsUrl,
  region,
  credentials: operatorCredentials,
  maxAttempts: 5,
});

const tableOf = ({ tables }: Reach, name: string): string => tables.find((one) => one.endsWith(name)) ?? name;

export async function soak(options: SoakOptions): Promise<SoakResult> {
  const given = { warmUp: WARM_UP, onEvent: () => undefined, ...options };
  const host = await startHost(given.onEvent);
  try {
    return await soakOn(host, given);
  } finally {
    await host.stop();
  }
}

async function soakOn(
  host: Host,
  { minutes, steadyMinutes, warmUp, seed, onEvent }: Required<SoakOptions>,
): Promise<SoakResult> {
  const registry = benchRegistry(SYSTEMS, Date.now());
  const recordOf = (kind: string) =>
    registry.records.find((one) => one.kind === kind && one.id === CURRENT)?.body;
  const catalogue = compileCatalogue(Catalogue.parse(recordOf('catalogue')));
  const calendar = Calendar.parse(recordOf('calendar'));
  const first = new DynamoDBClient(settings(host.reach()));
  await writeRecords(first, tableOf(host.reach(), 'registry'), registry.records, new Date().toISOString());
  first.destroy();

  const driver = createLoad({
    senders: registry.senders,
    plans: catalogue.datasets,
    apiUrl: () => host.reach().apiUrl,
  });
  // Before the chaos: a process that was not started just now on a store full of entries.
  const steady =
    steadyMinutes > 0
      ? await steadyStretch(host, driver, {
          minutes: steadyMinutes,
          warmUp,
          random: seededRandom(seed + 2),
          onEvent,
        })
      : null;

  const ends = Date.now() + minutes * 60_000;
  const isOver = (): boolean => Date.now() >= ends;
  const random = seededRandom(seed);
  const [chaos] = await Promise.all([
    makeChaos(host, seededRandom(seed + 1), isOver, onEvent),
    driver.send({ connections: CONNECTIONS, random, pause: () => random.int(10, 120), isOver }),
  ]);
  const { load } = driver;

  onEvent('quiet: waiting for the queue');
  const reach = host.reach();
  const client = new DynamoDBClient(settings(reach));
  const sqs = new SQSClient(settings(reach));
  const messagesIn = async (ends: string): Promise<number> => {
    const [, url] = Object.entries(reach.queueUrls).find(([name]) => name.endsWith(ends)) ?? [];
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
    );
    const { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = Attributes;
    return Number(ApproximateNumberOfMessages) + Number(ApproximateNumberOfMessagesNotVisible);
  };
  const began = performance.now();
  const waited = (): number => (performance.now() - began) / 1000;
  let queued = await messagesIn('-submissions');
  while (queued > 0 && waited() < LONGEST_DRAIN_SECONDS) {
    await sleep(500);
    queued = await messagesIn('-submissions');
  }
  const drainSeconds = waited();

  const find = findEntry(client, tableOf(reach, 'submissions'));
  const missing: string[] = [];
  for (const { id, digest, receivedAt } of load.promised.values()) {
    const address = readSubmissionId(id);
    const dataset = catalogue.datasets.get(address.key.dataset)?.dataset;
    if (dataset === undefined) throw new Error(`${id} names no dataset`);
    const entry = await find(
      address.kind === 'report'
        ? address.key
        : { ...address.key, shard: shardOf(dataset, address.key.idempotencyKey) },
    );
    if (entry?.digest !== digest || entry.receivedAt !== receivedAt) missing.push(id);
  }

  const readSnapshot = snapshotReader(client, tableOf(reach, 'registry'));
  const snapshot = await readSnapshot();
  const ports = {
    foldOf: foldOfCatalogue(catalogue),
    readReports: readReports(client, tableOf(reach, 'submissions')),
    readSystemEvents: readSystemEvents(client, tableOf(reach, 'submissions')),
    readNode: readNode(client, tableOf(reach, 'totals')),
    readChildren: readChildren(client, tableOf(reach, 'totals')),
    readSnapshot,
    pause: () => sleep(200),
  };
  const reports: VerifyReport[] = [];
  for (const { dataset } of catalogue.datasets.values()) {
    if (![...load.promised.values()].some((one) => one.dataset === dataset.id)) continue;
    for (const period of openPeriods(dataset.periodKind, calendar, Date.now()))
      reports.push(await verifyTotals(ports, { dataset, period, snapshot }));
  }
  const dead = await messagesIn('-submissions-dlq');
  client.destroy();
  sqs.destroy();
  const sum = (of: (report: VerifyReport) => number): number =>
    reports.reduce((all, one) => all + of(one), 0);
  const entries = sum((report) => report.entries);
  return {
    steady,
    load: load.figures,
    chaos,
    missing,
    loadFaults: load.faults,
    queued,
    dead,
    drainSeconds,
    promised: load.promised.size,
    verified: sum(({ totals }) => totals),
    entries,
    differences: [
      ...reports.flatMap(({ dataset, period, differences }) =>
        differences.map(({ node }) => `${dataset} ${period} ${node}`),
      ),
      ...(entries === load.promised.size ? [] : [`${entries} entries for ${load.promised.size} promises`]),
    ],
  };
}
