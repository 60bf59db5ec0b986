/** A total as text: equal texts mean equal totals. */
import type { NodeContent } from './total.ts';

/** The cells in the order of every total, not of the sender. */
export const inOrder = (leaf: NodeContent): NodeContent => ({
  ...leaf,
  cells: Object.fromEntries(Object.entries(leaf.cells).sort(byKey)),
});

/** Equal texts mean equal totals: what the fold compares to skip a put, and what verify compares. */
export const canonicalNode = (node: NodeContent): string =>
  JSON.stringify([
    node.reporters,
    node.newestReceivedAt,
    Object.entries(node.cells).sort(byKey),
    node.cellReporters === null ? null : Object.entries(node.cellReporters ?? {}).sort(byKey),
  ]);

/** By code units, as everywhere. */
export const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : 1;
