/** Runs one workload through the hub's door and consumers, in virtual time, and says what units it took. */
import { aggregateBatch } from '../../shared/app/totals/aggregate-batch.ts';
import { putEntry } from '../../shared/aws/submissions/ledger-table.ts';
import type { LedgerEntry } from '../../shared/contract/submissions/ledger.ts';
import { type VirtualClock, virtualClock } from '../simulate/clock.ts';
import { quantile } from '../statistics.ts';
import { consumerPorts } from './ports.ts';
import { CountingDynamoDb, type Units } from './store.ts';
import { type Arrival, BEGINS, type Nation } from './workload.ts';

type Message = { readonly body: string; readonly sentAt: number };

export type Cost = {
  readonly submissions: number;
  readonly batches: number;
  readonly all: Units;
  readonly ledger: Units;
  readonly totals: Units;
  /** Busiest partition key in its busiest second: write units. */
  readonly busiest: { readonly key: string; readonly perSecond: number };
  /** Virtual seconds from each submission until it is in all totals. */
  readonly fresh: { readonly p95: number; readonly last: number };
};

/** The consumers of the queue. The window is milliseconds from the first message of a batch on. */
export type Mapping = {
  readonly consumers: number;
  readonly batch: number;
  readonly window: number;
  /** Milliseconds that a consumer computes for each call of its batch, one after the other; 0: CPU takes no time. */
  readonly computing: number;
};
/** Where CPU takes no time, two consumers are all that is needed. */
const usual: Mapping = { consumers: 2, batch: 1000, window: 2000, computing: 0 };
/** A Lambda event is at most 6 MB; each record has about 700 bytes of its own. */
const LARGEST_EVENT = 6_291_456;
const ENVELOPE = 700;

const sizeOf = ({ body }: Message): number => Buffer.byteLength(JSON.stringify(body)) + ENVELOPE;

/** The client of one consumer, whose calls are computed one after the other however many are under way. */
function ofOneCore(client: CountingDynamoDb, clock: VirtualClock, computing: number): CountingDynamoDb {
  if (computing === 0) return client;
  let free = 0;
  const send = async (command: Parameters<CountingDynamoDb['send']>[0]): Promise<unknown> => {
    free = Math.max(free, clock.now()) + computing;
    if (free - clock.now() >= 1) await clock.sleep(free - clock.now());
    return client.send(command);
  };
  return Object.assign(Object.create(client) as CountingDynamoDb, { send });
}

/** @param prefill what stands before the first arrival; it is not counted */
export async function measure(
  nation: Nation,
  arrivals: Iterable<Arrival>,
  prefill: (client: CountingDynamoDb) => Promise<void> = async () => undefined,
  { consumers, batch: most, window, computing }: Mapping = usual,
): Promise<Cost> {
  const clock = virtualClock(BEGINS);
  const client = new CountingDynamoDb(clock);
  const put = putEntry(client, 'submissions');
  const queue: Message[] = [];
  const ages: number[] = [];
  let [submissions, batches, open, collecting] = [0, 0, 0, 0];
  let [failed, isOver]: [unknown, boolean] = [null, false];
  const fail = (fault: unknown): void => {
    failed ??= fault;
    isOver = true;
    queue.length = 0;
    open = 0;
  };
  const untilQuiet = async (): Promise<void> => {
    await clock.run();
    if (failed !== null) throw failed;
  };

  void prefill(client).catch(fail);
  await untilQuiet();
  client.reset();

  const began = clock.now();
  const send = async (entry: LedgerEntry): Promise<void> => {
    const sentAt = clock.now();
    await put(entry);
    queue.push({ body: JSON.stringify(entry), sentAt });
    open -= 1;
  };
  const arrive = async (): Promise<void> => {
    for (const { at, entry } of arrivals) {
      const wait = began + at - clock.now();
      if (wait >= 1) await clock.sleep(wait);
      submissions += 1;
      open += 1;
      void send(entry).catch(fail);
    }
    while (open > 0) await clock.sleep(5);
    isOver = true;
  };
  /** Pollers that collect share what is there. Says how large the event is then. */
  const take = (batch: Message[], bytes: number): number => {
    let size = bytes;
    const share = Math.min(most, batch.length + Math.ceil(queue.length / Math.max(1, collecting)));
    let taken = 0;
    for (const next of queue) {
      if (batch.length >= share) break;
      if (batch.length > 0 && size + sizeOf(next) > LARGEST_EVENT) {
        size = LARGEST_EVENT;
        break;
      }
      size += sizeOf(next);
      batch.push(next);
      taken += 1;
    }
    queue.splice(0, taken);
    return size;
  };
  const collect = async (): Promise<Message[]> => {
    const batch: Message[] = [];
    collecting += 1;
    let bytes = take(batch, 0);
    const until = clock.now() + window;
    while (batch.length > 0 && clock.now() < until && batch.length < most && bytes < LARGEST_EVENT) {
      await clock.sleep(50);
      bytes = take(batch, bytes);
    }
    collecting -= 1;
    return batch;
  };
  const poll = async (place: number): Promise<void> => {
    const ports = consumerPorts(ofOneCore(client, clock, computing), nation);
    await clock.sleep(10 * place + 1);
    while (!isOver || queue.length > 0) {
      const batch = await collect();
      if (batch.length === 0) {
        await clock.sleep(20 * consumers);
        continue;
      }
      batches += 1;
      const messages = batch.map(({ body }, index) => ({ id: String(index), body, receiveCount: 1 }));
      const { failures } = await aggregateBatch(ports, messages);
      if (failures.length > 0) throw new Error(`${failures.length} not counted: ${failures[0]?.reason}`);
      for (const { sentAt } of batch) ages.push(clock.now() - sentAt);
    }
  };
  void arrive().catch(fail);
  for (let place = 0; place < consumers; place += 1) void poll(place).catch(fail);
  await untilQuiet();

  return {
    submissions,
    batches,
    all: client.usage(),
    ledger: client.usage('submissions'),
    totals: client.usage('totals'),
    busiest: client.busiest(),
    fresh: { p95: quantile(ages, 0.95) / 1000, last: quantile(ages, 1) / 1000 },
  };
}
