/** Leaves of events. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventEntry } from '../../../../shared/contract/submissions/ledger.ts';
import { canonicalNode } from '../../../../shared/domain/totals/canonical-total.ts';
import { asReporter, countEvents, startFold } from '../../../../shared/domain/totals/fold.ts';
import { reporter } from '../../../../shared/domain/totals/reporters.ts';
import { emptyNode, type NodeContent } from '../../../../shared/domain/totals/total.ts';
import { foldOf } from '../../../fixtures/catalogue.ts';
import { eventEntry, happened, RECEIVED, WINDOW, withdrawalOf } from '../../../fixtures/events.ts';
import { numberOf, oneMore } from '../../../fixtures/numbers.ts';

function total(entries: readonly EventEntry[]): NodeContent {
  const folding = startFold(foldOf);
  const counting = countEvents(folding);
  for (const entry of entries) counting.add(entry);
  counting.end();
  return folding.total();
}

/** Events of one bucket under few keys, some with their withdrawals. */
const bucketOf = fc
  .uniqueArray(
    fc.record({
      key: fc.integer({ min: 0, max: 9 }),
      values: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 4 }),
      isWithdrawn: fc.boolean(),
    }),
    { selector: ({ key }) => key, maxLength: 8 },
  )
  .map((drawn) =>
    drawn.map(({ key, values, isWithdrawn }) => {
      const increments = values.map((value, index) =>
        happened(String(value), {
          to: WINDOW + index,
          cells: { [RECEIVED]: String(value), 'software.version': `${value}` },
        }),
      );
      return { values, isWithdrawn, entry: eventEntry({ idempotencyKey: `k-${key}`, increments }) };
    }),
  );

describe('a bucket of events', () => {
  test('has every increment of what was not withdrawn once, whatever the order of a key’s entries and however often each comes', () => {
    const story = bucketOf.chain((drawn) => {
      const held = drawn.flatMap(({ entry, isWithdrawn }) =>
        isWithdrawn ? [entry, withdrawalOf(entry)] : [entry],
      );
      const delivered = fc.subarray(held).chain((again) => {
        const all = [...held, ...again];
        return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
      });
      const runs = delivered.map((all) => Map.groupBy(all, ({ idempotencyKey }) => idempotencyKey));
      return fc.tuple(
        fc.constant(drawn),
        runs.map((byKey) => [...byKey.values()].flat()),
      );
    });
    fc.assert(
      fc.property(story, ([drawn, delivered]) => {
        const values = drawn.flatMap(({ isWithdrawn, values }) => (isWithdrawn ? [] : values));
        const node = total(delivered);
        expect(node.reporters).toBe('');
        const { cells } = node;
        const sum = values.reduce((one, other) => one + other, 0);
        expect(cells[RECEIVED]).toBe(values.length === 0 ? undefined : String(sum));
        const inOrder = drawn.flatMap(({ entry, isWithdrawn }) => (isWithdrawn ? [] : [entry]));
        expect(canonicalNode(node)).toBe(canonicalNode(total(inOrder)));
      }),
    );
  });

  test('the latest is by the end of its window, then by key, then by its place in the request', () => {
    const of = (key: string, to: number, ...values: string[]) =>
      eventEntry({
        idempotencyKey: key,
        increments: values.map((value) => happened(value, { to, cells: { 'software.version': value } })),
      });
    const latest = (...entries: EventEntry[]) => total(entries).cells['software.version'];
    const end = new Date(WINDOW + 5).toISOString();
    expect(latest(of('y', WINDOW + 5, '3'), of('z', WINDOW, '1'))?.[0]).toBe('3');
    expect(latest(of('z', WINDOW, '1'), of('a', WINDOW + 5, '2'))).toEqual(['2', end, 'H26.dvc~a~000']);
    expect(latest(of('b', WINDOW + 5, '1'), of('a', WINDOW + 5, '2'))).toEqual(['1', end, 'H26.dvc~b~000']);
    const many = Array.from({ length: 12 }, (_, index) => String(index));
    expect(latest(of('a', WINDOW + 5, ...many))).toEqual(['11', end, 'H26.dvc~a~011']);
  });

  test('a withdrawal without its event is nothing, and the newest receipt is of what counts', () => {
    const entry = eventEntry({ receivedAt: '2026-10-16T00:00:00.000Z' });
    expect(total([withdrawalOf(entry)])).toEqual(emptyNode);
    const older = eventEntry({ idempotencyKey: 'k-2', receivedAt: '2026-10-15T00:00:00.000Z' });
    expect(total([entry, older]).newestReceivedAt).toBe(entry.receivedAt);
    expect(total([entry, withdrawalOf(entry), older]).newestReceivedAt).toBe(older.receivedAt);
  });

  test('is folded as it comes: an entry waits for the next one only', () => {
    const seen: string[] = [];
    const counting = countEvents({ addEvent: ({ idempotencyKey }) => seen.push(idempotencyKey) });
    const [a, b, c] = ['a', 'b', 'c'].map((idempotencyKey) => eventEntry({ idempotencyKey }));
    if (a === undefined || b === undefined || c === undefined) throw new Error('no entries');
    const after = [a, b, withdrawalOf(b), c].map((entry) => {
      counting.add(entry);
      return [...seen];
    });
    expect(after).toEqual([[], ['a'], ['a'], ['a']]);
    counting.end();
    expect(seen).toEqual(['a', 'c']);
    counting.end();
    expect(seen).toEqual(['a', 'c']);
  });

  test('a system counts as one reporter while anything of it counts', () => {
    const some = total([eventEntry(), eventEntry({ idempotencyKey: 'k-2' })]);
    const one = reporter(numberOf('H26.dvc'));
    const all = { ...some, reporters: oneMore(one), cellReporters: { [RECEIVED]: one } };
    expect(asReporter(some, 'H26.dvc', numberOf)).toEqual({ ...some, reporters: one });
    expect(asReporter(all, 'H26.dvc', numberOf)).toEqual({ ...some, reporters: one });
    expect(asReporter(emptyNode, 'H26.dvc', numberOf)).toEqual(emptyNode);
  });

  test('a value that does not fit its fold is said with the entry’s id', () => {
    const entry = eventEntry({ increments: [happened('1', { cells: { 'share.on-time': '1' } })] });
    expect(() => total([entry])).toThrow(/H26\.dvc~k-1~000: the value of share\.on-time does not fit/);
  });
});
