/** Runs one workload through one design, in virtual time, and says what it cost. */
import type { LedgerEntry } from '../../shared/contract/submissions/ledger.ts';
import { dollarsOf } from '../prices.ts';
import { type VirtualClock, virtualClock } from '../simulate/clock.ts';
import { CountingDynamoDb, type Units } from './store.ts';
import { type Arrival, BEGINS } from './workload.ts';

type Message = { readonly entry: LedgerEntry; readonly body: string; readonly sentAt: number };

/** How a design takes entries in and counts them. */
export type Design = {
  readonly name: string;
  /** At the door, before the message is sent. */
  readonly accept: (entry: LedgerEntry) => Promise<void>;
  readonly consume: (batch: readonly Message[]) => Promise<void>;
  readonly consumers: number;
  readonly batchSize: number;
  /** Milliseconds in which a batch is collected, from its first message on. */
  readonly window: number;
  /** GB of the function. */
  readonly memory: number;
};

export type Cost = {
  readonly design: string;
  readonly submissions: number;
  readonly batches: number;
  readonly all: Units;
  readonly ledger: Units;
  readonly totals: Units;
  readonly conflicts: number;
  /** Busiest partition key in its busiest second: write units. */
  readonly busiest: { readonly key: string; readonly perSecond: number };
  readonly cpuMicroseconds: number;
  readonly wallSeconds: number;
  /** Virtual seconds from each submission until it is in all totals. */
  readonly fresh: { readonly p50: number; readonly p95: number; readonly last: number };
  readonly dollarsPerMillion: number;
};

/** A Lambda event is at most 6 MB; each record has about 700 bytes of its own. */
const LARGEST_EVENT = 6_291_456;
const ENVELOPE = 700;
const MOST_RECEIVED = 10;

const bodySize = ({ body }: Message): number => Buffer.byteLength(JSON.stringify(body)) + ENVELOPE;

export async function measure(
  prepare: (client: CountingDynamoDb, clock: VirtualClock) => Promise<Design>,
  arrivals: Iterable<Arrival>,
): Promise<Cost> {
  const clock = virtualClock(BEGINS);
  const client = new CountingDynamoDb(clock);
  let design: Design | null = null;
  let failed: unknown = null;
  const wallBegan = performance.now();
  void prepare(client, clock)
    .then((made) => {
      design = made;
    })
    .catch((fault: unknown) => {
      failed = fault;
    });
  await clock.run();
  if (failed !== null) throw failed;
  if (design === null) throw new Error('the design is not ready');
  const chosen: Design = design;
  client.reset();

  const queue: Message[] = [];
  const ages: number[] = [];
  const began = clock.now();
  let [submissions, batches, receives, requests, lambdaMilliseconds, isOver] = [0, 0, 0, 0, 0, false];
  const cpuBegan = process.cpuUsage();

  const send = async (entry: LedgerEntry): Promise<void> => {
    const sentAt = clock.now();
    await chosen.accept(entry);
    const body = JSON.stringify(entry);
    requests += Math.ceil(body.length / 65_536);
    queue.push({ entry, body, sentAt });
  };
  let open = 0;
  const arrive = async (): Promise<void> => {
    for (const { at, entry } of arrivals) {
      const wait = began + at - clock.now();
      if (wait >= 1) await clock.sleep(wait);
      submissions += 1;
      open += 1;
      void send(entry).then(() => {
        open -= 1;
      }, fail);
    }
    while (open > 0) await clock.sleep(5);
    isOver = true;
  };
  let [head, collecting] = [0, 0];
  const waiting = (): number => queue.length - head;
  /** Pollers that collect share what is there. */
  const take = (batch: Message[], bytes: number): number => {
    let size = bytes;
    const most = Math.min(chosen.batchSize, batch.length + Math.ceil(waiting() / Math.max(1, collecting)));
    while (waiting() > 0 && batch.length < most) {
      const next = queue[head];
      if (next === undefined || (batch.length > 0 && size + bodySize(next) > LARGEST_EVENT))
        return LARGEST_EVENT;
      size += bodySize(next);
      batch.push(next);
      head += 1;
    }
    if (head > 10_000) {
      queue.splice(0, head);
      head = 0;
    }
    return size;
  };
  const poll = async (place: number): Promise<void> => {
    await clock.sleep(10 * place + 1);
    while (!isOver || waiting() > 0) {
      const batch: Message[] = [];
      collecting += 1;
      let bytes = take(batch, 0);
      const until = clock.now() + chosen.window;
      while (
        batch.length > 0 &&
        clock.now() < until &&
        batch.length < chosen.batchSize &&
        bytes < LARGEST_EVENT
      ) {
        await clock.sleep(50);
        bytes = take(batch, bytes);
      }
      collecting -= 1;
      if (batch.length === 0) {
        await clock.sleep(20 * chosen.consumers);
        continue;
      }
      batches += 1;
      receives += Math.ceil(batch.length / MOST_RECEIVED);
      const start = clock.now();
      await chosen.consume(batch);
      lambdaMilliseconds += clock.now() - start;
      for (const { sentAt } of batch) ages.push(clock.now() - sentAt);
    }
  };
  const fail = (fault: unknown): void => {
    failed ??= fault;
    isOver = true;
    head = queue.length;
    open = 0;
  };
  void arrive().catch(fail);
  for (let place = 0; place < chosen.consumers; place += 1) void poll(place).catch(fail);
  await clock.run();
  if (failed !== null) throw failed;

  const cpu = process.cpuUsage(cpuBegan);
  const all = client.usage();
  const sorted = ages.sort((a, b) => a - b);
  const quantile = (share: number): number => (sorted[Math.ceil(sorted.length * share) - 1] ?? 0) / 1000;
  const cpuMicroseconds = cpu.user + cpu.system;
  return {
    ...{ design: chosen.name, submissions, batches, all, conflicts: client.conflicts },
    ledger: client.usage('submissions'),
    totals: client.usage('totals'),
    busiest: client.busiest(),
    cpuMicroseconds: cpuMicroseconds / submissions,
    wallSeconds: (performance.now() - wallBegan) / 1000,
    fresh: { p50: quantile(0.5), p95: quantile(0.95), last: quantile(1) },
    dollarsPerMillion:
      (dollarsOf({
        writeUnits: all.writeUnits,
        // The version of the registry, once a batch.
        readUnits: all.readUnits + batches,
        // Received and deleted ten at a time.
        queueRequests: requests + 2 * receives,
        objectPuts: chosen.name === 'rival' ? 0 : batches,
        invocations: batches + submissions,
        gigabyteSeconds: ((lambdaMilliseconds + cpuMicroseconds / 1000) / 1000) * chosen.memory,
      }) /
        submissions) *
      1e6,
  };
}
