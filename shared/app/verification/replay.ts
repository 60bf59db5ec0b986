import type { LedgerEntry } from '../../contract/submissions/ledger.ts';
import type { DatasetPeriod } from '../../domain/registry/dataset-period.ts';
import type { Tree } from '../../domain/registry/tree.ts';
import {
  asReporter,
  type CountingEvents,
  countEvents,
  type Folding,
  type FoldRules,
  startFold,
} from '../../domain/totals/fold.ts';
import { childNodes, type FoldNode, timeChain } from '../../domain/totals/fold-tree.ts';
import { noReporters } from '../../domain/totals/reporters.ts';
import { emptyNode, type NodeContent } from '../../domain/totals/total.ts';
import { noEvents, type ReadSystemEvents } from '../ports/ledger.ts';
import { type ReadLeavesPorts, readLeaves } from '../totals/fold-node.ts';

export type ReplayPorts = Pick<ReadLeavesPorts, 'readReports' | keyof FoldRules> & {
  readonly readSystemEvents: ReadSystemEvents;
};

export type Replay = DatasetPeriod & {
  readonly tree: Tree;
  /** Which entries there are for this replay. */
  readonly takes: (entry: LedgerEntry) => boolean;
  /** Is told of an agency's or a system's total before what is below it is read. */
  readonly enter?: (node: FoldNode) => Promise<void>;
  /** Is told of every total, children before their parents. */
  readonly visit: (node: FoldNode, content: NodeContent) => Promise<void>;
  /** Is told how many entries were read. */
  readonly count: (entries: number) => void;
};

/** The total of a node as the ledger has it. Memory is that of one path of the tree. */
export async function replayNode(ports: ReplayPorts, replay: Replay, node: FoldNode): Promise<NodeContent> {
  await replay.enter?.(node);
  if (node.isReporter) return replaySystem(ports, replay, node);
  const folding = startFold(ports.foldOf);
  const { readReports } = ports;
  const reports: ReadLeavesPorts = {
    foldOf: ports.foldOf,
    numberOf: ports.numberOf,
    readEvents: noEvents,
    readReports: async function* (...given) {
      for await (const entry of readReports(...given)) if (replay.takes(entry)) yield entry;
    },
  };
  const { entries } = await readLeaves(reports, replay, node.leaves, folding);
  replay.count(entries);
  for (const child of childNodes(replay.dataset, replay.tree, node)) {
    folding.add(await replayNode(ports, replay, child));
  }
  const content = folding.total();
  await replay.visit(node, content);
  return content;
}

/** A time bucket, or a shard of one, that the replay is in, and what is folded of it so far. */
type Open = { readonly node: FoldNode; readonly folding: Folding; readonly counting: CountingEvents };

function openNode(node: FoldNode, foldOf: ReplayPorts['foldOf']): Open {
  const folding = startFold(foldOf);
  return { node, folding, counting: countEvents(folding) };
}

/** Which period an entry counts in was said when it was put; the days of the period only say where to look for it. */
async function replaySystem(ports: ReplayPorts, replay: Replay, system: FoldNode): Promise<NodeContent> {
  const { dataset, period } = replay;
  const { foldOf } = ports;
  const whole = startFold(foldOf);
  const open: Open[] = [];
  const closeTo = async (depth: number): Promise<void> => {
    while (open.length > depth) {
      const closed = open.pop();
      if (closed === undefined) return;
      closed.counting.end();
      const content = closed.folding.total();
      (open.at(-1)?.folding ?? whole).add(content);
      await replay.visit(closed.node, content);
    }
  };
  for await (const read of ports.readSystemEvents(dataset.id, system.name, period.from, period.to)) {
    if (read.period !== period.id) continue;
    // Its increments are looked at twice, and inflated once.
    const entry = { ...read };
    if (!replay.takes(entry)) continue;
    replay.count(1);
    const path = timeChain(dataset, entry).reverse();
    const shared = path.findIndex((node, depth) => node.name !== open[depth]?.node.name);
    if (shared >= 0) {
      await closeTo(shared);
      for (const node of path.slice(shared)) open.push(openNode(node, foldOf));
    }
    open.at(-1)?.counting.add(entry);
  }
  await closeTo(0);
  const content = asReporter(whole.total(), system.name, ports.numberOf);
  if (content.reporters === noReporters && content.newestReceivedAt === null) {
    await replay.visit(system, emptyNode);
    return emptyNode;
  }
  await replay.visit(system, content);
  return content;
}
