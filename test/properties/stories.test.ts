/**
 * Random stories of a reporting month, from the door to the totals: reports, duplicates, corrections out of order;
 * deliveries in any batches, again and again; crashes at any call; two consumers at once. Whatever happens, the
 * totals are those of a model of plain maps, and verify finds no difference (R24).
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LedgerEntry, ReportEntry } from '../../shared/contract/submissions/ledger.ts';
import { ancestorsOf, onDay } from '../../shared/domain/registry/tree.ts';
import { type FakeHub, fakeHub } from '../fakes/hub.ts';
import { Crash, crashing, interpose } from '../fakes/interpose.ts';
import { connected, snapshotOf } from '../fixtures/registry.ts';
import { cellsOf, NOW, report } from '../fixtures/reports.ts';
import { modelTotal } from './model-total.ts';

const END = '2026-10-14';

/** One submission: who, which revision, and a value that makes its content; few of each, so that stories collide. */
const submission = fc.record({
  system: fc.constantFrom(...connected.slice(0, 7)),
  revision: fc.integer({ min: 1, max: 3 }),
  value: fc.integer({ min: 0, max: 3 }),
});
type Submission = { system: string; revision: number; value: number };

const bodyOf = ({ system, revision, value }: Submission) =>
  report({ system, revision, cells: cellsOf('monthly', () => value) });

/** Sends all of them; answers with the entries that stand, by the rule that the first content of a revision holds. */
async function sendAll(hub: FakeHub, story: readonly Submission[]): Promise<void> {
  const model = new Map<string, number>();
  for (const [index, one] of story.entries()) {
    const name = `${one.system}#${one.revision}`;
    const standing = model.get(name);
    const answer = await hub.submit(bodyOf(one), { receivedAt: NOW + index });
    expect(answer.ok).toBe(standing === undefined || standing === one.value);
    if (!answer.ok) expect(answer.problem.kind).toBe('revision-conflict');
    if (standing === undefined) model.set(name, one.value);
  }
  expect(hub.ledger.entries()).toHaveLength(model.size);
}

/** Every total equals the model of what is below it, and verify agrees. */
async function expectTotals(hub: FakeHub): Promise<void> {
  const entries = hub.ledger.reports();
  const below = new Map<string, ReportEntry[]>();
  for (const one of entries) {
    const chain = ancestorsOf(snapshotOf(1), one.system, onDay(END)) ?? [];
    for (const node of chain) below.set(node, [...(below.get(node) ?? []), one]);
  }
  for (const [node, those] of below) {
    const { ofCells: _, reporters, ...rest } = modelTotal(those);
    expect(await hub.total(node)).toMatchObject({ ...rest, reporters: reporters.length });
  }
  const verified = await hub.verify();
  expect(verified.differences).toEqual([]);
  expect(verified.entries).toBe(entries.length);
}

const story = fc.array(submission, { minLength: 1, maxLength: 14 });
/** In which batches: for each delivery, which of the waiting messages it takes. */
const deliveries = fc.array(fc.array(fc.nat({ max: 13 }), { maxLength: 6 }), { maxLength: 6 });

const pick = (hub: FakeHub, numbers: readonly number[]): string[] => {
  const waiting = hub.queue.waiting();
  return [...new Set(numbers.flatMap((number) => waiting[number % Math.max(1, waiting.length)] ?? []))];
};

describe('whatever the story of a month, the totals are those of the model', () => {
  test('in any order, any batches, with duplicates, conflicts and corrections out of order', async () => {
    await fc.assert(
      fc.asyncProperty(story, deliveries, async (submissions, batches) => {
        const hub = fakeHub();
        await sendAll(hub, submissions);
        for (const batch of batches) await hub.aggregate(pick(hub, batch));
        await hub.drain();
        expect(hub.queue.waiting()).toEqual([]);
        await expectTotals(hub);
      }),
      { numRuns: 60 },
    );
  });

  test('interleaved with sending, and with every message delivered again after all is counted', async () => {
    await fc.assert(
      fc.asyncProperty(story, deliveries, async (submissions, batches) => {
        const hub = fakeHub();
        for (const [index, one] of submissions.entries()) {
          await hub.submit(bodyOf(one), { receivedAt: NOW + index });
          await hub.aggregate(pick(hub, batches[index] ?? []));
        }
        await hub.drain();
        await expectTotals(hub);
        const puts = hub.totals.puts();
        for (const one of hub.ledger.entries()) await hub.queue.sendEntry(one);
        await hub.drain();
        expect(hub.totals.puts()).toBe(puts);
        await expectTotals(hub);
      }),
      { numRuns: 60 },
    );
  });

  test('the consumer dies at any call, before or after it took effect, and the queue delivers again', async () => {
    const crash = fc.record({
      at: fc.nat({ max: 40 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    });
    await fc.assert(
      fc.asyncProperty(story, fc.array(crash, { maxLength: 4 }), async (submissions, crashes) => {
        const hub = fakeHub();
        await sendAll(hub, submissions);
        for (const { at, when } of crashes) {
          const dying = crashing(hub.consumerPorts, at, when);
          await hub
            .aggregate(undefined, dying)
            .catch((error: unknown) => expect(error).toBeInstanceOf(Crash));
        }
        await hub.drain();
        expect(hub.queue.waiting()).toEqual([]);
        await expectTotals(hub);
      }),
      { numRuns: 60 },
    );
  });

  test('the sender’s call dies between put and send: asking again is accepted and counted', async () => {
    await fc.assert(
      fc.asyncProperty(story, fc.nat({ max: 8 }), async (submissions, at) => {
        const hub = fakeHub();
        let sent = 0;
        for (const one of submissions) {
          const failing = async (entry: LedgerEntry) => {
            sent += 1;
            if (sent % 3 === at % 3) throw new Crash('the queue is away');
            await hub.queue.sendEntry(entry);
          };
          await hub.submit(bodyOf(one), {}, { sendEntry: failing }).catch(() => hub.submit(bodyOf(one)));
        }
        await hub.drain();
        await expectTotals(hub);
      }),
      { numRuns: 40 },
    );
  });

  test('two consumers at once, their calls interleaved in any way', async () => {
    await fc.assert(
      fc.asyncProperty(story, fc.scheduler(), async (submissions, scheduler) => {
        const hub = fakeHub();
        await sendAll(hub, submissions);
        const half = hub.queue.waiting().filter((_, index) => index % 2 === 0);
        const slow = interpose(hub.consumerPorts, (name, call) =>
          scheduler.schedule(Promise.resolve(), name).then(call),
        );
        const both = Promise.all([
          hub.aggregate(half, slow),
          hub.aggregate(
            hub.queue.waiting().filter((id) => !half.includes(id)),
            slow,
          ),
        ]);
        await scheduler.waitFor(both);
        await hub.drain();
        expect(hub.queue.waiting()).toEqual([]);
        await expectTotals(hub);
      }),
      { numRuns: 60 },
    );
  });

  test('consumers keep working while reports come in, and both read what the other wrote between', async () => {
    await fc.assert(
      fc.asyncProperty(story, fc.scheduler(), async (submissions, scheduler) => {
        const hub = fakeHub();
        const slow = interpose(hub.consumerPorts, (name, call) =>
          scheduler.schedule(Promise.resolve(), name).then(call),
        );
        const consumer = async () => {
          for (let round = 0; round < 3; round += 1) {
            await scheduler.schedule(Promise.resolve(), 'poll');
            await hub.aggregate(hub.queue.waiting().slice(0, 3), slow);
          }
        };
        const sender = async () => {
          for (const one of submissions) {
            await scheduler.schedule(Promise.resolve(), 'send');
            await hub.submit(bodyOf(one));
          }
        };
        await scheduler.waitFor(Promise.all([sender(), consumer(), consumer()]));
        await hub.drain();
        await expectTotals(hub);
      }),
      { numRuns: 60 },
    );
  });
});
