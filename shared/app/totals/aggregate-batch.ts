/**
 * The consumer of the submissions queue (DESIGN §2): journal the batch, then fold every ancestor of what changed,
 * each distinct one once, deepest first, up to the country. A message is acknowledged only after all of its
 * ancestors were folded since it was received; a fold that changes nothing skips only its put.
 */

import type { QueueBody } from '../../contract/submissions/ledger.ts';
import { damageOf } from '../../domain/submissions/submission-digest.ts';
import { isEvent } from '../../domain/submissions/submission-key.ts';
import type { FoldRules } from '../../domain/totals/fold.ts';
import type { WriteJournal } from '../ports/journal.ts';
import type { BuryMessage, QueueMessage } from '../ports/queues.ts';
import type { ReadCalendar, ReadCatalogue, ReadSnapshot } from '../ports/registry.ts';
import type { ReadNodes } from '../ports/totals.ts';
import { foldAncestors, SLICE } from './fold-ancestors.ts';
import type { FoldPorts } from './fold-node.ts';
import { readMessage } from './read-message.ts';

/** A message that was not counted and stays in the queue, and why. */
type Failure = { readonly id: string; readonly reason: string };

export type AggregatePorts = Omit<FoldPorts, keyof FoldRules> & {
  readonly readSnapshot: ReadSnapshot;
  readonly readNodes: ReadNodes;
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

/** A message seen more often than this is folded behind the others, so that it takes no time of theirs. */
const SUSPECT_AFTER = 2;
/** From this receive on a message that fails by itself is buried with its reason; the queue's own limit of 100 would say none. */
export const BURY_AT = 9;
/**
 * From this receive on a message that cannot be read is buried: nine hours, in which the release that can read it may be deployed
 * again, and before the queue's own limit, which gives no reason (ADR 25). `totals-age` rings from the first quarter of an hour on.
 */
export const BURY_UNREAD_AT = 90;

type Read = { readonly message: QueueMessage; body: QueueBody };

export type BatchOptions = {
  readonly hasTime?: () => boolean;
  /** Whether a throw says that a store is away, and nothing of the message that met it. */
  readonly isOutage?: (error: unknown) => boolean;
};

/**
 * A store that is away fails every message, however often each is received meanwhile: none of them is buried for it (ADR 21).
 *
 * `hasTime` says whether more can be begun before the function is ended from outside, which would lose the acknowledgements
 * of all. What there is no time for is given back, and what was folded up to the country is acknowledged: were a batch that does
 * not fit to go on, it would be ended each time, and none of its messages would ever be counted (fold-ancestors.ts).
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
    const groups = [fresh];
    for (let at = 0; at < suspects.length; at += SLICE) groups.push(suspects.slice(at, at + SLICE));
    for (const group of groups) {
      const outcome = await foldAncestors(
        ports,
        context,
        group.map(({ message: { id }, body }) => ({ id, body })),
        { hasTime, isOutage },
      );
      for (const { id, reason, passes } of outcome.broken)
        (passes ? postponed : failures).push({ id, reason });
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
