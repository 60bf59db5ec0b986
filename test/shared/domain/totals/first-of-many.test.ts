import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstChildren, firstIds } from '../../../../shared/domain/totals/first-of-many.ts';
import { foldNodes } from '../../../../shared/domain/totals/fold.ts';
import type { NodeContent } from '../../../../shared/domain/totals/total.ts';
import { foldOf } from '../../../fixtures/catalogue.ts';
import { some } from '../../../fixtures/numbers.ts';

const leaf = (cells: readonly string[]): NodeContent => ({
  cells: Object.fromEntries(cells.map((cell) => [`cost.balance|x=${cell}`, '1'])),
  reporters: some(1),
  newestReceivedAt: '2026-10-15T02:00:00.000Z',
});

describe('the first children', () => {
  test('are those of all of them, in whatever order the leaves come, until there are more cells than asked for', () => {
    const names = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const cells = fc.uniqueArray(fc.constantFrom('1', '2', '3'), { minLength: 1 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(names, cells)),
        fc.option(names),
        fc.integer({ min: 0, max: 8 }),
        (leaves, after, most) => {
          const kept = firstChildren(after, most, foldOf);
          for (const [name, own] of leaves) kept.add(name, leaf(own));
          const wanted = [...Map.groupBy(leaves, ([name]) => name)]
            .filter(([name]) => after === null || name > after)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(
              ([name, those]) =>
                [
                  name,
                  foldNodes(
                    those.map(([, own]) => leaf(own)),
                    foldOf,
                  ),
                ] as const,
            );
          const enough: (typeof wanted)[number][] = [];
          for (let cells = 0, index = 0; index < wanted.length && cells <= most; index += 1) {
            const child = wanted[index];
            if (child === undefined) break;
            enough.push(child);
            cells += Object.keys(child[1].cells).length;
          }
          expect(kept.inOrder()).toEqual(enough);
        },
      ),
    );
  });

  test('a system of its own keeps what is the latest of it, an agency does not', () => {
    const kept = firstChildren(null, 10, foldOf);
    const latest: NodeContent = {
      ...leaf(['1']),
      cells: { 'software.version': ['2', '2026-10-14', 'H26.dvc'] },
    };
    kept.add('H26.05', latest);
    kept.add('H26.dvc', latest, true);
    expect(kept.inOrder()).toEqual([
      ['H26.05', { ...latest, cells: {} }],
      ['H26.dvc', latest],
    ]);
  });

  test('one of which nothing counts is none', () => {
    const kept = firstChildren(null, 10, foldOf);
    kept.add('a', { cells: {}, reporters: '', newestReceivedAt: null });
    kept.add('b', { cells: {}, reporters: some(1), newestReceivedAt: '2026-10-15T02:00:00.000Z' });
    expect(kept.inOrder().map(([name]) => name)).toEqual(['b']);
  });
});

describe('the first ids', () => {
  /** Systems whose entries come in their order, but beside each other. */
  const streams = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }).chain((sizes) => {
    const all = sizes.flatMap((size, rank) => Array.from({ length: size }, () => rank));
    return fc.shuffledSubarray(all, { minLength: all.length });
  });

  test('page by page are all of them, once, in order, whatever came between', () => {
    fc.assert(
      fc.property(streams, fc.integer({ min: 1, max: 5 }), (ranks, most) => {
        const seen = new Map<number, number>();
        const come = ranks.map((rank) => {
          const nth = seen.get(rank) ?? 0;
          seen.set(rank, nth + 1);
          return { rank, id: `${rank}~${String(nth).padStart(2, '0')}` };
        });
        const wanted = come.map(({ id }) => id).sort();
        const found: string[] = [];
        for (let after: string | null = null, next = true; next; next = after !== null) {
          const page = firstIds(
            after === null ? null : { id: after, rank: Number(after.split('~')[0]) },
            most,
          );
          for (const { rank, id } of come) page.add(rank, id);
          const { ids, count, next: following, isKnown } = page.result();
          expect([count, isKnown]).toEqual([ranks.length, true]);
          expect(ids.length).toBeLessThanOrEqual(most);
          found.push(...ids);
          after = following;
        }
        expect(found).toEqual(wanted);
      }),
    );
  });

  test('behind one that was none of them it is not known', () => {
    const page = firstIds({ id: 'b', rank: 1 }, 5);
    page.add(0, 'a');
    page.add(1, 'c');
    expect(page.result()).toMatchObject({ count: 2, isKnown: false });
  });
});
