/**
 * The consumer of the submissions queue (DESIGN §2): journal the batch, then fold every ancestor of what changed,
 * each distinct one once, deepest first, up to the country. A message is acknowledged only after all of its
 * ancestors were folded since it was received; a fold that changes nothing skips only its put.
 */

import pLimit from 'p-limit';
import type { QueueBody } from '../../contract/submissions/ledger.ts';
import { foldOfCatalogue } from '../../domain/registry/cell.ts';
import type { DatasetPeriod } from '../../domain/registry/dataset-period.ts';
import { numbersOf } from '../../domain/registry/system-numbers.ts';
import { damageOf } from '../../domain/submissions/submission-digest.ts';
import { isEvent } from '../../domain/submissions/submission-key.ts';
import type { FoldRules } from '../../domain/totals/fold.ts';
import type { FoldNode } from '../../domain/totals/fold-tree.ts';
import type { WriteJournal } from '../ports/journal.ts';
import type { BuryMessage, QueueMessage } from '../ports/queues.ts';
import type { ReadCalendar, ReadCatalogue, ReadSnapshot } from '../ports/registry.ts';
import { type FoldPorts, foldNode } from './fold-node.ts';
import { type FoldContext, targetsOf } from './fold-targets.ts';
import { readMessage } from './read-message.ts';

/** A message that was not counted and stays in the queue, and why. */
type Failure = { readonly id: string; readonly reason: string };

/** Why a total was not folded. What `passes` says nothing of the message: it is not buried for it, however often it was received. */
type Break = { readonly reason: string; readonly passes: boolean };
const noTime: Break = { reason: 'no time was left for it', passes: true };

export type AggregatePorts = Omit<FoldPorts, keyof FoldRules> & {
  readonly readSnapshot: ReadSnapshot;
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
  readonly writeJournal: WriteJournal;
  readonly buryMessage: BuryMessage;
};

export type BatchOutcome = {
  readonly failures: readonly Failure[];
  /** Messages that went to the dead-letter queue, with the reason. */
  readonly buried: readonly Failure[];
  readonly counted: number;
  /** Distinct totals folded, and how many of them changed. */
  readonly folded: number;
  readonly written: number;
};

/** A message seen more often than this is processed last and alone, so that it cannot fail the others. */
const SUSPECT_AFTER = 2;
/** From this receive on a message that fails by itself is buried with its reason; the queue's own limit of 100 would say none. */
export const BURY_AT = 9;
/**
 * From this receive on a message that cannot be read is buried: nine hours, in which the release that can read it may be deployed
 * again, and before the queue's own limit, which gives no reason (ADR 25). `totals-age` rings from the first quarter of an hour on.
 */
export const BURY_UNREAD_AT = 90;
const PARALLEL_FOLDS = 16;

type Read = { readonly message: QueueMessage; body: QueueBody };

export type BatchOptions = {
  readonly hasTime?: () => boolean;
  /** Whether a throw says that a store is away, and nothing of the message that met it. */
  readonly isOutage?: (error: unknown) => boolean;
};

/**
 * A store that is away fails every message, however often each is received meanwhile: none of them is buried for it (ADR 21).
 *
 * `hasTime` says whether another message can be folded before the function is ended from outside, which would lose the
 * acknowledgements of all. Suspects that there is no time for are given back: were a batch full of them to go on, it
 * would be ended each time, and none of them would ever be counted. Nor is anything begun without time once a fold has
 * failed: where a store says nothing, each of the folds to come would wait for it as long as the first.
 */
export async function aggregateBatch(
  ports: AggregatePorts,
  messages: readonly QueueMessage[],
  { hasTime = () => true, isOutage = () => false }: BatchOptions = {},
): Promise<BatchOutcome> {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const failures: Failure[] = [];
  const reads: Read[] = [];
  const unread: Failure[] = [];
  for (const message of messages) {
    const body = readMessage(message.body);
    if (body.ok) reads.push({ message, body: body.value });
    else unread.push({ id: message.id, reason: body.problem });
  }
  const postponed: Failure[] = [];
  /** Messages that no later receive will count either: they are settled at this one. */
  const final = new Set<string>();
  let folded = 0;
  let written = 0;
  if (reads.length > 0) {
    await journal(ports, reads);
    const [snapshot, catalogue, calendar] = await Promise.all([
      ports.readSnapshot(),
      ports.readCatalogue(),
      ports.readCalendar(),
    ]);
    const context = {
      snapshot,
      catalogue: catalogue.value,
      catalogueVersion: catalogue.version,
      calendar,
    };
    const fresh = reads.filter(({ message }) => message.receiveCount <= SUSPECT_AFTER);
    const suspects = reads
      .filter(({ message }) => message.receiveCount > SUSPECT_AFTER)
      .sort((a, b) => a.message.receiveCount - b.message.receiveCount);
    for (const group of [fresh, ...suspects.map((suspect) => [suspect])]) {
      if (group !== fresh && !hasTime()) {
        postponed.push(...group.map(({ message: { id } }) => ({ id, reason: noTime.reason })));
        continue;
      }
      const outcome = await foldAncestors(ports, context, group, { hasTime, isOutage });
      failures.push(...outcome.failures);
      postponed.push(...outcome.postponed);
      for (const id of outcome.final) final.add(id);
      folded += outcome.folded;
      written += outcome.written;
    }
  }

  const receives = (id: string): number => byId.get(id)?.receiveCount ?? 0;
  const hopeless = [
    ...unread.filter(({ id }) => receives(id) >= BURY_UNREAD_AT),
    ...failures.filter(({ id }) => final.has(id) || receives(id) >= BURY_AT),
  ];
  failures.push(...unread);
  const buried: Failure[] = [];
  let canBury = true;
  for (const failure of hopeless) {
    const body = byId.get(failure.id)?.body ?? '';
    // One that is not taken is enough: each further one could take as long to fail.
    canBury &&= await ports.buryMessage(body, failure.reason).then(
      () => true,
      () => false,
    );
    if (canBury) buried.push(failure);
  }
  const kept = [...failures.filter((failure) => !buried.includes(failure)), ...postponed];
  return { failures: kept, buried, counted: messages.length - kept.length - buried.length, folded, written };
}

/**
 * What does not give its own digest is not what was accepted, and is not journalled: a sender that repeats what was altered in the
 * ledger meets the altered entry, and its message would bring that into the second copy. What was journalled is let go: a fold asks where an entry lies, and of a batch of events the content is 40 MB.
 */
async function journal(ports: Pick<AggregatePorts, 'writeJournal'>, reads: readonly Read[]): Promise<void> {
  const entries = reads.flatMap(({ body }) =>
    body.kind === 'refold' || damageOf(body) !== null ? [] : body,
  );
  if (entries.length > 0) await ports.writeJournal(entries);
  for (const read of reads) read.body = withoutContent(read.body);
}

function withoutContent(body: QueueBody): QueueBody {
  if (body.kind === 'refold') return body;
  return isEvent(body) ? { ...body, increments: [] } : { ...body, cells: {} };
}

type Target = DatasetPeriod & {
  readonly node: FoldNode;
  readonly depth: number;
};

/** `outcome` is what the fold came to, or what it threw. A lost race and a newer registry are of this instant. */
function breakOf(name: string, outcome: unknown, isOutage: Required<BatchOptions>['isOutage']): Break {
  if (typeof outcome === 'string') return { reason: `${name}: ${outcome}`, passes: true };
  const thrown = outcome instanceof Error ? `${outcome.name}: ${outcome.message}` : String(outcome);
  return { reason: `${name}: ${thrown}`, passes: isOutage(outcome) };
}

type Folds = Pick<BatchOutcome, 'failures' | 'folded' | 'written'> & {
  /** Messages whose failure passes. */
  readonly postponed: readonly Failure[];
  readonly final: readonly string[];
};

async function foldAncestors(
  ports: AggregatePorts,
  context: FoldContext,
  reads: readonly Read[],
  { hasTime, isOutage }: Required<BatchOptions>,
): Promise<Folds> {
  const rules = { foldOf: foldOfCatalogue(context.catalogue), numberOf: numbersOf(context.snapshot) };
  const failures: Failure[] = [];
  const postponed: Failure[] = [];
  const final: string[] = [];
  const targets = new Map<string, Target>();
  const chains: { id: string; names: string[] }[] = [];
  for (const { message, body } of reads) {
    const found = targetsOf(context, body);
    if (!found.ok) {
      const { reason, isFinal } = found.problem;
      failures.push({ id: message.id, reason });
      if (isFinal) final.push(message.id);
      continue;
    }
    const { dataset, period, nodes } = found.value;
    const names = nodes.map((node, index) => {
      const name = `${dataset.id}#${period.id}#${node.name}`;
      targets.set(name, { dataset, period, node, depth: nodes.length - index });
      return name;
    });
    chains.push({ id: message.id, names });
  }

  const broken = new Map<string, Break>();
  let written = 0;
  const limit = pLimit(PARALLEL_FOLDS);
  const byDepth = [...Map.groupBy(targets, ([, target]) => target.depth)].sort(([a], [b]) => b - a);
  for (const [, level] of byDepth) {
    await limit.map(level, async ([name, target]) => {
      if (broken.size > 0 && !hasTime()) {
        broken.set(name, noTime);
        return;
      }
      const outcome = await foldNode(
        { ...ports, ...rules },
        target,
        target.node,
        context.snapshot.version,
      ).catch((error: unknown) => error);
      if (outcome === 'written') written += 1;
      else if (outcome !== 'unchanged') broken.set(name, breakOf(name, outcome, isOutage));
    });
  }
  for (const { id, names } of chains) {
    const found = names.map((name) => broken.get(name)).find((one) => one !== undefined);
    if (found !== undefined) (found.passes ? postponed : failures).push({ id, reason: found.reason });
  }
  return { failures, postponed, final, folded: targets.size, written };
}
