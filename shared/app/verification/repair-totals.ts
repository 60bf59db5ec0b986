/**
 * Repairs what verify found: folds each total that differs, and all above it, anew, deepest first, through the same
 * versioned put as the consumer. It is also what a sweep does for entries whose message was never sent.
 */
import { COUNTRY } from '../../contract/registry.ts';
import type { PlacedPeriod } from '../../domain/registry/dataset-period.ts';
import { numbersOf } from '../../domain/registry/system-numbers.ts';
import { agencyOfSystem, treeAt } from '../../domain/registry/tree.ts';
import { type FoldNode, pathUp } from '../../domain/totals/fold-tree.ts';
import type { Period } from '../../domain/values/period.ts';
import { dayOfBucket } from '../../domain/values/time-bucket.ts';
import { type FoldOutcome, type FoldPorts, foldNode } from '../totals/fold-node.ts';
import { placeOfTotal, type Wrong } from './difference.ts';

/** When a fold that several repairs end in may be made: at once, or in turn. */
type Turn = (fold: () => Promise<FoldOutcome>) => Promise<FoldOutcome>;
const atOnce: Turn = (fold) => fold();

export type Repair = { readonly node: string; readonly outcome: FoldOutcome };

/** Names that the tree does not have are left out: nothing that counts is below them. */
export async function repairTotals(
  ports: Omit<FoldPorts, 'numberOf'>,
  at: PlacedPeriod,
  wrong: readonly Wrong[],
  country: Turn = atOnce,
): Promise<Repair[]> {
  const repairs: Repair[] = [];
  const all = { ...ports, numberOf: numbersOf(at.snapshot) };
  for (const node of toFold(at, wrong)) {
    const fold = () => foldNode(all, at, node, at.snapshot.version);
    repairs.push({ node: node.name, outcome: await (node.name === COUNTRY ? country(fold) : fold()) });
  }
  return repairs;
}

/** What is wrong and all above it, each once, deepest first. */
function toFold({ dataset, period, snapshot }: PlacedPeriod, all: readonly Wrong[]): FoldNode[] {
  const tree = treeAt(snapshot, period);
  const agencyOf = (system: string) => agencyOfSystem(snapshot, system, period);
  const up = (name: string): FoldNode[] => pathUp(dataset, tree, agencyOf, name) ?? [];
  const byPlace = new Map<string, { node: FoldNode; depth: number }>();
  for (const wrong of all) {
    const regular = up(wrong.node);
    const { strayUnder } = wrong;
    const path =
      strayUnder === undefined || isInPlace(regular[0], strayUnder, period)
        ? regular
        : [emptyTotal(wrong.node, strayUnder), ...up(strayUnder)];
    for (const [index, node] of path.entries()) {
      const isStray = index === 0 && path !== regular;
      byPlace.set(isStray ? placeOfTotal(wrong) : node.name, { node, depth: path.length - index });
    }
  }
  return [...byPlace.values()].sort((a, b) => b.depth - a.depth).map(({ node }) => node);
}

/** Whether a time bucket stands where the fold of its events puts it: it may have got some since it was found empty. */
function isInPlace(node: FoldNode | undefined, parent: string, { from, to }: Period): boolean {
  const day = dayOfBucket(node?.name.split('@')[1] ?? '');
  return node?.parent === parent && from <= day && day <= to;
}

/** What no ledger has anything of, wherever it is stored: its fold is empty. */
const emptyTotal = (name: string, parent: string): FoldNode => ({
  name,
  parent,
  children: [],
  leaves: null,
  isReporter: false,
});
