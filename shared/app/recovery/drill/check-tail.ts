/**
 * What was accepted behind the restore point and before the drill began: by now the copy has it, from the journal. What is in
 * neither may still be in the queue, or was recorded and its message never sent, as its sender got a 503 and did not come
 * back. The second looks like a journal that loses; so it is sent now, as its sender's repetition would have it
 * sent, and only what does not come into the journal then is missing.
 */
import type { DrillDifference } from '../../../contract/recovery/drill.ts';
import type { LedgerEntry } from '../../../contract/submissions/ledger.ts';
import { submissionId } from '../../../domain/submissions/submission-key.ts';
import { changed, instantsOf, isSame, type Pair, walk } from './check-ledger.ts';
import type { DrillPiece, DrillPorts } from './ports.ts';
import { type DrillState, differing, later } from './state.ts';

/** From the beginning of the drill, and from the sending: half an hour in the queue is long, and has had its alarm. */
const PATIENCE_MS = 30 * 60_000;
/** More than this are not senders who did not come back but a journal that loses: they are not sent, and are missing. */
const MOST_UNSENT = 100;

type Phase = 'in the queue perhaps' | 'to be sent' | 'sent' | 'missing';

function phaseOf({ startedAt, tail }: DrillState, now: number): Phase {
  if (now < Date.parse(startedAt) + PATIENCE_MS) return 'in the queue perhaps';
  if (tail.sentAt === null) return 'to be sent';
  return now < Date.parse(tail.sentAt) + PATIENCE_MS ? 'sent' : 'missing';
}

export const checkTail: DrillPiece = async (ports, before, goOn) => {
  const { sure, began } = instantsOf(before);
  const phase = phaseOf(before, ports.now());
  const sum = { ...before.tail };
  const unsent = new Set(sum.unsent);
  const lost: LedgerEntry[] = [];
  const found: DrillDifference[] = [];
  const look = (pairs: readonly Pair[]): void => {
    for (const { standing, other } of pairs) {
      const { entry } = standing;
      if (entry.storedAt <= sure || entry.storedAt > began) continue;
      // Whose message was never sent was never acknowledged.
      const isAccepted = !unsent.has(submissionId(entry)) || (phase === 'missing' && other === null);
      if (isAccepted) sum.newest = later(sum.newest, entry.storedAt);
      if (other === null) lost.push(entry);
      else if (!isSame(entry, other)) found.push(changed(entry, other));
    }
  };
  const copy = ports.openCopy(before.id);
  const { cursor, done } = await walk(
    { from: ports.live, beside: copy, cursor: sum.cursor, storedAfter: Date.parse(sure) },
    goOn,
    look,
  );
  const missing = sum.missing + lost.length;
  if (phase === 'missing') {
    found.push(...lost.map(missed));
    for (const entry of lost) unsent.delete(submissionId(entry));
  }
  if (phase === 'to be sent') for (const name of await sendAll(ports, lost, unsent.size)) unsent.add(name);
  const tail = { ...sum, cursor, missing, unsent: [...unsent] };
  const state = differing({ ...before, tail }, found);
  if (missing > 0 && (phase === 'in the queue perhaps' || phase === 'sent')) return readOn(state);
  if (!done) return { state, go: 'again' };
  const now = new Date(ports.now()).toISOString();
  if (missing > 0 && phase === 'to be sent') return readOn({ ...state, tail: { ...tail, sentAt: now } });
  return { state: { ...state, verifiedAt: now }, go: 'next' };
};

/** The journal is read on, and the tail looked at anew. */
const readOn = (state: DrillState) => ({
  state: {
    ...state,
    step: 'journal' as const,
    tail: { ...state.tail, cursor: null, missing: 0, newest: null },
  },
  go: 'wait' as const,
});

/** Their ids. A second time, after a crash, is as good: the consumer takes a message any number of times. */
async function sendAll(
  { sendEntry }: Pick<DrillPorts, 'sendEntry'>,
  entries: readonly LedgerEntry[],
  already: number,
): Promise<string[]> {
  const sent = entries.slice(0, Math.max(0, MOST_UNSENT - already));
  for (const entry of sent) await sendEntry(entry);
  return sent.map(submissionId);
}

const missed = (entry: LedgerEntry): DrillDifference => ({
  kind: 'journal-missing',
  name: submissionId(entry),
  detail: `storedAt ${entry.storedAt}`,
});
