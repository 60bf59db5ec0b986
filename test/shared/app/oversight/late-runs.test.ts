/**
 * A day of the prober, run as late as EventBridge Scheduler may be and now and then twice: what is said of the day is what it
 * was, minute by minute.
 */
import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ProbePorts, probeMinute } from '../../../../shared/app/oversight/probe.ts';
import {
  type AvailabilityPorts,
  readAvailability,
} from '../../../../shared/app/oversight/read-availability.ts';
import { readSeed } from '../../../../shared/app/registry/load-seed.ts';
import { HUB_SYSTEM, probeIndicators } from '../../../../shared/contract/oversight/availability.ts';
import type { EventEntry } from '../../../../shared/contract/submissions/ledger.ts';
import { emptyNode } from '../../../../shared/domain/totals/total.ts';
import { MINUTE } from '../../../../shared/domain/values/duration.ts';
import { fakeOperations } from '../../../fakes/operations.ts';
import { fakeRegistry } from '../../../fakes/registry.ts';
import { credential } from '../../../fixtures/registry.ts';
import { smallSeedFiles } from '../../../fixtures/small-seed.ts';
import { sized } from '../../../size.ts';

const DAY = 1440;
const read = readSeed(smallSeedFiles());
if (!read.ok) throw new Error('the seed has faults');
const { agencies, systems, catalogue, calendar } = read.value;
const snapshot = {
  version: 1,
  agencies: new Map(agencies.map((one) => [one.code, one])),
  systems: new Map(systems.map((one) => [one.id, one])),
};
const registry = fakeRegistry(snapshot, catalogue, calendar);
const prober = credential({ agency: 'G06', systems: [HUB_SYSTEM] });

/** A hub that stores what the prober records, folds it at once, and does not answer in some minutes. */
function probedHub(isDown: (minute: number) => boolean) {
  const hours = new Map<string, Map<string, EventEntry>>();
  const under = (bucket: string): EventEntry[] =>
    [...hours].flatMap(([hour, entries]) => (hour.startsWith(bucket) ? [...entries.values()] : []));
  const sum = (entries: readonly EventEntry[], indicator: string): string =>
    String(entries.reduce((all, { increments: [one] }) => all + Number(one?.cells[indicator]), 0));
  let clock = 0;
  const ports: ProbePorts & AvailabilityPorts = {
    ...registry,
    ...fakeOperations(),
    async putEntry(entry) {
      if (entry.kind !== 'event') throw new Error('the prober records events');
      const hour = hours.get(entry.bucket) ?? new Map<string, EventEntry>();
      const standing = hour.get(entry.idempotencyKey);
      if (standing !== undefined) return standing;
      hours.set(entry.bucket, hour.set(entry.idempotencyKey, entry));
      return 'written';
    },
    async *readEvents(_dataset, _system, bucket) {
      yield* hours.get(bucket)?.values() ?? [];
    },
    async *readChildren(_dataset, period, parent) {
      const [, day = ''] = parent.split('@');
      for (const bucket of new Set([...hours.keys()].map((hour) => hour.slice(0, day === '' ? 10 : 13)))) {
        const entries = under(bucket).filter((one) => one.period === period);
        if (!bucket.startsWith(day) || entries.length === 0) continue;
        const { probed, up } = probeIndicators;
        const cells = { [probed]: sum(entries, probed), [up]: sum(entries, up) };
        const content = { ...emptyNode, cells };
        yield [
          `${HUB_SYSTEM}@${bucket}`,
          { version: 1, registryVersion: 1, revisions: {}, seen: 0, content },
        ];
      }
    },
    sendEntry: async () => undefined,
    probe: async () => ({ ok: !isDown(Math.floor(clock / MINUTE) * MINUTE), milliseconds: 40 }),
    sha256: (text) => hash('sha256', text),
    now: () => clock,
  };
  return {
    /** The run that is due at an instant, handed over at another. */
    run: async (due: number, at: number) => {
      clock = at;
      const probed = await probeMinute(ports, prober, due, []);
      if (!probed.ok || !probed.value.recorded)
        throw new Error(`nothing recorded: ${JSON.stringify(probed)}`);
      return probed.value.metrics;
    },
    answer: (month: string, at: number) => readAvailability(ports, month, at),
    /** The windows that were recorded as down. */
    down: () =>
      under('').flatMap(({ increments: [one] }) =>
        one?.cells[probeIndicators.up] === '0'
          ? [{ from: Date.parse(one.from), to: Date.parse(one.to) }]
          : [],
      ),
  };
}

const late = fc.integer({ min: 0, max: MINUTE - 1 });
/** How late the runs are, one after the other and again from the first; and how late the second delivery is of those that have one. */
const lateness = fc.array(fc.tuple(late, fc.option(late, { freq: 4 })), { minLength: 1, maxLength: 50 });
/** Anywhere in a day, so that hours, days and a month of the calendar end in it. */
const beginning = fc
  .integer({ min: 0, max: DAY - 1 })
  .map((minute) => Date.parse('2026-11-14T00:00:00Z') + minute * MINUTE);

type Lateness = [number, number | null][];
type Handed = { readonly due: number; readonly at: number };
const handedOver = (begin: number, pattern: Lateness): Handed[] =>
  Array.from({ length: DAY }, (_, index): Handed[] => {
    const due = begin + index * MINUTE;
    const [first, second] = pattern[index % pattern.length] ?? [0, null];
    return [first, ...(second === null ? [] : [second])].map((after) => ({ due, at: due + after }));
  })
    .flat()
    .toSorted((a, b) => a.at - b.at);

/** The worst burn rates of a day, and what is said of it when its last minute has been measured. */
async function dayOf(begin: number, pattern: Lateness, down: ReadonlySet<number>) {
  const hub = probedHub((minute) => down.has(minute));
  let [fast, slow] = [0, 0];
  for (const { due, at } of handedOver(begin, pattern)) {
    const metrics = await hub.run(due, at);
    fast = Math.max(fast, metrics.BurnRateFast);
    slow = Math.max(slow, metrics.BurnRateSlow);
  }
  const month = new Date(begin).toISOString().slice(0, 7);
  const { minutes, up, ...answer } = await hub.answer(month, begin + (DAY + 1) * MINUTE);
  const counts = { minutes, up, down: answer.down, unknown: answer.unknown };
  return { fast, slow, counts, down: hub.down() };
}

describe('a day of runs that come up to a minute late, and some of them twice', () => {
  test('in which every probe is answered has no minute down and none unknown, and no alarm', async () => {
    const day = fc.asyncProperty(beginning, lateness, async (begin, pattern) => {
      const { fast, slow, counts } = await dayOf(begin, pattern, new Set());
      expect(counts).toEqual({ minutes: DAY, up: DAY, down: 0, unknown: 0 });
      expect([fast > 14.4, slow > 1]).toEqual([false, false]);
    });
    const late = MINUTE - 1;
    const latest: Lateness = [
      [late, 0],
      [0, late],
    ];
    await fc.assert(day, { numRuns: sized(3, 20), examples: [[Date.parse('2026-11-14T16:59:00Z'), latest]] });
  }, 300_000);

  test('in which the hub does not answer for some minutes has exactly these down', async () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: DAY - 1 }), { minLength: 1, maxLength: 5 });
    const day = fc.asyncProperty(beginning, lateness, minutes, async (begin, pattern, broken) => {
      const froms = broken.toSorted((a, b) => a - b).map((index) => begin + index * MINUTE);
      const { counts, down } = await dayOf(begin, pattern, new Set(froms));
      expect(counts).toEqual({ minutes: DAY, up: DAY - froms.length, down: froms.length, unknown: 0 });
      expect(down.map(({ from }) => from)).toEqual(froms);
      for (const { from, to } of down) expect(to - from).toBeLessThan(MINUTE);
    });
    await fc.assert(day, { numRuns: sized(2, 20) });
  }, 300_000);
});
