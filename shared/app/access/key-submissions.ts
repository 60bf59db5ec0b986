/**
 * What a key recorded since an instant: what there is to look at when it leaked. The journal is in the order of time, so that no more of
 * it is read than was accepted since then; what became of each submission is asked of the ledger.
 */
import type { KeySubmission, KeySubmissions } from '../../contract/access/keys.ts';
import type { LedgerEntry, ReportEntry } from '../../contract/submissions/ledger.ts';
import { isEvent, submissionId } from '../../domain/submissions/submission-key.ts';
import { fateOfReport } from '../../domain/submissions/submission-state.ts';
import type { ReadJournal } from '../ports/journal.ts';
import type { FindEntry, ReadRevisions } from '../ports/ledger.ts';

export type KeySubmissionPorts = {
  readonly readJournal: ReadJournal;
  readonly readRevisions: ReadRevisions;
  readonly findEntry: FindEntry;
};

/** A page ends behind so many objects, or with the object that brings so many submissions. */
const MOST_OBJECTS = 400;
const MOST_SUBMISSIONS = 200;
/** Clocks of functions may differ by so much, in milliseconds: an object may be named for before its entries were received. */
const CLOCKS = 60_000;

/** `since` in milliseconds; `after`: `next` of the page before, null for the first. */
export async function keySubmissions(
  ports: KeySubmissionPorts,
  keyId: string,
  since: number,
  after: string | null,
): Promise<KeySubmissions> {
  const from = new Date(since).toISOString();
  const found = new Map<string, LedgerEntry>();
  const unreadable: string[] = [];
  let objects = 0;
  let last: { readonly name: string; readonly writtenAt: string } | null = null;
  let next: string | null = null;
  for await (const object of ports.readJournal(since - CLOCKS, after)) {
    if (last !== null && (objects === MOST_OBJECTS || found.size >= MOST_SUBMISSIONS)) {
      next = last.name;
      break;
    }
    if (object.fault !== null) unreadable.push(object.name);
    objects += 1;
    last = object;
    for (const entry of object.entries)
      if (entry.credential === keyId && entry.receivedAt >= from) found.set(submissionId(entry), entry);
  }
  const submissions = await Promise.all([...found.values()].map((entry) => toldOf(ports, entry)));
  return { keyId, since: from, submissions, unreadable, journaledTo: last?.writtenAt ?? null, next };
}

async function toldOf(ports: KeySubmissionPorts, entry: LedgerEntry): Promise<KeySubmission> {
  const { kind, agency, receivedAt } = entry;
  const told = { id: submissionId(entry), kind, agency, receivedAt };
  if (isEvent(entry)) {
    const { system, dataset, bucket, shard, idempotencyKey } = entry;
    const key = { system, dataset, bucket, shard, idempotencyKey };
    const isWithdrawal = entry.kind === 'event-withdrawal';
    const [own, withdrawal] = await Promise.all([
      ports.findEntry({ ...key, isWithdrawal }),
      isWithdrawal ? null : ports.findEntry({ ...key, isWithdrawal: true }),
    ]);
    if (own === null) return { ...told, fate: 'missing', by: null };
    const by = withdrawal === null ? null : submissionId(withdrawal);
    return { ...told, fate: by === null ? 'stands' : 'withdrawn', by };
  }
  const fate = fateIn(await ports.readRevisions(entry.system, entry.dataset, entry.period), entry);
  return { ...told, ...fate };
}

function fateIn(revisions: readonly ReportEntry[], entry: ReportEntry): Pick<KeySubmission, 'fate' | 'by'> {
  const at = revisions.findIndex(({ revision }) => revision === entry.revision);
  const highest = revisions.at(-1);
  if (at === -1 || highest === undefined) return { fate: 'missing', by: null };
  const behind = revisions[at + 1];
  const next = behind?.revision === entry.revision + 1 ? behind : null;
  const fate = fateOfReport(entry, next, highest);
  return { fate: fate?.state ?? 'stands', by: fate === null ? null : submissionId(fate.by) };
}
