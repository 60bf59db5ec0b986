/**
 * Verify: recomputes every total of a dataset and period from the ledger, through the same fold, and compares it with
 * what is stored, digit for digit (R24). It goes unit by unit, a level-1 agency with all below it, so that it can
 * resume where it was interrupted; memory is that of one path of the tree. Beside live traffic a difference counts
 * only if it stands in two passes with the node's version and the ledger's answer unchanged.
 */
import { createHash } from 'node:crypto';
import { COUNTRY, type Dataset } from '../contract/registry.ts';
import { canonicalNode, emptyNode, foldNodes, type NodeContent } from '../domain/fold.ts';
import { agencyNode, childNodes, type FoldNode } from '../domain/fold-tree.ts';
import type { Period } from '../domain/period.ts';
import { type RegistrySnapshot, treeAt } from '../domain/tree.ts';
import { type ReadChildren, type ReadNode, recompute, type StoredNode } from './fold-node.ts';
import { type ReplayPorts, replayNode } from './replay.ts';

export type VerifyPorts = ReplayPorts & {
  readonly readNode: ReadNode;
  readonly readChildren: ReadChildren;
  /** Waits long enough for a fold under way to be stored. */
  readonly pause: () => Promise<void>;
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
const MAX_PASSES = 6;

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
  const units: UnitReport[] = [];
  for (const node of childNodes(dataset, tree, country)) {
    const done = progress.done.get(node.name);
    if (done !== undefined) {
      units.push(done);
      continue;
    }
    const unit = await verifyUnit(ports, snapshot, dataset, period, node);
    units.push(unit);
    await progress.note(unit);
  }
  const above = await verifyCountry(ports, dataset, period, country);
  const digest = createHash('sha256');
  for (const unit of units) digest.update(`${unit.unit} ${unit.digest}\n`);
  return {
    dataset: dataset.id,
    period: period.id,
    entries: units.reduce((sum, { entries }) => sum + entries, 0),
    totals: units.reduce((sum, { totals }) => sum + totals, 1),
    digest: digest.digest('hex'),
    national: foldNodes(
      units.map(({ content }) => content),
      ports.foldOf,
    ),
    differences: [...units.flatMap(({ differences }) => differences), ...above],
  };
}

type Suspect = Difference & { readonly signature: string };
type Pass = Omit<UnitReport, 'unit' | 'differences'> & { readonly suspects: ReadonlyMap<string, Suspect> };

async function verifyUnit(
  ports: VerifyPorts,
  snapshot: RegistrySnapshot,
  dataset: Dataset,
  period: Period,
  node: FoldNode,
): Promise<UnitReport> {
  let pass = await onePass(ports, snapshot, dataset, period, node);
  let confirmed: Suspect[] = [];
  for (let extra = 1; extra < MAX_PASSES && confirmed.length < pass.suspects.size; extra += 1) {
    await ports.pause();
    const before = pass.suspects;
    pass = await onePass(ports, snapshot, dataset, period, node);
    confirmed = [...pass.suspects.values()].filter(
      ({ node: name, signature }) => before.get(name)?.signature === signature,
    );
  }
  const { suspects: _, ...figures } = pass;
  const differences = confirmed.map(({ signature: _signature, ...difference }) => difference);
  return { unit: node.name, ...figures, differences };
}

async function onePass(
  ports: VerifyPorts,
  snapshot: RegistrySnapshot,
  dataset: Dataset,
  period: Period,
  unit: FoldNode,
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
        const suspect = compare(node.name, stored, recomputed);
        if (suspect !== null) suspects.set(node.name, suspect);
      },
    },
    unit,
  );
  return { entries, totals, digest: digest.digest('hex'), content, suspects };
}

/** Null where the stored total is the recomputed one. `signature` is what has to stay unchanged for it to count. */
function compare(node: string, stored: StoredNode | null, recomputed: NodeContent): Suspect | null {
  const right = canonicalNode(recomputed);
  if (canonicalNode(stored?.content ?? emptyNode) === right) return null;
  return { node, stored: stored?.content ?? null, recomputed, signature: `${stored?.version ?? 0} ${right}` };
}

/** The country against the stored totals below it, each of which was compared with the ledger in its unit. */
async function verifyCountry(
  ports: VerifyPorts,
  dataset: Dataset,
  period: Period,
  country: FoldNode,
): Promise<Difference[]> {
  const once = async (): Promise<Suspect | null> => {
    const stored = await ports.readNode({
      dataset: dataset.id,
      period: period.id,
      parent: null,
      node: COUNTRY,
    });
    const { content } = await recompute(
      { ...ports, readEvents: async () => [] },
      dataset.id,
      period,
      country,
    );
    return compare(COUNTRY, stored, content);
  };
  let before = await once();
  for (let extra = 1; extra < MAX_PASSES && before !== null; extra += 1) {
    await ports.pause();
    const now = await once();
    if (now !== null && now.signature === before.signature) {
      const { signature: _, ...difference } = now;
      return [difference];
    }
    before = now;
  }
  return [];
}
