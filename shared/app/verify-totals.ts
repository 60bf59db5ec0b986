/**
 * Verify: recomputes every total of a dataset and period from the ledger, through the same fold, and compares it with
 * what is stored, digit for digit (R24). It goes unit by unit, a level-1 agency with all below it, so that it can
 * resume where it was interrupted; memory is that of one path of the tree. Beside live traffic a difference counts
 * only if it stands in three passes, seconds apart, with the node's version and the ledger's answer unchanged.
 */
import { createHash } from 'node:crypto';
import { COUNTRY, type Dataset } from '../contract/registry.ts';
import { canonicalNode, emptyNode, type NodeContent, startFold } from '../domain/fold.ts';
import { agencyNode, childNodes, type FoldNode } from '../domain/fold-tree.ts';
import type { Period } from '../domain/period.ts';
import { type RegistrySnapshot, treeAt } from '../domain/tree.ts';
import { type ReadChildren, type ReadNode, recompute, type StoredNode } from './fold-node.ts';
import { type ReplayPorts, replayNode } from './replay.ts';

export type VerifyPorts = ReplayPorts & {
  readonly readNode: ReadNode;
  readonly readChildren: ReadChildren;
  /** Waits long enough for a fold under way to be stored; `look` counts from 1, later ones may wait longer. */
  readonly pause: (look: number) => Promise<void>;
};

type Difference = {
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
/** In so many passes a difference has to be the same, and so many passes there are. */
const LOOKS = 3;
const MAX_PASSES = 8;
/** Of one unit at a time: were a whole ledger uncounted, its totals would not fit into memory together. */
const MOST_SUSPECTS = 5000;

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
  for (const node of childNodes(dataset, tree, country)) {
    const done = progress.done.get(node.name);
    const unit = done ?? (await verifyUnit(ports, snapshot, dataset, period, node));
    digest.update(`${unit.unit} ${unit.digest}\n`);
    national.add(unit.content);
    entries += unit.entries;
    totals += unit.totals;
    differences.push(...unit.differences);
    if (done === undefined) await progress.note(unit);
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

/** `looks`: in how many passes on end it was the same. */
type Suspect = Difference & { readonly signature: string; readonly looks: number };
type Pass = Omit<UnitReport, 'unit' | 'differences'> & { readonly suspects: ReadonlyMap<string, Suspect> };

async function verifyUnit(
  ports: VerifyPorts,
  snapshot: RegistrySnapshot,
  dataset: Dataset,
  period: Period,
  node: FoldNode,
): Promise<UnitReport> {
  let pass = await onePass(ports, snapshot, dataset, period, node, new Map());
  const isConfirmed = ({ looks }: Suspect): boolean => looks >= LOOKS;
  for (let look = 1; look < MAX_PASSES && ![...pass.suspects.values()].every(isConfirmed); look += 1) {
    await ports.pause(look);
    pass = await onePass(ports, snapshot, dataset, period, node, pass.suspects);
  }
  const { suspects, ...figures } = pass;
  const differences = [...suspects.values()].filter(isConfirmed).map(differenceOf);
  return { unit: node.name, ...figures, differences };
}

const differenceOf = ({ node, stored, recomputed }: Suspect): Difference => ({ node, stored, recomputed });

async function onePass(
  ports: VerifyPorts,
  snapshot: RegistrySnapshot,
  dataset: Dataset,
  period: Period,
  unit: FoldNode,
  before: Pass['suspects'],
): Promise<Pass> {
  const suspects = new Map<string, Suspect>();
  const digest = createHash('sha256');
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
        const stored = await ports.readNode({
          dataset: dataset.id,
          period: period.id,
          parent: node.parent,
          node: node.name,
        });
        const suspect = compare(node.name, stored, recomputed, before.get(node.name));
        if (suspect !== null && (before.size === 0 ? suspects.size < MOST_SUSPECTS : before.has(node.name)))
          suspects.set(node.name, suspect);
      },
    },
    unit,
  );
  return { entries, totals, digest: digest.digest('hex'), content, suspects };
}

/** Null where the stored total is the recomputed one. `signature` is what has to stay unchanged for it to count. */
function compare(
  node: string,
  stored: StoredNode | null,
  recomputed: NodeContent,
  before: Suspect | null | undefined,
): Suspect | null {
  const right = canonicalNode(recomputed);
  if (canonicalNode(stored?.content ?? emptyNode) === right) return null;
  const signature = `${stored?.version ?? 0} ${right}`;
  const looks = before?.signature === signature ? before.looks + 1 : 1;
  return { node, stored: stored?.content ?? null, recomputed, signature, looks };
}

/** The country against the stored totals below it, each of which was compared with the ledger in its unit. */
async function verifyCountry(
  ports: VerifyPorts,
  dataset: Dataset,
  period: Period,
  country: FoldNode,
): Promise<Difference[]> {
  const key = { dataset: dataset.id, period: period.id, parent: null, node: COUNTRY };
  let suspect: Suspect | null = null;
  for (let look = 1; look <= MAX_PASSES; look += 1) {
    const stored = await ports.readNode(key);
    const ofReports = { ...ports, readEvents: async () => [] };
    const { content } = await recompute(ofReports, dataset.id, period, country);
    suspect = compare(COUNTRY, stored, content, suspect);
    if (suspect === null) return [];
    if (suspect.looks >= LOOKS) return [differenceOf(suspect)];
    if (look < MAX_PASSES) await ports.pause(look);
  }
  return [];
}
