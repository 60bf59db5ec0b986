/**
 * One deterministic run: the real use cases, from the door to the totals, over stores in memory, in virtual time. The
 * same options give the same calls in the same order, and so the same digest.
 */
import { createHash } from 'node:crypto';
import { seededRandom } from '../../demo/sample/random.ts';
import type { ReadChildren } from '../../shared/app/ports/totals.ts';
import { submit } from '../../shared/app/submissions/submit.ts';
import { type AggregatePorts, aggregateBatch } from '../../shared/app/totals/aggregate-batch.ts';
import { patience } from '../../shared/aws/clients.ts';
import { COUNTRY, type Credential } from '../../shared/contract/registry.ts';
import type { LedgerEntry, ReportEntry } from '../../shared/contract/submissions/ledger.ts';
import { compileCatalogue } from '../../shared/domain/registry/cell.ts';
import { type CheckResult, checkTotals } from './check.ts';
import { virtualClock } from './clock.ts';
import { calendar, catalogue, countryOf } from './country.ts';
import { type Caller, Death, Outage, startNetwork, type Tally } from './network.ts';
import { type SimulatedQueue, startQueue } from './queue.ts';
import { compactLedger, same, totalsStore } from './stores.ts';
import { type Sending, startStory } from './story.ts';

export type SimulateOptions = {
  readonly submissions: number;
  readonly agencies: number;
  readonly seed: number;
  /** Breaks the engine on purpose, to see that the checks notice. */
  readonly sabotage?: 'a batch is acknowledged before it is folded' | 'only first revisions are read';
  readonly onProgress?: (sent: number) => void;
};

export type SimulateResult = CheckResult & {
  readonly entries: number;
  readonly nodes: number;
  readonly story: Readonly<Record<string, number>>;
  readonly network: Tally;
  readonly queue: ReturnType<SimulatedQueue['figures']>;
  readonly batches: number;
  readonly died: number;
  readonly folded: number;
  readonly written: number;
  readonly buried: number;
  readonly retriedSubmissions: number;
  /** Of what happened, call by call; two runs of one seed have the same. */
  readonly storyDigest: string;
};

const BEGINS = Date.parse('2026-11-20T02:30:00.000Z');
/** Submissions a second, as long as the consumers keep up; they meet at most 5 ms a call. */
const RATE = 500;
const BATCH = 1000;
const CONSUMERS = 2;
const PAGE = 64;
/** Senders pause beyond so many open requests, and waiting messages, which are what takes memory here. */
const MOST_OPEN = 5000;
const MOST_WAITING = 20_000;
/** Of the batches, so many lose their consumer in the middle. */
const DYING = 0.2;
/** Of the function (infra/stacks/background.ts): then Lambda ends it, whatever it is doing. */
const TIMEOUT = 60_000;

/** Months that are over, newest last, as many as the reports need. */
function periodsFor(submissions: number, systems: number): string[] {
  const months = Math.ceil((submissions * 0.72) / systems) + 1;
  return Array.from({ length: months }, (_, index) =>
    new Date(Date.UTC(2026, 10 - (months - 1 - index), 1)).toISOString().slice(0, 7),
  );
}

const credential: Credential = {
  keyId: 'simulation00',
  secretHash: 'a'.repeat(64),
  agency: COUNTRY,
  systems: null,
  scopes: ['submit'],
  revokedAt: null,
  validFrom: '2020-01-01T00:00:00.000Z',
  validTo: '2100-01-01T00:00:00.000Z',
};

export async function simulate(options: SimulateOptions): Promise<SimulateResult> {
  const random = seededRandom(options.seed);
  const clock = virtualClock(BEGINS);
  const country = countryOf(options.agencies);
  const { snapshot } = country;
  const compiled = { value: compileCatalogue(catalogue), version: 1 };
  const periods = periodsFor(options.submissions, country.systems.length);
  const story = startStory(country, periods, random, BEGINS);
  const [ledger, totals, queue] = [compactLedger(), totalsStore(), startQueue(clock, random)];
  const network = startNetwork(clock, random, { faulty: 0.05, faultyInBrownOut: 0.7 });
  const trace = createHash('sha256');

  async function* reportsOf(
    caller: Caller,
    dataset: string,
    period: string,
    systems: readonly string[],
  ): AsyncGenerator<ReportEntry> {
    for (let from = 0; from < systems.length; from += PAGE) {
      const those = systems.slice(from, from + PAGE);
      const page = await network.call(caller, () => [...ledger.reportsOf(dataset, period, those)]);
      const firstOnly = options.sabotage === 'only first revisions are read';
      yield* firstOnly ? page.filter(({ revision }) => revision === 1) : page;
    }
  }
  async function* childrenOf(caller: Caller, ...[dataset, period, node]: Parameters<ReadChildren>) {
    for (let from = 0, read = PAGE; read === PAGE; from += PAGE) {
      const page = await network.call(caller, () => totals.childrenOf(dataset, period, node, from, PAGE));
      yield* page;
      read = page.length;
    }
  }
  const registry = {
    readCatalogue: async () => compiled,
    readCalendar: async () => calendar,
    readSnapshot: async () => snapshot,
    findAgency: async (code: string) => found(snapshot.agencies.get(code)),
    findSystem: async (id: string) => found(snapshot.systems.get(id)),
  };
  const consumerPorts = (caller: Caller): AggregatePorts => ({
    ...registry,
    readNode: (key) => network.call(caller, () => totals.readNode(key)),
    // As with BatchGetItem they are not of one instant.
    readNodes: (keys) => Promise.all(keys.map((key) => network.call(caller, () => totals.readNode(key)))),
    readChildren: (...place) => childrenOf(caller, ...place),
    readReports: (dataset, period, _owner, systems) => reportsOf(caller, dataset, period, systems),
    readEvents: async function* (dataset, system, bucket, shard) {
      yield* await network.call(caller, () => [
        ...ledger.eventsOf(dataset, system, (one, part) => one === bucket && part === shard),
      ]);
    },
    putNode: (...given) => network.call(caller, () => totals.putNode(...given)),
    writeJournal: () => network.call(caller, () => undefined),
    buryMessage: (body) => network.call(caller, () => queue.bury(body)),
  });

  const figures = { batches: 0, died: 0, folded: 0, written: 0, buried: 0, retriedSubmissions: 0 };
  let [sent, busy, isOver] = [0, 0, false];

  let broken: unknown = null;
  const fail = (fault: unknown): void => {
    broken ??= fault;
  };

  const door: Caller = { ...patience.atTheDoor, isDead: () => false };
  const submitPorts = {
    ...registry,
    putEntry: (entry: LedgerEntry) => network.call(door, () => ledger.putEntry(entry)),
    sendEntry: (entry: LedgerEntry) => network.call(door, () => queue.send(JSON.stringify(entry))),
    // Asked for what is refused, which nothing is, and for the fate of what is sent again, which no sender here reads.
    findEntry: async () => null,
    readHighest: async () => null,
    readSigner: async () => ({ sign: () => '' }),
    now: clock.now,
  };
  /** A sender repeats until it is accepted, as it is told to by a 503. */
  const send = async ({ body, idempotencyKey }: Sending): Promise<void> => {
    // Some are written and then wait: corrections overtake what they correct.
    if (random.chance(0.05)) await clock.sleep(random.int(1000, 120_000));
    for (;;) {
      const request = {
        body,
        idempotencyKey,
        credential,
        bodyLiterals: [],
        bodyFindings: [],
        sha256: same.sha256,
      };
      try {
        const answer = await submit(submitPorts, { ...request, receivedAt: clock.now() });
        if (!answer.ok) throw new Error(`a right submission was refused: ${JSON.stringify(answer.problem)}`);
        return;
      } catch (fault) {
        if (!(fault instanceof Outage)) throw fault;
        figures.retriedSubmissions += 1;
        await clock.sleep(random.int(500, 5000));
      }
    }
  };
  const senders = async (): Promise<void> => {
    while (sent < options.submissions && broken === null) {
      for (let now = 0; now < RATE / 100 && sent < options.submissions; now += 1) {
        if (busy >= MOST_OPEN || queue.waiting() > MOST_WAITING) break;
        sent += 1;
        busy += 1;
        void send(story.next()).then(() => {
          busy -= 1;
        }, fail);
      }
      options.onProgress?.(sent);
      await clock.sleep(10);
    }
    while (busy > 0 && broken === null) await clock.sleep(100);
    isOver = true;
  };
  const consume = async (): Promise<void> => {
    while (broken === null && (!isOver || queue.waiting() > 0 || queue.redrive() > 0)) {
      const batch = queue.receive(BATCH);
      if (batch.length === 0) {
        await clock.sleep(isOver ? 5000 : 100);
        continue;
      }
      // The window: two seconds from the first message.
      for (let slice = 0; slice < 20 && batch.length < BATCH; slice += 1) {
        await clock.sleep(100);
        batch.push(...queue.receive(BATCH - batch.length));
      }
      figures.batches += 1;
      const begins = clock.now();
      const diesAt = begins + (random.chance(DYING) ? random.int(1, 800) : TIMEOUT);
      const caller = { ...patience.behindTheQueue, isDead: () => clock.now() >= diesAt };
      if (options.sabotage === 'a batch is acknowledged before it is folded') queue.settle(batch);
      try {
        const isOutage = (error: unknown): boolean => error instanceof Outage;
        const hasTime = (): boolean => clock.now() < begins + TIMEOUT / 2;
        const outcome = await aggregateBatch(consumerPorts(caller), batch, { hasTime, isOutage });
        alive(caller);
        const failed = new Set(outcome.failures.map(({ id }) => id));
        queue.settle(batch.filter(({ id }) => !failed.has(id)));
        figures.folded += outcome.folded;
        figures.written += outcome.written;
        figures.buried += outcome.buried.length;
        trace.update(`${clock.now()} ${batch.length} ${outcome.folded} ${outcome.written}\n`);
      } catch (fault) {
        if (!(fault instanceof Death || fault instanceof Outage)) throw fault;
        figures.died += 1;
        await clock.sleep(random.int(200, 2000));
      }
    }
  };
  for (const actor of [senders, ...Array.from({ length: CONSUMERS }, () => consume)])
    void actor().catch(fail);
  await clock.run();
  if (broken !== null) throw broken;

  const checked = await checkTotals({
    ledger,
    totals,
    country,
    compiled: compiled.value,
    periods,
    story,
    now: BEGINS,
  });
  trace.update(`${checked.digest} ${JSON.stringify([network.tally, queue.figures(), figures])}`);
  return {
    ...checked,
    ...figures,
    entries: ledger.entries(),
    nodes: totals.nodes(),
    story: { ...story.counts },
    network: network.tally,
    queue: queue.figures(),
    storyDigest: trace.digest('hex'),
  };
}

const found = <T>(value: T | undefined) => (value === undefined ? null : { value, version: 1 });

/** An answer that a dead process would have given was never given. */
function alive({ isDead }: Caller): void {
  if (isDead()) throw new Death('the process is gone');
}
