/** Folds every total above the messages of a batch, each distinct one once, deepest first, up to the country. */
import pLimit from 'p-limit';
import type { QueueBody } from '../../contract/submissions/ledger.ts';
import { foldOfCatalogue } from '../../domain/registry/cell.ts';
import type { DatasetPeriod } from '../../domain/registry/dataset-period.ts';
import { numbersOf } from '../../domain/registry/system-numbers.ts';
import type { FoldRules } from '../../domain/totals/fold.ts';
import type { FoldNode } from '../../domain/totals/fold-tree.ts';
import type { ReadNodes, StoredNode } from '../ports/totals.ts';
import { type Change, type FoldPorts, foldTotal, keyOf } from './fold-node.ts';
import { type FoldContext, targetsOf } from './fold-targets.ts';

/** Why a total was not folded. What `passes` says nothing of the message: it is not buried for it, however often it was received. */
type Break = { readonly reason: string; readonly passes: boolean };
const noTime: Break = { reason: 'no time was left for it', passes: true };

const PARALLEL_FOLDS = 16;
/**
 * Messages whose own totals are folded together. Time is asked for before each such slice, and what those that were folded have
 * in common is folded behind the last one, so that a batch that does not fit is acknowledged in part.
 */
export const SLICE = 64;

type Limits = {
  readonly hasTime: () => boolean;
  readonly isOutage: (error: unknown) => boolean;
};

type Target = DatasetPeriod & {
  readonly node: FoldNode;
  readonly depth: number;
  /** The slice of all messages that need it; null where several do. */
  slice: number | null;
  /** Nothing below it is folded here for some message: what has changed there is not known. */
  isBottom: boolean;
};

/** A message and the names of all totals above it, deepest first. */
type Chain = { readonly id: string; readonly names: readonly string[]; broken: Break | null };

type Folds = {
  /** Of each message that is not counted. */
  readonly broken: readonly (Break & { readonly id: string })[];
  /** Messages that no later receive will count either. */
  readonly final: readonly string[];
  readonly folded: number;
  readonly written: number;
};

/** A lost race and a newer registry are of this instant. `outcome` is what the fold came to, or what it threw. */
function breakOf(name: string, outcome: unknown, isOutage: Limits['isOutage']): Break {
  if (typeof outcome === 'string') return { reason: `${name}: ${outcome}`, passes: true };
  const thrown = outcome instanceof Error ? `${outcome.name}: ${outcome.message}` : String(outcome);
  return { reason: `${name}: ${thrown}`, passes: isOutage(outcome) };
}

const nameIn = ({ dataset, period }: DatasetPeriod, node: string | null): string =>
  `${dataset.id}#${period.id}#${node}`;

/** Neighbours in the tree become neighbours in the list, so that few totals belong to several slices. */
const inOrderOfTree = (chains: readonly Chain[]): Chain[] =>
  chains
    .map((chain) => ({ chain, path: chain.names.toReversed().join(' ') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ chain }) => chain);

/**
 * Without time no message is begun, and those that are begun go on up to the country, as that is what they are acknowledged by.
 * Once a fold has failed they too need time: where a store says nothing, each of the folds to come would wait for it as long as
 * the first.
 */
export async function foldAncestors(
  ports: Omit<FoldPorts, keyof FoldRules> & { readonly readNodes: ReadNodes },
  context: FoldContext,
  reads: readonly { readonly id: string; readonly body: QueueBody }[],
  { hasTime, isOutage }: Limits,
): Promise<Folds> {
  const rules = { foldOf: foldOfCatalogue(context.catalogue), numberOf: numbersOf(context.snapshot) };
  const unplaced: (Break & { id: string })[] = [];
  const final: string[] = [];
  const targets = new Map<string, Target>();
  const placed: Chain[] = [];
  for (const { id, body } of reads) {
    const found = targetsOf(context, body);
    if (!found.ok) {
      const { reason, isFinal } = found.problem;
      unplaced.push({ id, reason, passes: false });
      if (isFinal) final.push(id);
      continue;
    }
    const { dataset, period, nodes } = found.value;
    const names = nodes.map((node, index) => {
      const name = nameIn({ dataset, period }, node.name);
      if (!targets.has(name))
        targets.set(name, {
          dataset,
          period,
          node,
          depth: nodes.length - index,
          slice: null,
          isBottom: false,
        });
      return name;
    });
    const bottom = targets.get(names[0] ?? '');
    if (bottom !== undefined) bottom.isBottom = true;
    placed.push({ id, names, broken: null });
  }
  const chains = inOrderOfTree(placed);
  const slices: Chain[][] = [];
  for (let at = 0; at < chains.length; at += SLICE) slices.push(chains.slice(at, at + SLICE));
  markSlices(targets, slices);

  const broken = new Map<string, Break>();
  let written = 0;
  let folded = 0;
  let hasFailed = false;
  const limit = pLimit(PARALLEL_FOLDS);
  /** What was folded below totals that are still to be folded, by the name of these. */
  const changesBelow = new Map<string, Map<string, Change>>();
  const fold = async (name: string, target: Target, stored: StoredNode | null | undefined): Promise<void> => {
    const changes = target.isBottom ? null : (changesBelow.get(name) ?? null);
    changesBelow.delete(name);
    const done = await foldTotal({ ...ports, ...rules }, target, target.node, context.snapshot.version, {
      stored,
      changes,
    }).catch((error: unknown) => ({ outcome: error, change: null }));
    const { outcome, change } = done;
    folded += 1;
    if (change !== null) {
      const above = nameIn(target, target.node.parent);
      const siblings = changesBelow.get(above) ?? new Map<string, Change>();
      changesBelow.set(above, siblings.set(target.node.name, change));
    }
    if (outcome === 'written') written += 1;
    else if (outcome !== 'unchanged') {
      broken.set(name, breakOf(name, outcome, isOutage));
      hasFailed = true;
    }
  };
  /** Empty where they cannot be read together: each fold then reads its own, so that one that is damaged is no other's fault. */
  const readTogether = async (
    some: readonly (readonly [string, Target])[],
  ): Promise<readonly (StoredNode | null)[]> => {
    if (some.length < 2) return [];
    return ports.readNodes(some.map(([, target]) => keyOf(target, target.node))).catch(() => {
      hasFailed = true;
      return [];
    });
  };
  /** Deepest first, of each level what a message needs that nothing has broken yet. */
  const foldLevels = async (of: readonly Chain[], slice: number | null) => {
    for (const [index, level] of levelsOf(targets, of, slice).entries()) {
      const isBottom = slice !== null && index === 0;
      const mayBegin = () => (!isBottom && !hasFailed) || hasTime();
      const needed = new Set(of.flatMap((chain) => (isWhole(chain, broken) ? chain.names : [])));
      const list = level.filter(([name]) => needed.has(name));
      for (let at = 0; at < list.length; at += SLICE) {
        const some = list.slice(at, at + SLICE);
        const stored = mayBegin() ? await readTogether(some) : [];
        await limit.map(some.entries(), async ([place, [name, target]]) => {
          if (mayBegin()) await fold(name, target, stored[place]);
          else broken.set(name, noTime);
        });
      }
    }
  };
  for (const [index, slice] of slices.entries()) {
    if (hasTime()) await foldLevels(slice, index);
    else for (const chain of slice) chain.broken = noTime;
  }
  await foldLevels(chains, null);
  const breaks = placed.flatMap((chain) => {
    const found = breakIn(chain, broken);
    return found === null ? [] : [{ id: chain.id, ...found }];
  });
  return { broken: [...unplaced, ...breaks], final, folded, written };
}

function markSlices(targets: ReadonlyMap<string, Target>, slices: readonly (readonly Chain[])[]): void {
  const seen = new Set<Target>();
  for (const [index, slice] of slices.entries())
    for (const name of slice.flatMap(({ names }) => names)) {
      const target = targets.get(name);
      if (target === undefined) continue;
      if (!seen.has(target)) target.slice = index;
      else if (target.slice !== index) target.slice = null;
      seen.add(target);
    }
}

function levelsOf(
  targets: ReadonlyMap<string, Target>,
  chains: readonly Chain[],
  slice: number | null,
): (readonly (readonly [string, Target])[])[] {
  const own = new Map<string, Target>();
  for (const name of chains.flatMap(({ names }) => names)) {
    const target = targets.get(name);
    if (target?.slice === slice) own.set(name, target);
  }
  const byDepth = Map.groupBy(own, ([, { depth }]) => depth);
  return [...byDepth].sort(([a], [b]) => b - a).map(([, level]) => level);
}

const breakIn = (chain: Chain, broken: ReadonlyMap<string, Break>): Break | null =>
  chain.broken ?? chain.names.map((name) => broken.get(name)).find((one) => one !== undefined) ?? null;

const isWhole = (chain: Chain, broken: ReadonlyMap<string, Break>): boolean =>
  breakIn(chain, broken) === null;
