/**
 * The consumer of the submissions queue (DESIGN §2): journal the batch, then fold every ancestor of what changed,
 * each distinct one once, deepest first, up to the country. A message is acknowledged only after all of its
 * ancestors were folded since it was received; a fold that changes nothing skips only its put.
 */
import pLimit from 'p-limit';
import { LedgerEntry } from '../contract/ledger.ts';
import { foldOfCatalogue } from '../domain/cell.ts';
import { type Period, readPeriod } from '../domain/period.ts';
import { ancestorsOf, type RegistrySnapshot, treeAt } from '../domain/tree.ts';
import { type FoldPorts, foldNode } from './fold-node.ts';
import type { ReadCalendar, ReadCatalogue } from './registry-ports.ts';

export type QueueMessage = { readonly id: string; readonly body: string; readonly receiveCount: number };
/** A message that was not counted and stays in the queue, and why. */
type Failure = { readonly id: string; readonly reason: string };

/** Writes all entries as one object that is never overwritten: the second copy of what was accepted (R24). */
export type WriteJournal = (entries: readonly LedgerEntry[]) => Promise<void>;
/** The registry at its newest version; the version is asked with a consistent read each time. */
export type ReadSnapshot = () => Promise<RegistrySnapshot>;

export type AggregatePorts = Omit<FoldPorts, 'foldOf'> & {
  readonly readSnapshot: ReadSnapshot;
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
  readonly writeJournal: WriteJournal;
};

export type BatchOutcome = {
  readonly failures: readonly Failure[];
  readonly counted: number;
  /** Distinct totals folded, and how many of them changed. */
  readonly folded: number;
  readonly written: number;
};

/** A message seen more often than this is processed last and alone, so that it cannot fail the others. */
const SUSPECT_AFTER = 2;
const PARALLEL_FOLDS = 16;

type Read = { readonly message: QueueMessage; readonly entry: LedgerEntry };
type Target = { dataset: string; period: Period; code: string; depth: number };

export async function aggregateBatch(
  ports: AggregatePorts,
  messages: readonly QueueMessage[],
): Promise<BatchOutcome> {
  const failures: Failure[] = [];
  const reads: Read[] = [];
  for (const message of messages) {
    const entry = readEntry(message.body);
    if (entry === null) failures.push({ id: message.id, reason: 'the message is not a ledger entry' });
    else reads.push({ message, entry });
  }
  if (reads.length === 0) return { failures, counted: 0, folded: 0, written: 0 };
  await ports.writeJournal(reads.map(({ entry }) => entry));

  const snapshot = await ports.readSnapshot();
  const fresh = reads.filter(({ message }) => message.receiveCount <= SUSPECT_AFTER);
  const suspects = reads.filter(({ message }) => message.receiveCount > SUSPECT_AFTER);
  let folded = 0;
  let written = 0;
  for (const group of [fresh, ...suspects.map((suspect) => [suspect])]) {
    const outcome = await foldAncestors(ports, snapshot, group);
    failures.push(...outcome.failures);
    folded += outcome.folded;
    written += outcome.written;
  }
  return { failures, counted: messages.length - failures.length, folded, written };
}

function readEntry(body: string): LedgerEntry | null {
  try {
    return LedgerEntry.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

async function foldAncestors(
  ports: AggregatePorts,
  snapshot: RegistrySnapshot,
  reads: readonly Read[],
): Promise<BatchOutcome> {
  const [catalogue, calendar] = await Promise.all([ports.readCatalogue(), ports.readCalendar()]);
  const foldOf = foldOfCatalogue(catalogue.value);
  const failures: Failure[] = [];
  const targets = new Map<string, Target>();
  const chains: { id: string; names: string[] }[] = [];
  for (const { message, entry } of reads) {
    const period = readPeriod(entry.period, calendar);
    const chain = period && ancestorsOf(snapshot, entry.system, period.to);
    if (!period || !chain) {
      failures.push({ id: message.id, reason: `${entry.system} is not in the tree of ${entry.period}` });
      continue;
    }
    const names = chain.map((code, index) => {
      const name = `${entry.dataset}#${entry.period}#${code}`;
      targets.set(name, { dataset: entry.dataset, period, code, depth: chain.length - index });
      return name;
    });
    chains.push({ id: message.id, names });
  }

  const broken = new Map<string, string>();
  let written = 0;
  const limit = pLimit(PARALLEL_FOLDS);
  const byDepth = [...Map.groupBy(targets, ([, target]) => target.depth)].sort(([a], [b]) => b - a);
  for (const [, level] of byDepth) {
    await limit.map(level, async ([name, { dataset, period, code }]) => {
      const node = treeAt(snapshot, period.to).get(code);
      if (node === undefined) throw new Error(`${code} left the tree while it was folded`);
      const outcome = await foldNode({ ...ports, foldOf }, dataset, period, node, snapshot.version).catch(
        (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
      );
      if (outcome === 'written') written += 1;
      else if (outcome !== 'unchanged') broken.set(name, `${name}: ${outcome}`);
    });
  }
  for (const { id, names } of chains) {
    const reason = names.map((name) => broken.get(name)).find((found) => found !== undefined);
    if (reason !== undefined) failures.push({ id, reason });
  }
  return { failures, counted: reads.length - failures.length, folded: targets.size, written };
}
