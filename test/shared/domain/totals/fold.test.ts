import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReportEntry } from '../../../../shared/contract/submissions/ledger.ts';
import { canonicalNode } from '../../../../shared/domain/totals/canonical-total.ts';
import { countingEntry, foldNodes, leafOf } from '../../../../shared/domain/totals/fold.ts';
import { reporter, unionOf } from '../../../../shared/domain/totals/reporters.ts';
import { emptyNode, type NodeContent, reportersOf } from '../../../../shared/domain/totals/total.ts';
import { foldOf } from '../../../fixtures/catalogue.ts';
import { rules, some, systemsIn } from '../../../fixtures/numbers.ts';
import { entry } from '../../../fixtures/reports.ts';
import { anyEntry, ledgerEntries } from '../../../properties/arbitraries.ts';
import { modelTotal } from '../../../properties/model-total.ts';

const END = '2026-10-14';
const fold = (children: Iterable<NodeContent>) => foldNodes(children, foldOf);
/** What counts of each system. */
const total = (entries: Iterable<ReportEntry>) =>
  fold(
    [...Map.groupBy(entries, ({ system }) => system).values()].flatMap((own) => {
      const counting = countingEntry(own);
      return counting === null ? [] : leafOf(counting, END, rules);
    }),
  );
/** With the systems behind it and behind each cell. */
const plain = (content: NodeContent) => ({
  cells: content.cells,
  reporters: systemsIn(content.reporters),
  ofCells: Object.fromEntries(
    Object.keys(content.cells).map((key) => [key, systemsIn(reportersOf(content, key))]),
  ),
  newestReceivedAt: content.newestReceivedAt,
});
const text = (entries: Iterable<ReportEntry>) => canonicalNode(total(entries));

/** Leaves of different systems, as siblings in a tree are. */
const leaves = fc
  .uniqueArray(anyEntry, { selector: ({ system }) => system })
  .map((entries) => entries.map((one) => leafOf(one, END, rules)));

/** The same things in another order. */
const shuffled = <T>(things: readonly T[]) =>
  fc.shuffledSubarray([...things], { minLength: things.length, maxLength: things.length });

describe('the laws of the fold', () => {
  test('it is the model, digit for digit', () => {
    fc.assert(
      fc.property(ledgerEntries, (entries) => {
        expect(plain(total(entries))).toEqual(modelTotal(entries));
      }),
      { numRuns: 300 },
    );
  });

  test('duplicates change nothing, nor does any order', () => {
    const story = ledgerEntries.chain((entries) =>
      fc.tuple(
        fc.constant(entries),
        fc.subarray(entries).chain((again) => shuffled([...entries, ...again])),
      ),
    );
    fc.assert(
      fc.property(story, ([entries, delivered]) => {
        expect(text(delivered)).toBe(text(entries));
      }),
    );
  });

  test('any grouping gives the same: children of children, one by one, or all at once', () => {
    const grouped = leaves.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: all.length, maxLength: all.length }),
      ),
    );
    fc.assert(
      fc.property(grouped, ([all, groups]) => {
        const parts = [...Map.groupBy(all, (leaf) => groups[all.indexOf(leaf)] ?? 0).values()];
        const whole = fold(all);
        expect(fold(parts.map(fold))).toEqual(whole);
        expect(all.reduce((sum, leaf) => fold([sum, leaf]), emptyNode)).toEqual(whole);
        expect(all.reduceRight((sum, leaf) => fold([leaf, sum]), emptyNode)).toEqual(whole);
      }),
    );
  });

  test('it is commutative, and the empty node is neutral on both sides', () => {
    fc.assert(
      fc.property(leaves, leaves, (a, b) => {
        const others = b.filter((leaf) => !a.includes(leaf));
        const [left, right] = [fold(a), fold(others)];
        expect(canonicalNode(fold([left, emptyNode]))).toBe(canonicalNode(left));
        expect(canonicalNode(fold([emptyNode, left]))).toBe(canonicalNode(left));
        expect(fold([left]).cells).toEqual(left.cells);
        expect(fold([left, right]).reporters).toBe(unionOf([left.reporters, right.reporters]));
        expect(canonicalNode(fold([left]))).toBe(canonicalNode(left));
      }),
    );
    fc.assert(
      fc.property(
        leaves.chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
        ([all, other]) => {
          expect(canonicalNode(fold(other))).toBe(canonicalNode(fold(all)));
        },
      ),
    );
  });

  test('cells come out in the order of their keys, so that equal totals are equal bytes', () => {
    fc.assert(
      fc.property(
        leaves.chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
        ([all, other]) => {
          expect(JSON.stringify(fold(other))).toBe(JSON.stringify(fold(all)));
          const keys = Object.keys(fold(all).cells);
          expect(keys).toEqual([...keys].sort());
        },
      ),
    );
  });

  test('the canonical text tells apart what differs, and only that', () => {
    fc.assert(
      fc.property(ledgerEntries, ledgerEntries, (a, b) => {
        expect(text(a) === text(b)).toBe(JSON.stringify(total(a)) === JSON.stringify(total(b)));
      }),
    );
    const cells = { b: '1', a: '2' };
    expect(canonicalNode({ ...emptyNode, cells })).toBe(
      canonicalNode({ ...emptyNode, cells: { a: '2', b: '1' } }),
    );
    expect(canonicalNode({ ...emptyNode, cells })).not.toBe(
      canonicalNode({ ...emptyNode, cells: { a: '1', b: '2' } }),
    );
    expect(canonicalNode({ ...emptyNode, reporters: some(1) })).not.toBe(canonicalNode(emptyNode));
    expect(canonicalNode({ ...emptyNode, newestReceivedAt: 'x' })).not.toBe(canonicalNode(emptyNode));
  });
});

describe('which entry counts', () => {
  test('the highest revision, in whatever order and however often they come', () => {
    const revisions = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 1 });
    const story = revisions.chain((numbers) =>
      fc.tuple(fc.constant(numbers), shuffled([...numbers, ...numbers])),
    );
    fc.assert(
      fc.property(story, ([numbers, delivered]) => {
        const counting = countingEntry(delivered.map((revision) => entry({ revision })));
        expect(counting?.revision).toBe(Math.max(...numbers));
      }),
    );
  });

  test('a withdrawal takes the report out, and a later report brings it back', () => {
    const report = (revision: number) => entry({ revision });
    const withdrawal = entry({ revision: 2, kind: 'withdrawal', cells: {} });
    expect(countingEntry([])).toBeNull();
    expect(countingEntry([withdrawal, report(1)])).toBeNull();
    expect(countingEntry([report(1), withdrawal])).toBeNull();
    expect(countingEntry([report(3), withdrawal, report(1)])?.revision).toBe(3);
    expect(total([report(1), withdrawal])).toEqual(emptyNode);
  });
});

describe('each fold', () => {
  const of = (...cells: Record<string, string | [string, string]>[]) =>
    total(cells.map((values, index) => entry({ system: `H26.s${index}`, cells: values }))).cells;

  test.each([
    ['a sum adds at any mix of scales', 'cost.balance', ['1.05', '-0.3', '2'], '2.75'],
    ['a sum that comes to nothing is 0', 'cost.balance', ['-0.5', '0.5'], '0'],
    ['a maximum is the largest as a number, not as text', 'load.peak', ['9', '10', '-11'], '10'],
    ['a minimum is the smallest as a number, not as text', 'data.freshest', ['9', '10', '-11'], '-11'],
    ['one alone stays as it is', 'data.freshest', ['9.5'], '9.5'],
  ])('%s', (_, key, values, expected) => {
    expect(of(...values.map((value) => ({ [key]: value })))[key]).toBe(expected);
  });

  test('a ratio keeps its parts; it is not an average of quotients', () => {
    expect(of({ 'share.on-time': ['1', '2'] }, { 'share.on-time': ['1', '4'] })).toEqual({
      'share.on-time': ['2', '6'],
    });
  });

  test('the latest of one system is by the end of its window, then by id, then by its text, not by arrival', () => {
    const at = (end: string, id: string, value: string): NodeContent => ({
      ...emptyNode,
      cells: { 'software.version': [value, end, id] },
    });
    const early = at('2026-09-14', 'z', '4');
    const first = at(END, 'a', '3');
    const [second, tie] = [at(END, 'b', '2'), at(END, 'b', '1')];
    for (const order of [
      [early, first, tie, second],
      [second, early, tie, first],
      [tie, first, second, early],
    ]) {
      expect(fold(order).cells['software.version']).toEqual(['2', END, 'b']);
    }
  });

  test('the latest has a meaning within one system: a total of systems has none, however many they are', () => {
    const leaf = leafOf(entry({ cells: { 'software.version': '2', 'cost.balance': '1' } }), END, rules);
    expect(leaf.cells['software.version']).toEqual(['2', END, 'H26.dvc']);
    expect(fold([leaf]).cells).toEqual({ 'cost.balance': '1' });
    expect(fold([leaf, leafOf(entry({ system: 'H26.b' }), END, rules)]).cells).not.toHaveProperty([
      'software.version',
    ]);
  });

  test('who has each cell is kept where not all have it, and given up where there is no room for it', () => {
    const child = (cells: NodeContent['cells'], systems: readonly number[]): NodeContent => ({
      ...emptyNode,
      cells,
      reporters: unionOf(systems.map(reporter)),
    });
    const few = foldNodes(
      [child({ a: '1', b: '1' }, [1]), child({ a: '1' }, [2]), child({ a: '1', c: '1' }, [9])],
      () => 'sum',
    );
    expect(few.cellReporters).toEqual({ b: reporter(1), c: reporter(9) });
    const [even, odd] = [0, 1].map((at) => Array.from({ length: 20_000 }, (_, index) => 2 * index + at));
    const keys = (name: string) =>
      Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`${name}${at}`, '1']));
    const [one, other] = [child(keys('x'), even ?? []), child(keys('y'), odd ?? [])];
    const many = foldNodes([one, other], () => 'sum');
    expect(many.cellReporters).toBeNull();
    expect(foldNodes([many, child(keys('x'), [50_000])], () => 'sum').cellReporters).toBeNull();
    expect(canonicalNode({ ...many, cellReporters: {} })).not.toBe(canonicalNode(many));
  });

  test('reporters are systems, and the newest receipt is the newest of those that count', () => {
    const result = total([
      entry({ system: 'H26.a', receivedAt: '2026-10-15T00:00:00.000Z' }),
      entry({ system: 'H26.b', receivedAt: '2026-10-16T00:00:00.000Z' }),
      entry({ system: 'H26.c', receivedAt: '2026-10-17T00:00:00.000Z', kind: 'withdrawal', cells: {} }),
    ]);
    expect(systemsIn(result.reporters)).toEqual(['H26.a', 'H26.b']);
    expect(result.newestReceivedAt).toBe('2026-10-16T00:00:00.000Z');
  });
});

describe('values that do not fit their fold are a bug or a damaged store, and are not added up', () => {
  test.each([
    ['a single value of a ratio', { 'share.on-time': '1' }],
    ['a pair of a sum', { 'cost.balance': ['1', '2'] as [string, string] }],
    ['a pair of a latest', { 'software.version': ['1', '2'] as [string, string] }],
  ])('%s', (_, cells) => {
    expect(() => leafOf(entry({ cells }), END, rules)).toThrow(
      /ledger entry H26\.dvc: the value of .* does not fit its fold/,
    );
  });

  test.each([
    ['a sum', 'cost.balance', ['1', '2']],
    ['a sum and a latest', 'cost.balance', ['1', END, 'H26.dvc']],
    ['a minimum', 'data.freshest', ['1', '2']],
    ['a maximum', 'load.peak', ['1', '2']],
    ['a ratio', 'share.on-time', '1'],
    ['a latest', 'software.version', '1'],
    ['a latest and a ratio', 'software.version', ['1', '2']],
  ])('%s and something else', (_, key, wrong) => {
    const right = leafOf(entry({ cells: { [key]: foldOf(key) === 'ratio' ? ['1', '1'] : '1' } }), END, rules);
    const other = { ...emptyNode, cells: { [key]: wrong } } as NodeContent;
    expect(() => fold([right, other])).toThrow(/of another fold/);
    expect(() => fold([other, right])).toThrow(/of another fold/);
  });
});
