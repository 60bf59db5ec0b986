/** A child that is replaced in a total gives what the fold of all children gives, or nothing at all. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalNode } from '../../../../shared/domain/totals/canonical-total.ts';
import { asReporter, foldNodes } from '../../../../shared/domain/totals/fold.ts';
import type { Fold } from '../../../../shared/domain/totals/fold-cell.ts';
import { replaceChild } from '../../../../shared/domain/totals/replace-child.ts';
import { noReporters } from '../../../../shared/domain/totals/reporters.ts';
import { emptyNode, type NodeContent } from '../../../../shared/domain/totals/total.ts';

const folds: Readonly<Record<string, Fold>> = { s: 'sum', r: 'ratio', n: 'min', x: 'max', l: 'latest' };
const foldOf = (indicator: string): Fold => folds[indicator.charAt(0)] ?? 'sum';

const value = fc.constantFrom('-2', '0', '0.5', '1', '1.25', '3');
const instant = fc.constantFrom(null, '2026-10-01T00:00:00.000Z', '2026-10-02T00:00:00.000Z');
const cells = fc.record(
  {
    's.a': value,
    's.b': value,
    r: fc.tuple(value, value),
    n: value,
    x: value,
    l: fc.tuple(value, fc.constantFrom('2026-10-01', '2026-10-02'), fc.constantFrom('p', 'q')),
  },
  { requiredKeys: [] },
);
/** A time bucket: it has no reporters. */
const bucket: fc.Arbitrary<NodeContent> = fc
  .record({ cells, newestReceivedAt: instant })
  .map((content) => ({ ...content, reporters: noReporters }));
const places = [0, 1, 2] as const;
/** A child of an agency: some systems of its own, folded. */
const childOf = (place: number): fc.Arbitrary<NodeContent> =>
  fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), bucket), { maxLength: 3 }).map((systems) =>
    foldNodes(
      systems.map(([at, content]) => asReporter(content, `${place}${at}`, (id) => Number(id))),
      foldOf,
    ),
  );

const story = (child: (place: number) => fc.Arbitrary<NodeContent>) =>
  fc.record({
    before: fc.tuple(child(0), child(1), child(2)),
    at: fc.constantFrom(...places),
    isNew: fc.boolean(),
    afters: fc.tuple(child(0), child(1), child(2)),
  });

/** How often it gave a total at all. */
function compare(child: (place: number) => fc.Arbitrary<NodeContent>): number {
  let replaced = 0;
  fc.assert(
    fc.property(story(child), ({ before, at, isNew, afters }) => {
      const own = isNew ? emptyNode : before[at];
      const siblings = before.filter((_, place) => place !== at);
      const total = foldNodes([...siblings, ...(isNew ? [] : [own])], foldOf);
      const found = replaceChild(total, own, afters[at], foldOf);
      if (found === null) return;
      replaced += 1;
      expect(canonicalNode(found)).toBe(canonicalNode(foldNodes([...siblings, afters[at]], foldOf)));
    }),
    { numRuns: 3000 },
  );
  return replaced;
}

describe('a child that is replaced', () => {
  test('of a system or a time bucket', () => {
    expect(compare(() => bucket)).toBeGreaterThan(300);
  });
  test('of an agency or the country', () => {
    expect(compare(childOf)).toBeGreaterThan(200);
  });

  const sum = (number: string): NodeContent => ({
    ...emptyNode,
    cells: { 's.a': number },
    newestReceivedAt: null,
  });
  const most = (number: string): NodeContent => ({
    ...emptyNode,
    cells: { x: number },
    newestReceivedAt: null,
  });
  test('a sum is undone, and the highest is not unless a higher one comes', () => {
    expect(replaceChild(sum('5'), sum('2'), sum('1.5'), foldOf)?.cells).toEqual({ 's.a': '4.5' });
    expect(replaceChild(most('5'), most('2'), most('1'), foldOf)?.cells).toEqual({ x: '5' });
    expect(replaceChild(most('5'), most('5'), most('7'), foldOf)?.cells).toEqual({ x: '7' });
    expect(replaceChild(most('5'), most('5'), most('4'), foldOf)).toBeNull();
  });
  test('a cell that it has no more is not undone: another child may have it too', () => {
    expect(replaceChild(sum('5'), sum('2'), emptyNode, foldOf)).toBeNull();
  });
});
