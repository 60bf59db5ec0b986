/**
 * Verify: recomputes every total of a dataset and period from the ledger, through the same fold, and compares it
 * with what is stored, digit for digit (R24). Beside live traffic a difference counts only if it stands in two
 * passes with the node's version and the ledger's answer unchanged.
 */
import { createHash } from 'node:crypto';
import { COUNTRY } from '../contract/registry.ts';
import { canonicalNode, emptyNode, foldNodes, type NodeContent } from '../domain/fold.ts';
import type { Period } from '../domain/period.ts';
import { type RegistrySnapshot, type Tree, treeAt } from '../domain/tree.ts';
import { type FoldPorts, leavesOf, type StoredNode } from './fold-node.ts';

export type VerifyPorts = Omit<FoldPorts, 'putNode'> & {
  /** Waits long enough for a fold under way to be stored. */
  readonly pause: () => Promise<void>;
};

type Difference = {
  readonly node: string;
  readonly stored: NodeContent | null;
  readonly recomputed: NodeContent;
};

export type VerifyReport = {
  readonly dataset: string;
  readonly period: string;
  /** Ledger entries read, and totals compared. */
  readonly entries: number;
  readonly totals: number;
  /** SHA-256 over all recomputed totals in the order of their codes: equal ledgers give equal digests. */
  readonly digest: string;
  readonly national: NodeContent;
  readonly differences: readonly Difference[];
};

type Pass = {
  entries: number;
  nodes: Map<string, { recomputed: NodeContent; stored: StoredNode | null }>;
};

const MAX_PASSES = 6;

export async function verifyTotals(
  ports: VerifyPorts,
  snapshot: RegistrySnapshot,
  dataset: string,
  period: Period,
): Promise<VerifyReport> {
  const tree = treeAt(snapshot, period.to);
  let pass = await onePass(ports, tree, dataset, period);
  let suspects = suspectsOf(pass);
  let confirmed = new Set<string>();
  for (let extra = 1; extra < MAX_PASSES && confirmed.size < suspects.size; extra += 1) {
    await ports.pause();
    pass = await onePass(ports, tree, dataset, period);
    const before = suspects;
    suspects = suspectsOf(pass);
    const stood = [...suspects].filter(([code, signature]) => before.get(code) === signature);
    confirmed = new Set(stood.map(([code]) => code));
  }
  const digest = createHash('sha256');
  for (const [code, { recomputed }] of [...pass.nodes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    digest.update(`${code} ${canonicalNode(recomputed)}\n`);
  }
  return {
    dataset,
    period: period.id,
    entries: pass.entries,
    totals: pass.nodes.size,
    digest: digest.digest('hex'),
    national: pass.nodes.get(COUNTRY)?.recomputed ?? emptyNode,
    differences: [...confirmed].sort().flatMap((node) => {
      const found = pass.nodes.get(node);
      return found ? [{ node, stored: found.stored?.content ?? null, recomputed: found.recomputed }] : [];
    }),
  };
}

/** Nodes whose stored total is not the recomputed one, each with what has to stay unchanged for it to count. */
function suspectsOf(pass: Pass): Map<string, string> {
  const suspects = new Map<string, string>();
  for (const [code, { recomputed, stored }] of pass.nodes) {
    const right = canonicalNode(recomputed);
    if (canonicalNode(stored?.content ?? emptyNode) !== right)
      suspects.set(code, `${stored?.version ?? 0} ${right}`);
  }
  return suspects;
}

async function onePass(ports: VerifyPorts, tree: Tree, dataset: string, period: Period): Promise<Pass> {
  const pass: Pass = { entries: 0, nodes: new Map() };
  const root = await ports.readNode({ dataset, period: period.id, parent: null, node: COUNTRY });
  await visit(ports, tree, dataset, period, COUNTRY, root, pass);
  return pass;
}

async function visit(
  ports: VerifyPorts,
  tree: Tree,
  dataset: string,
  period: Period,
  code: string,
  stored: StoredNode | null,
  pass: Pass,
): Promise<NodeContent> {
  const node = tree.get(code);
  if (node === undefined) return emptyNode;
  const [entries, children] = await Promise.all([
    node.systems.length === 0 ? [] : ports.readReports(dataset, period.id, code, node.systems),
    node.agencies.length === 0 ? new Map<string, StoredNode>() : ports.readChildren(dataset, period.id, code),
  ]);
  pass.entries += entries.length;
  const parts: NodeContent[] = leavesOf(entries, period.to, ports.foldOf).leaves;
  // Totals of children are recomputed too: a wrong one below must not make a right one above look wrong.
  for (const child of node.agencies) {
    parts.push(await visit(ports, tree, dataset, period, child, children.get(child) ?? null, pass));
  }
  const recomputed = foldNodes(parts, ports.foldOf);
  pass.nodes.set(code, { recomputed, stored });
  return recomputed;
}
