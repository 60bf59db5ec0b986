/**
 * What a change of the tree makes stale (R18). A total's place contains its parent and its children are those of the
 * tree, so every total whose parent or children differ between two registries has to be folded anew, and with it all
 * above it; nothing below it changes. Closed periods keep what they have.
 */
import type { Dataset } from '../../contract/registry.ts';
import type { Refold } from '../../contract/submissions/ledger.ts';
import { agencyNode, bandsOf, type FoldNode, systemNode } from '../totals/fold-tree.ts';
import type { Period } from '../values/period.ts';
import type { DatasetPeriod } from './dataset-period.ts';
import { type RegistrySnapshot, type Tree, treeAt } from './tree.ts';

/** The totals to fold so that all of the periods given are right under `after`; none that another one's way up has. */
export function refoldsOf(
  before: RegistrySnapshot,
  after: RegistrySnapshot,
  datasets: readonly Dataset[],
  openPeriods: (dataset: Dataset) => readonly Period[],
): Refold[] {
  // Datasets of one kind have the same tree in a period.
  const known = new Map<string, readonly string[]>();
  return datasets.flatMap((dataset) =>
    openPeriods(dataset).flatMap((period) => {
      const key = `${dataset.kind} ${period.id}`;
      const names = known.get(key) ?? staleIn(before, after, { dataset, period });
      known.set(key, names);
      return names.map((node): Refold => ({ kind: 'refold', dataset: dataset.id, period: period.id, node }));
    }),
  );
}

function staleIn(
  before: RegistrySnapshot,
  after: RegistrySnapshot,
  { dataset, period }: DatasetPeriod,
): string[] {
  const then = new Map<string, string>();
  for (const node of totalsOf(dataset, treeAt(before, period))) then.set(node.name, shapeOf(node));
  const parents = new Map<string, string | null>();
  const stale = new Set<string>();
  for (const node of totalsOf(dataset, treeAt(after, period))) {
    parents.set(node.name, node.parent);
    if (then.get(node.name) !== shapeOf(node) && mayHoldSomething(before, node)) stale.add(node.name);
  }
  const onTheWay = new Set<string>();
  const leading = [...stale].filter((name) => {
    const above: string[] = [];
    let at: string | null | undefined = parents.get(name);
    for (; at !== null && at !== undefined; at = parents.get(at)) above.push(at);
    // Whose way does not end at the country counts nowhere.
    if (at === undefined) return false;
    for (const one of above) onTheWay.add(one);
    return true;
  });
  return leading.filter((name) => !onTheWay.has(name)).sort();
}

/** Every total of a tree but those of time, which stay with their system. */
function* totalsOf(dataset: Dataset, tree: Tree): Generator<FoldNode> {
  for (const { code, systems } of tree.values()) {
    const own = agencyNode(dataset, tree, code);
    if (own !== null) yield own;
    yield* bandsOf(dataset, tree, code);
    if (dataset.kind === 'event') for (const system of systems) yield systemNode(tree, code, system);
  }
}

const systemsOf = ({ leaves }: FoldNode): readonly string[] =>
  leaves?.kind === 'reports' ? leaves.systems : [];
const membersOf = (node: FoldNode): readonly string[] => [
  ...(node.children === 'any' ? [] : node.children),
  ...systemsOf(node),
];

const shapeOf = (node: FoldNode): string => JSON.stringify([node.parent, node.children, systemsOf(node)]);

/** An agency that was not known before, with nothing below it that was, has no entries yet. */
const mayHoldSomething = ({ agencies, systems }: RegistrySnapshot, node: FoldNode): boolean =>
  [node.name, ...membersOf(node)].some((name) => agencies.has(name) || systems.has(name));
