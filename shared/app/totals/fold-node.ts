/**
 * Folds one total (DESIGN §2): read its version, read all children consistently, put if the version is still the
 * one read, else again. Whoever folds last has read everything, whatever the order of messages. Where whoever folds knows both
 * the version of a child that the total includes and the one that it has now, that child is replaced and its siblings are not
 * read; docs/exactness.md says why that is the same.
 */
import type { ReportEntry } from '../../contract/submissions/ledger.ts';
import type { DatasetPeriod } from '../../domain/registry/dataset-period.ts';
import { canonicalNode } from '../../domain/totals/canonical-total.ts';
import {
  asReporter,
  countEvents,
  countingEntry,
  type Folding,
  type FoldRules,
  leafOf,
  startFold,
} from '../../domain/totals/fold.ts';
import type { FoldNode, Leaves } from '../../domain/totals/fold-tree.ts';
import { includedText, readIncluded } from '../../domain/totals/included.ts';
import { replaceChild } from '../../domain/totals/replace-child.ts';
import { noReporters } from '../../domain/totals/reporters.ts';
import { emptyNode, type NodeContent } from '../../domain/totals/total.ts';
import type { ReadEvents, ReadReports } from '../ports/ledger.ts';
import type { NodeKey, PutNode, ReadChildren, ReadNode, StoredNode } from '../ports/totals.ts';

/** What a fold computes; the rest of a stored node says who wrote it when. */
export type Folded = Pick<StoredNode, 'content' | 'revisions' | 'seen' | 'included'>;

export type ReadLeavesPorts = FoldRules & {
  readonly readReports: ReadReports;
  readonly readEvents: ReadEvents;
};

export type FoldPorts = ReadLeavesPorts & {
  readonly readNode: ReadNode;
  readonly readChildren: ReadChildren;
  readonly putNode: PutNode;
};

export type FoldOutcome = 'written' | 'unchanged' | 'registry is stale' | 'lost every race';

const ATTEMPTS = 6;

/** What the leaves below a node are and which entries they came from. */
type SeenLeaves = { readonly entries: number; readonly revisions: Record<string, number> };

/** Folds each leaf that counts as it is read, so that however many there are, no list of them is in memory. */
export async function readLeaves(
  ports: ReadLeavesPorts,
  { dataset, period }: DatasetPeriod,
  leaves: Leaves | null,
  folding: Folding,
): Promise<SeenLeaves> {
  if (leaves === null) return { entries: 0, revisions: {} };
  let count = 0;
  if (leaves.kind === 'events') {
    const counting = countEvents(folding);
    for await (const entry of ports.readEvents(dataset.id, leaves.system, leaves.bucket, leaves.shard)) {
      // A bucket has entries of two periods where the calendar changed between them, and a message may name neither.
      if (entry.period !== period.id) continue;
      counting.add(entry);
      count += 1;
    }
    counting.end();
    return { entries: count, revisions: {} };
  }
  const revisions: Record<string, number> = {};
  let own: ReportEntry[] = [];
  const close = (): void => {
    const [first] = own;
    if (first === undefined) return;
    revisions[first.system] = Math.max(...own.map(({ revision }) => revision));
    const counting = countingEntry(own);
    if (counting !== null) folding.add(leafOf(counting, period.to, ports));
    own = [];
  };
  for await (const entry of ports.readReports(dataset.id, period.id, leaves.owner, leaves.systems)) {
    if (own[0] !== undefined && own[0].system !== entry.system) close();
    own.push(entry);
    count += 1;
  }
  close();
  return { entries: count, revisions };
}

/** What a node's children make of it now. */
export async function recompute(
  ports: Omit<FoldPorts, 'putNode' | 'readNode'>,
  at: DatasetPeriod,
  node: FoldNode,
): Promise<Folded> {
  const folding = startFold(ports.foldOf);
  const { entries, revisions } = await readLeaves(ports, at, node.leaves, folding);
  let seen = entries;
  const versions = new Map<string, number>();
  const wanted = node.children === 'any' ? null : new Set(node.children);
  if (wanted === null || wanted.size > 0) {
    for await (const [name, child] of ports.readChildren(at.dataset.id, at.period.id, node.name)) {
      if (wanted !== null && !wanted.has(name)) continue;
      folding.add(child.content);
      seen += child.version;
      versions.set(name, child.version);
    }
  }
  const total = folding.total();
  const content = node.isReporter ? asReporter(total, node.name, ports.numberOf) : total;
  return {
    content,
    revisions,
    seen,
    ...(node.leaves === null && { included: includedText(node, versions) }),
  };
}

/** A version of a total and what it has; version 0 is a total that is not there. */
type Known = { readonly version: number; readonly content: NodeContent };
const knownOf = (stored: StoredNode | null): Known => stored ?? { version: 0, content: emptyNode };

/** What a fold came to, and where it was counted in the total: the version that it read and the one that stands now. */
export type Fold = { readonly outcome: FoldOutcome; readonly change: Change | null };
export type Change = { readonly before: Known; readonly after: Known };

/** What whoever folds has read already. */
export type Beforehand = {
  /** The total, read before any of its children was. */
  readonly stored?: StoredNode | null | undefined;
  /** Its children that were folded since its messages were received, by name; null where others may have changed as well. */
  readonly changes?: ReadonlyMap<string, Change> | null;
};

/**
 * What the total comes to if just these children are replaced. Null where only a fold of all of them can tell: another one is the
 * version that it includes, or what it had of a child cannot be taken out.
 */
function replaceChildren(
  { foldOf, numberOf }: FoldRules,
  node: FoldNode,
  stored: StoredNode,
  changes: ReadonlyMap<string, Change>,
): Folded | null {
  const versions = readIncluded(node, stored.included);
  if (versions === null || node.leaves !== null) return null;
  let content: NodeContent | null = node.isReporter
    ? {
        cells: stored.content.cells,
        reporters: noReporters,
        newestReceivedAt: stored.content.newestReceivedAt,
      }
    : stored.content;
  let { seen } = stored;
  for (const [name, { before, after }] of changes) {
    const included = versions.get(name) ?? 0;
    if (included === after.version) continue;
    if (included !== before.version) return null;
    content = replaceChild(content, before.content, after.content, foldOf);
    if (content === null) return null;
    versions.set(name, after.version);
    seen += after.version - before.version;
  }
  if (node.isReporter) content = asReporter(content, node.name, numberOf);
  return { content, revisions: stored.revisions, seen, included: includedText(node, versions) };
}

export const keyOf = ({ dataset, period }: DatasetPeriod, { parent, name }: FoldNode): NodeKey => ({
  dataset: dataset.id,
  period: period.id,
  parent,
  node: name,
});

export const foldNode = async (
  ports: FoldPorts,
  at: DatasetPeriod,
  node: FoldNode,
  registryVersion: number,
): Promise<FoldOutcome> => (await foldTotal(ports, at, node, registryVersion)).outcome;

export async function foldTotal(
  ports: FoldPorts,
  at: DatasetPeriod,
  node: FoldNode,
  registryVersion: number,
  { stored: first, changes = null }: Beforehand = {},
): Promise<Fold> {
  const key = keyOf(at, node);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // The version is read before the children: a child that changes after this makes the put lose.
    const stored = attempt === 0 && first !== undefined ? first : await ports.readNode(key);
    if (stored !== null && stored.registryVersion > registryVersion)
      return { outcome: 'registry is stale', change: null };
    const before = knownOf(stored);
    const replaced =
      stored?.registryVersion === registryVersion && changes !== null
        ? replaceChildren(ports, node, stored, changes)
        : null;
    const now = replaced ?? (await recompute(ports, at, node));
    // Under a newer registry the put is made even if no digit changed: from then on the older one is refused.
    if (stored?.registryVersion === registryVersion && sameTotal(stored, now))
      return { outcome: 'unchanged', change: { before, after: before } };
    const next: StoredNode = { ...now, version: before.version + 1, registryVersion };
    if ((await ports.putNode(key, next, stored?.version ?? null)) === 'written')
      return { outcome: 'written', change: { before, after: next } };
  }
  return { outcome: 'lost every race', change: null };
}

function sameTotal(a: Folded, b: Folded): boolean {
  return (
    a.seen === b.seen &&
    canonicalNode(a.content) === canonicalNode(b.content) &&
    revisionsText(a) === revisionsText(b)
  );
}

const revisionsText = ({ revisions }: Pick<StoredNode, 'revisions'>): string =>
  JSON.stringify(Object.entries(revisions).sort(([a], [b]) => (a < b ? -1 : 1)));
