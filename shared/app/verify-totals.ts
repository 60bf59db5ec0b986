/**
 * Verify: recomputes every total of a dataset and period from the ledger, through the same fold, and compares it with
 * what is stored, digit for digit (R24). It goes unit by unit, a level-1 agency with all below it, so that it can
 * resume where it was interrupted; memory is that of one path of the tree. Beside live traffic a difference counts
 * only if it stands in three passes, seconds apart, with the node's version and the ledger's answer unchanged.
 */
import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import { COUNTRY, type Dataset } from '../contract/registry.ts';
import { canonicalNode, emptyNode, type NodeContent, startFold } from '../domain/fold.ts';
import { agencyNode, childNodes, type FoldNode } from '../domain/fold-tree.ts';
import type { Period } from '../domain/period.ts';
import { type RegistrySnapshot, treeAt } from '../domain/tree.ts';
import { noEvents, type ReadChildren, type ReadNode, recompute, type StoredNode } from './fold-node.ts';
import { type ReplayPorts, replayNode } from './replay.ts';

export type VerifyPorts = ReplayPorts & {
  readonly readNode: ReadNode;
  readonly readChildren: ReadChildren;
  /** Waits long enough for a fold under way to be stored; `look` counts from 1, later ones may wait longer. */
  readonly pause: (look: number) => Promise<void>;
};

export type Difference = {
  readonly node: string;
  readonly stored: NodeContent | null;
  readonly recomputed: NodeContent;
};

/** What was found of one level-1 agency. Plain data: it can be kept in a file and resumed from. */
export type UnitReport = {
  readonly unit: string;
  readonly entries: number;
  readonly totals: number;
  /** SHA-256 over the recomputed totals in the order of the tree. */
  readonly digest: string;
  readonly content: NodeContent;
  readonly differences: readonly Difference[];
};

export type VerifyReport = {
  readonly dataset: string;
  readonly period: string;
  /** Ledger entries read, and totals compared. */
  readonly entries: number;
  readonly totals: number;
  /** SHA-256 over the digests of the units in the order of their codes: equal ledgers give equal digests. */
  readonly digest: string;
  readonly national: NodeContent;
  readonly differences: readonly Difference[];
};

/** Units that an earlier, interrupted run had done, and where to note those of this one. */
export type Progress = {
  readonly done: ReadonlyMap<string, UnitReport>;
  readonly note: (unit: UnitReport) => Promise<void>;
};

const fromTheStart: Progress = { done: new Map(), note: async () => undefined };
/** In so many looks on end a difference has to be the same; one that moves is traffic, and the next run sees it. */
const LOOKS = 3;
/** Of one unit at a time: were a whole ledger uncounted, its totals would not fit into memory together. */
const MOST_SUSPECTS = 5000;
/** Most of the time is waiting for answers. */
const PARALLEL_UNITS = 4;

export async function verifyTotals(
  ports: VerifyPorts,
  snapshot: RegistrySnapshot,
  dataset: Dataset,
  period: Period,
  progress: Progress = fromTheStart,
): Promise<VerifyReport> {
  const tree = treeAt(snapshot, period.to);
  const country = agencyNode(dataset, tree, COUNTRY);
  if (country === null) throw new Error('the tree has no country');
  const differences: Difference[] = [];
  const national = startFold(ports.foldOf);
  const digest = createHash('sha256');
  let entries = 0;
  let totals = 1;
  const units = await pLimit(PARALLEL_UNITS).map(childNodes(dataset, tree, country), async (node) => {
    const done = progress.done.get(node.name);
    if (done !== undefined) return done;
    const unit = await verifyUnit(ports, snapshot, dataset, period, node);
    await progress.note(unit);
    return unit;
  });
  for (const unit of units) {
    digest.update(`${unit.unit} ${unit.digest}\n`);
    national.add(unit.content);
    entries += unit.entries;
    totals += unit.totals;
    differences.push(...unit.differences);
  }
  differences.push(...(await verifyCountry(ports, dataset, period, country)));
  return {
    dataset: dataset.id,
    period: period.id,
    entries,
    totals,
    digest: digest.digest('hex'),
    national: national.total(),
    differences,
  };
}

type Suspect = Difference & { readonly signature: string };
type Pass = Omit<UnitReport, 'unit' | 'differences'> & { readonly suspects: ReadonlyMap<string, Suspect> };

/** One level-1 agency with all below it: what differs in three looks on end. */
export async function verifyUnit(
  ports: VerifyPorts,
  snapshot: RegistrySnapshot,
  dataset: Dataset,
  period: Period,
  node: FoldNode,
): Promise<UnitReport> {
  let pass = await onePass(ports, snapshot, dataset, period, node, null);
  for (let look = 1; look < LOOKS && pass.suspects.size > 0; look += 1) {
    await ports.pause(look);
    pass = await onePass(ports, snapshot, dataset, period, node, pass.suspects);
  }
  const { suspects, ...figures } = pass;
  return { unit: node.name, ...figures, differences: [...suspects.values()].map(differenceOf) };
}

const differenceOf = ({ node, stored, recomputed }: Suspect): Difference => ({ node, stored, recomputed });

async function onePass(
  ports: VerifyPorts,
  snapshot: RegistrySnapshot,
  dataset: Dataset,
  period: Period,
  unit: FoldNode,
  /** What the look before suspected; null for the first look. */
  before: Pass['suspects'] | null,
): Promise<Pass> {
  const suspects = new Map<string, Suspect>();
  const digest = createHash('sha256');
  const stored = storedTotals(ports, dataset, period, unit);
  let entries = 0;
  let totals = 0;
  const content = await replayNode(
    ports,
    {
      dataset,
      period,
      tree: treeAt(snapshot, period.to),
      takes: () => true,
      count: (more) => {
        entries += more;
      },
      visit: async (node, recomputed) => {
        const text = canonicalNode(recomputed);
        digest.update(`${node.name} ${text}\n`);
        totals += 1;
        const suspect =
          compare(node.name, await stored.read(node), recomputed) &&
          compare(node.name, await stored.readAgain(node), recomputed);
        stored.close(node);
        if (suspect === null) return;
        const isSame = before === null || before.get(node.name)?.signature === suspect.signature;
        if (isSame && suspects.size < MOST_SUSPECTS) suspects.set(node.name, suspect);
      },
    },
    unit,
  );
  return { entries, totals, digest: digest.digest('hex'), content, suspects };
}

/**
 * The stored totals of a unit as the replay comes by them: those under one parent are read together, when the first is
 * asked for, and forgotten when the parent is done. What differs from them is read again, as it may have changed since.
 */
export function storedTotals(
  ports: Pick<VerifyPorts, 'readNode' | 'readChildren'>,
  dataset: Dataset,
  period: Period,
  unit: FoldNode,
) {
  const byParent = new Map<string, Map<string, StoredNode>>();
  const readAgain = ({ parent, name }: FoldNode) =>
    ports.readNode({ dataset: dataset.id, period: period.id, parent, node: name });
  return {
    readAgain,
    read: async (node: FoldNode): Promise<StoredNode | null> => {
      if (node.parent === null || node.name === unit.name) return readAgain(node);
      let siblings = byParent.get(node.parent);
      if (siblings === undefined) {
        siblings = new Map(await Array.fromAsync(ports.readChildren(dataset.id, period.id, node.parent)));
        byParent.set(node.parent, siblings);
      }
      return siblings.get(node.name) ?? null;
    },
    close: ({ name }: FoldNode): void => {
      byParent.delete(name);
    },
  };
}

/** Null where the stored total is the recomputed one. `signature` is what has to stay unchanged for it to count. */
function compare(node: string, stored: StoredNode | null, recomputed: NodeContent): Suspect | null {
  const right = canonicalNode(recomputed);
  if (canonicalNode(stored?.content ?? emptyNode) === right) return null;
  return { node, stored: stored?.content ?? null, recomputed, signature: `${stored?.version ?? 0} ${right}` };
}

/** The country against the stored totals below it, each of which was compared with the ledger in its unit. */
export async function verifyCountry(
  ports: VerifyPorts,
  dataset: Dataset,
  period: Period,
  country: FoldNode,
): Promise<Difference[]> {
  const key = { dataset: dataset.id, period: period.id, parent: null, node: COUNTRY };
  let before: Suspect | null = null;
  for (let look = 1; ; look += 1) {
    const stored = await ports.readNode(key);
    const ofReports = { ...ports, readEvents: noEvents };
    const { content } = await recompute(ofReports, dataset.id, period, country);
    const suspect = compare(COUNTRY, stored, content);
    if (suspect === null || (before !== null && before.signature !== suspect.signature)) return [];
    if (look === LOOKS) return [differenceOf(suspect)];
    before = suspect;
    await ports.pause(look);
  }
}
