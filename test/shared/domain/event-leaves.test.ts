/** Leaves of events and the fold over time. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventEntry } from '../../../shared/contract/ledger.ts';
import type { Indicator } from '../../../shared/contract/registry.ts';
import {
  asReporter,
  canonicalNode,
  countEvents,
  emptyNode,
  foldPeriods,
  type NodeContent,
  startFold,
} from '../../../shared/domain/fold.ts';
import { compiled, foldOf } from '../../fixtures/catalogue.ts';
import { eventEntry, happened, RECEIVED, WINDOW, withdrawalOf } from '../../fixtures/events.ts';

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
        expect(node.reporters).toBe(0);
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
    expect(asReporter(some)).toEqual({ ...some, reporters: 1 });
    expect(asReporter({ ...some, reporters: 7 }).reporters).toBe(1);
    expect(asReporter(emptyNode)).toEqual(emptyNode);
  });

  test('a value that does not fit its fold is said with the entry’s id', () => {
    const entry = eventEntry({ increments: [happened('1', { cells: { 'share.on-time': '1' } })] });
    expect(() => total([entry])).toThrow(/H26\.dvc~k-1~000: the value of share\.on-time does not fit/);
  });
});

describe('the fold over time', () => {
  const overTimeOf = (id: string): Indicator['overTime'] => compiled.indicators.get(id)?.overTime ?? 'none';
  const month = (cells: NodeContent['cells'], reporters = 1, newestReceivedAt: string | null = null) => ({
    cells,
    reporters,
    newestReceivedAt,
  });
  const folded = (...cells: NodeContent['cells'][]) =>
    foldPeriods(
      cells.map((one) => month(one)),
      overTimeOf,
    ).cells;

  test.each<[string, string, NodeContent['cells'][string][], NodeContent['cells'][string] | undefined]>([
    ['a flow is the sum', RECEIVED, ['1', '2', '4'], '7'],
    ['a stock is that of the last month', 'cost.balance', ['5', '9', '-1.5'], '-1.5'],
    ['a peak is the highest', 'load.peak', ['9', '10.25', '-11'], '10.25'],
    ['a low is the lowest', 'data.freshest', ['9', '10', '-11'], '-11'],
    [
      'a ratio is of the sums of its parts',
      'share.on-time',
      [
        ['1', '2'],
        ['1', '4'],
      ],
      ['2', '6'],
    ],
    [
      'a state is the last one, whatever its own window',
      'software.version',
      [
        ['2', '2026-10-14', 'H49.z'],
        ['1', '2026-09-01', 'H26.a'],
      ],
      ['1', '2026-09-01', 'H26.a'],
    ],
    [
      'what does not fold over time is left out',
      'cost.average',
      [
        ['1', '2'],
        ['1', '4'],
      ],
      undefined,
    ],
  ])('%s', (_, key, values, expected) => {
    expect(folded(...values.map((value) => ({ [key]: value })))[key]).toEqual(expected);
  });

  test('a month without the cell changes neither flow nor stock', () => {
    expect(folded({ 'cost.balance': '5', [RECEIVED]: '1' }, {}, {})).toEqual({
      'cost.balance': '5',
      [RECEIVED]: '1',
    });
  });

  test('of no periods is empty; reporters are the most of one month, and the newest receipt is of all', () => {
    expect(foldPeriods([], overTimeOf)).toEqual(emptyNode);
    const months = [
      month({}, 3, '2026-10-15T00:00:00.000Z'),
      month({}, 5, '2026-09-15T00:00:00.000Z'),
      month({}, 0),
    ];
    expect(foldPeriods(months, overTimeOf)).toEqual({
      cells: {},
      reporters: 5,
      newestReceivedAt: '2026-10-15T00:00:00.000Z',
    });
  });

  test('flows of months into quarters into a year are those of months into the year', () => {
    const values = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 12, maxLength: 12 });
    const keys = [RECEIVED, 'cost.balance', 'load.peak', 'data.freshest'];
    fc.assert(
      fc.property(values, (twelve) => {
        const months = twelve.map((value) =>
          month(Object.fromEntries(keys.map((key) => [key, String(value)]))),
        );
        const quarters = [0, 3, 6, 9].map((at) => foldPeriods(months.slice(at, at + 3), overTimeOf));
        expect(foldPeriods(quarters, overTimeOf)).toEqual(foldPeriods(months, overTimeOf));
      }),
    );
  });

  test('cells come in the order of their keys', () => {
    const keys = Object.keys(
      folded({ 'software.version': ['1', 'a', 'b'], 'cost.balance': '1', [RECEIVED]: '1' }),
    );
    expect(keys).toEqual([...keys].sort());
  });
});
