/** The first of what comes in no order, in memory that is bounded by what is kept: pages of children and of changes. */
import { inOrder } from './canonical-total.ts';
import { type Folding, type FoldOf, startFold } from './fold.ts';
import { noReporters } from './reporters.ts';
import type { NodeContent } from './total.ts';

type Kept = Pick<Folding, 'add' | 'size' | 'total'>;

const whole = (leaf: NodeContent): Kept => ({
  add: () => undefined,
  size: () => Object.keys(leaf.cells).length,
  total: () => inOrder(leaf),
});

/**
 * Folds leaves into the children that they belong to, and keeps the first children behind `after`, by name, that have
 * more than `mostCells` cells together. A child's cells only become more, so that one that fell out stays out.
 */
export function firstChildren(after: string | null, mostCells: number, foldOf: FoldOf) {
  const open = new Map<string, Kept>();
  let cells = 0;
  let beyond: string | null = null;
  const isKept = (name: string) => (after === null || name > after) && (beyond === null || name < beyond);
  const dropLast = (): boolean => {
    if (open.size < 2) return false;
    let last = '';
    for (const name of open.keys()) if (name > last) last = name;
    const size = open.get(last)?.size() ?? 0;
    if (cells - size <= mostCells) return false;
    open.delete(last);
    cells -= size;
    beyond = last;
    return true;
  };
  return {
    /** `isWhole`: the leaf is all of the child, not folded with others. */
    add(name: string, leaf: NodeContent, isWhole = false): void {
      if (!isKept(name) || (leaf.reporters === noReporters && leaf.newestReceivedAt === null)) return;
      const folding = open.get(name) ?? (isWhole ? whole(leaf) : startFold(foldOf));
      const before = open.has(name) ? folding.size() : 0;
      open.set(name, folding);
      if (!isWhole) folding.add(leaf);
      cells += folding.size() - before;
      while (dropLast());
    },
    /** In the order of their names; those of which nothing counts are left out. */
    inOrder: (): (readonly [name: string, content: NodeContent])[] =>
      [...open]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, folding]) => [name, folding.total()] as const)
        .filter(([, { reporters, cells: own }]) => reporters !== noReporters || Object.keys(own).length > 0),
  };
}

type Ranked = { readonly rank: number; readonly nth: number; readonly id: string };
const byRank = (a: Ranked, b: Ranked): number => a.rank - b.rank || a.nth - b.nth;

/**
 * Counts ids, and keeps the first `most` behind one of them. They are ordered by the rank that they come with; those of
 * one rank come in their order.
 */
export function firstIds(after: { readonly id: string; readonly rank: number } | null, most: number) {
  let kept: Ranked[] = [];
  let bound: Ranked | null = null;
  let count = 0;
  let isPassed = after === null;
  const cut = (): void => {
    kept = kept.sort(byRank).slice(0, most + 1);
    if (kept.length > most) bound = kept[most] ?? null;
  };
  return {
    add(rank: number, id: string): void {
      count += 1;
      if (after !== null && rank <= after.rank) {
        const isBefore = rank < after.rank || !isPassed;
        if (id === after.id) isPassed = true;
        if (isBefore) return;
      }
      const one = { rank, nth: count, id };
      if (bound !== null && byRank(one, bound) > 0) return;
      kept.push(one);
      if (kept.length > 4 * most) cut();
    },
    /** `next` is null at the end. `isKnown`: whether `after` was one of them. */
    result(): { ids: string[]; count: number; next: string | null; isKnown: boolean } {
      cut();
      const ids = kept.slice(0, most).map(({ id }) => id);
      return { ids, count, next: kept.length > most ? (ids.at(-1) ?? null) : null, isKnown: isPassed };
    },
  };
}
