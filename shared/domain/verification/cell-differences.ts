/** A total that differs, figure by figure, as people are shown it. */
import type { CellDifference } from '../../contract/verification.ts';
import { reportersText } from '../totals/reporters.ts';
import type { CellTotal, NodeContent } from '../totals/total.ts';
import { cut } from '../values/cut.ts';

/** A set of thousands of reporters is as long as it is. */
const LONGEST = 200;

export type DifferingTotal = {
  readonly node: string;
  readonly stored: NodeContent | null;
  readonly recomputed: NodeContent;
};

/** One for each figure that differs, each text at most 200 characters long. */
export function cellDifferences(
  { dataset, period }: { readonly dataset: string; readonly period: string },
  { node, stored, recomputed }: DifferingTotal,
): CellDifference[] {
  const [before, after] = [partsOf(stored), partsOf(recomputed)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => ({
      total: cut(`${node} ${dataset} ${period}`, LONGEST),
      what: cut(name, LONGEST),
      stored: cut(before.get(name) ?? 'none', LONGEST),
      recomputed: cut(after.get(name) ?? 'none', LONGEST),
    }));
}

const valueText = (value: CellTotal): string => (typeof value === 'string' ? value : value.join(' / '));

function partsOf(content: NodeContent | null): Map<string, string> {
  if (content === null) return new Map();
  return new Map([
    ['reporters', reportersText(content.reporters)],
    ['newest received at', content.newestReceivedAt ?? 'none'],
    // A blank after each bar, where a table may break the line.
    ...Object.entries(content.cells).map(
      ([key, value]) => [key.replaceAll('|', ' | '), valueText(value)] as const,
    ),
    ...Object.entries(content.cellReporters ?? {}).map(
      ([key, set]) => [`reporters of ${key.replaceAll('|', ' | ')}`, reportersText(set)] as const,
    ),
  ]);
}
