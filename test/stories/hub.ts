/** Plays commands on the real use cases and keeps, in a plain map, what was recorded and what senders were told. */
import type { QueueMessage } from '../../shared/app/ports/queues.ts';
import { type Sweep, sweepOpenPeriods } from '../../shared/app/verification/verify-open-periods.ts';
import type { Accepted } from '../../shared/contract/submissions/submission.ts';
import type { Problem } from '../../shared/domain/problems/problems.ts';
import type { Result } from '../../shared/domain/problems/result.ts';
import { refoldsOf } from '../../shared/domain/registry/refolds.ts';
import { fakeJournal } from '../fakes/journal.ts';
import { fakeQueue } from '../fakes/queue.ts';
import { unsigned } from '../fakes/signer.ts';
import { credential } from '../fixtures/registry.ts';
import type { Engine } from '../model/engine.ts';
import type { Said } from '../model/expected.ts';
import { calendar, catalogue, EVENT_DAY, NOW, period } from '../model/small-country.ts';
import type { Door } from './command.ts';
import { type Change, type Country, changed, initialCountry, snapshotOfCountry, wayUp } from './country.ts';
import { after, atDoor, type Fated, withFate } from './faults.ts';
import type { StoryStore } from './stores.ts';

export type Wish =
  | {
      readonly kind: 'submit';
      readonly id: string;
      readonly body: unknown;
      readonly key: string | null;
      readonly says: Omit<Said, 'receivedAt'>;
    }
  | {
      readonly kind: 'withdraw';
      readonly id: string;
      readonly of: string;
      readonly says: Omit<Said, 'receivedAt'>;
    };

const constants = {
  readCatalogue: async () => ({ version: 1, value: catalogue }),
  readCalendar: async () => calendar,
};

/** The datasets that stories are about. */
export const datasets = ['monthly', 'fine'].flatMap((id) => catalogue.datasets.get(id)?.dataset ?? []);

export function storyHub(store: StoryStore, engine: Engine) {
  const queue = fakeQueue();
  const journal = fakeJournal();
  const countries: Country[] = [initialCountry];
  /** By id: everything that was recorded, whether or not its sender was told. */
  const recorded = new Map<string, Said>();
  const wishes: Wish[] = [];
  const waiting: { readonly goOn: () => void; readonly done: Promise<unknown> }[] = [];
  let clock = NOW;
  /** Something happened that only the sweep makes good. */
  let needsSweep = false;
  /** Recorded, and no message of it was ever enqueued. */
  const unsent = new Set<string>();
  /** Of these, and of the bodies of dead letters, what a sweep has seen. */
  let [swept, sweptDead] = [new Set<string>(), new Set<string>()];

  const now = (): Country => countries.at(-1) ?? initialCountry;
  /** A sweep goes by the tree: what a closed agency's systems recorded is there for the one after it opens again. */
  const isInTree = ({ system = '' }: { system?: string }): boolean =>
    wayUp(now(), now().agencyOf[system] ?? '') !== null;
  /** A fold anew also refuses the consumers that still go by the old tree; a sweep that finds all equal does not. */
  const isSettledBySweep = (body: { kind: string; system?: string }): boolean =>
    body.kind === 'refold' ? waiting.length === 0 : isInTree(body);
  const consumerPorts = () => ({
    ...store,
    ...constants,
    writeJournal: journal.writeJournal,
    buryMessage: queue.buryMessage,
  });

  async function ask(wish: Wish, door: Door): Promise<Result<Accepted, Problem>> {
    const version = Math.max(1, countries.length - door.behind);
    const registry = snapshotOfCountry(countries[version - 1] ?? initialCountry, version);
    const receivedAt = clock + door.ahead;
    const found = <T>(value: T | undefined) => (value === undefined ? null : { value, version });
    const ports = atDoor(
      {
        ...constants,
        findAgency: async (code: string) => found(registry.agencies.get(code)),
        findSystem: async (id: string) => found(registry.systems.get(id)),
        findEntry: store.findEntry,
        readRevisions: store.readRevisions,
        readHighest: store.readHighest,
        putEntry: after(store.putEntry, (answer) => {
          if (answer !== 'written') return;
          recorded.set(wish.id, { ...wish.says, receivedAt: new Date(receivedAt).toISOString() });
          unsent.add(wish.id);
        }),
        sendEntry: after(queue.sendEntry, () => {
          unsent.delete(wish.id);
        }),
      },
      door.fault,
    );
    const doorPorts = { ...ports, readSigner: unsigned, now: () => clock };
    const common = { credential: credential(), receivedAt };
    return wish.kind === 'withdraw'
      ? engine.withdraw(doorPorts, { ...common, id: wish.of })
      : engine.submit(doorPorts, {
          ...common,
          body: wish.body,
          bodyLiterals: [],
          bodyFindings: [],
          sha256: 'a'.repeat(64),
          idempotencyKey: wish.key,
        });
  }

  async function deliver(batch: readonly QueueMessage[], fate: Fated = null): Promise<void> {
    const { ports, isDead, waits, goOn } = withFate(consumerPorts(), fate);
    const done = engine.aggregateBatch(ports, batch).then(
      ({ failures }) => {
        if (!isDead()) queue.settle(batch, failures);
      },
      (error: unknown) => {
        if (!(error instanceof Error && error.message.startsWith('story:'))) throw error;
      },
    );
    if ((await Promise.race([done.then(() => 'done'), waits])) === 'waits') waiting.push({ goOn, done });
  }

  async function sweep(): Promise<Sweep[]> {
    const ports = { ...store, ...constants, pause: async () => undefined };
    const sweeps: Sweep[] = [];
    swept = new Set([...unsent].filter((id) => isInTree(recorded.get(id) ?? {})));
    const dead = queue.dead().map(({ body }) => body);
    sweptDead = new Set(dead.filter((body) => isSettledBySweep(JSON.parse(body))));
    for (const dataset of datasets)
      for await (const one of sweepOpenPeriods(ports, clock, { dataset: dataset.id, period: period.id }))
        sweeps.push(one);
    return sweeps;
  }

  return {
    recorded,
    unsent,
    journal: journal.objects,
    wishes,
    country: now,
    /** What was recorded without a message cannot be in the totals before the sweep. */
    needsSweep: () =>
      needsSweep ||
      unsent.difference(swept).size > 0 ||
      queue.dead().some(({ body }) => !sweptDead.has(body)),
    ask,
    deliver,
    sweep,
    /** The messages of these numbers among all that wait. */
    receive(numbers: readonly number[]): QueueMessage[] {
      const all = queue.waiting();
      return queue.receive([...new Set(numbers.flatMap((one) => all[one % Math.max(1, all.length)] ?? []))]);
    },
    /** The same messages, until they are dead letters. */
    async outage(numbers: readonly number[]): Promise<void> {
      const all = queue.waiting();
      const ids = [...new Set(numbers.flatMap((one) => all[one % Math.max(1, all.length)] ?? []))];
      for (let time = 0; time < 10; time += 1) {
        const batch = queue.receive(ids);
        if (batch.length === 0) return;
        await deliver(batch, 'refuses');
      }
    },
    async goOn(which: number): Promise<void> {
      const [one] = waiting.splice(which % Math.max(1, waiting.length), 1);
      one?.goOn();
      await one?.done;
    },
    async deliverCopy(which: number): Promise<void> {
      const bodies = journal.objects.flat();
      const entry = bodies[which % Math.max(1, bodies.length)];
      if (entry !== undefined) await queue.sendEntry(entry);
    },
    redrive(days: number): void {
      clock += days * 86_400_000;
      queue.redrive();
      sweptDead.clear();
    },
    async change(change: Change, refolds: 'sent' | 'lost'): Promise<void> {
      const [before, next] = [now(), changed(now(), change)];
      if (JSON.stringify(before) === JSON.stringify(next)) return;
      await store.publish(next, before.isWide);
      countries.push(next);
      if (refolds === 'lost') {
        needsSweep = true;
        return;
      }
      const version = countries.length;
      const stale = refoldsOf(
        snapshotOfCountry(before, version - 1),
        snapshotOfCountry(next, version),
        datasets,
        () => [period],
      );
      for (const refold of stale) queue.sendRefold(refold);
    },
    async finish(): Promise<void> {
      while (waiting.length > 0) await this.goOn(0);
    },
    async drain(): Promise<number> {
      for (let round = 0; round < 30 && queue.waiting().length > 0; round += 1)
        await deliver(queue.receive());
      return queue.waiting().length;
    },
    tick(): void {
      clock += 1;
    },
  };
}
export type StoryHub = ReturnType<typeof storyHub>;

const cells = (value: number) => [
  { indicator: 'volume', value },
  { indicator: 'peak', value },
];

export const reportWish = (system: string, revision: number, value: number): Wish => ({
  kind: 'submit',
  id: `${system}~monthly~${period.id}~${revision}`,
  key: null,
  body: { system, dataset: 'monthly', period: period.id, revision, cells: cells(value) },
  says: { system, dataset: 'monthly', revision, value },
});

export function eventWish(system: string, key: string, hour: number, value: number): Wish {
  // 00:00Z is seven in the morning in Vietnam.
  const from = `${EVENT_DAY}T0${hour}:00:00Z`;
  return {
    kind: 'submit',
    id: `${system}~fine~${EVENT_DAY}T0${hour + 7}~${key}`,
    key,
    body: {
      system,
      dataset: 'fine',
      increments: [{ from, to: `${EVENT_DAY}T0${hour}:01:00Z`, cells: cells(value) }],
    },
    says: { system, dataset: 'fine', key: `${hour} ${key}`, value },
  };
}

export function withdrawalWish(of: Wish): Wish {
  const { system, dataset, revision, key } = of.says;
  const says =
    key === undefined
      ? { system, dataset, revision: (revision ?? 0) + 1, value: null }
      : { system, dataset, key, value: null };
  const id = key === undefined ? `${system}~monthly~${period.id}~${(revision ?? 0) + 1}` : `${of.id}!`;
  return { kind: 'withdraw', id, of: of.id, says };
}
