/**
 * The fold over time: finer periods into the one that they make up, by each indicator's `overTime`. It commutes with the
 * fold over the tree: the total of a coarser period is the fold of its children's of that period. A flow is folded as it
 * is over the tree (catalogue-rules.ts takes no other). A stock is that of the last of the finer periods, of every node
 * alike: never of the last one that a node happens to have, else a total would be of other systems than it says.
 */
import type { Indicator } from '../../contract/registry.ts';
import { indicatorOfKey } from '../registry/cell.ts';
import { foldNodes, whoReported } from './fold.ts';
import { emptyNode, type NodeContent, reportersOf } from './total.ts';

type Rules = Pick<Indicator, 'fold' | 'overTime'>;

/** `parts`: of every finer period, oldest first; null where a node has nothing in it. */
export function foldPeriods(
  parts: readonly (NodeContent | null)[],
  rulesOf: (indicator: string) => Rules,
): NodeContent {
  const last = parts.at(-1) ?? emptyNode;
  const overTimeOf = (key: string) => rulesOf(indicatorOfKey(key)).overTime;
  const stocks = Object.entries(last.cells).filter(([key]) => overTimeOf(key) === 'latest');
  const flows = parts.flatMap((part) => (part === null ? [] : { ...part, cells: flowsOf(part, overTimeOf) }));
  const folded = foldNodes(flows, (indicator) => rulesOf(indicator).fold);
  const cells = [...Object.entries(folded.cells), ...stocks].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    cells: Object.fromEntries(cells),
    ...whoReported(
      folded.reporters,
      folded.cellReporters === null || last.cellReporters === null
        ? null
        : cells.map(([key]) => [key, reportersOf(key in folded.cells ? folded : last, key)]),
    ),
    newestReceivedAt: folded.newestReceivedAt,
  };
}

const flowsOf = ({ cells }: NodeContent, overTimeOf: (key: string) => Indicator['overTime']) =>
  Object.fromEntries(Object.entries(cells).filter(([key]) => !['latest', 'none'].includes(overTimeOf(key))));
