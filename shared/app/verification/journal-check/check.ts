/**
 * The whole journal against the ledger (R15, R24), a bounded piece at a time. First the journal, in the order of writing:
 * of each line the ledger's entry is read, about one read unit each, and compared; the line's key is kept. Lines may
 * stand several times, close together or years apart, as messages come at least once and a sender may repeat itself; so
 * what is counted are distinct keys. Then the ledger, page by page: what it has, is old enough and is in no object of the
 * journal is extra.
 *
 * Why "in none" can be said with bounded memory. Nothing in an entry says where in the journal it stands, so whoever asks has
 * to know every key that the journal has: eight bytes each (known-keys.ts), kept in pieces outside the process. They are
 * loaded by slices of the space of keys, SLICE_KEYS at a time, and the ledger is walked through once a slice: 32 MB and one walk
 * up to four million lines, three walks for ten million. A key is in exactly one slice, so each entry is decided once. An entry
 * that is recorded while this goes on is younger than the margin, and an old one whose message is sent only now is looked for in what
 * was journalled since, before it is named. So what is named was in no object when it was named, and what is not named is
 * in one, or is young. An entry's own time cannot keep it out for ever: it gets older, and one of the future is not young.
 */
import * as z from 'zod';
import { recorded } from '../../../contract/recorded.ts';
import { schema } from '../../../contract/schema.ts';
import type { LedgerEntry } from '../../../contract/submissions/ledger.ts';
import { Instant } from '../../../contract/text.ts';
import { damageOf } from '../../../domain/submissions/submission-digest.ts';
import { isEvent, submissionId } from '../../../domain/submissions/submission-key.ts';
import {
  compareEntry,
  damagedText,
  type LedgerFault,
  placeOfStanding,
} from '../../../domain/verification/compare-entry.ts';
import { MARGIN_MS, SWEPT_MS } from '../../../domain/verification/margins.ts';
import type { JournalObject, ReadJournal } from '../../ports/journal.ts';
import type { ReadLedgerPage, ReadPlaces } from '../../ports/ledger.ts';
import { type KeyStore, openSlice, packKeys, slicesOf } from './known-keys.ts';

export type JournalCheckPorts = KeyStore & {
  readonly readJournal: ReadJournal;
  readonly readPlaces: ReadPlaces;
  readonly readLedgerPage: ReadLedgerPage;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

export const JournalCheck = /* @__PURE__ */ schema(() =>
  recorded({
    salt: z.string(),
    phase: z.enum(['journal', 'ledger', 'done']),
    /** Objects written later are not of this walk. */
    until: Instant,
    /** The mark: the object behind which it goes on. */
    after: z.string().nullable(),
    objects: z.int(),
    lines: z.int(),
    /** Of keys that are kept. */
    pieces: z.int(),
    slice: z.int(),
    cursor: z.string().nullable(),
    /** Distinct keys of the journal, and entries of the ledger, as far as it came. */
    keys: z.int(),
    entries: z.int(),
    /** Of the entries, those whose line, if they have one yet, is in an object of later: not compared, and no fault. */
    younger: z.int().default(0),
  }),
);
export type JournalCheck = z.infer<typeof JournalCheck>;

/**
 * An object is named when its put begins, and the consumer lives for a minute: what is older than this has all come that
 * sorts before it, so that the mark passes nothing over.
 */
const SETTLED_MS = 2 * 60_000;

export const settledAt = (now: number): string => new Date(now - SETTLED_MS).toISOString();

/** `salt`: random, of this walk alone. */
export const newJournalCheck = (now: number, salt: string): JournalCheck => ({
  salt,
  phase: 'journal',
  until: settledAt(now),
  after: null,
  objects: 0,
  lines: 0,
  pieces: 0,
  slice: 0,
  cursor: null,
  keys: 0,
  entries: 0,
  younger: 0,
});

/** Until the state is given back: 160 KB of keys, or 200 pages of up to 1 MB. */
const PIECE_LINES = 20_000;
const PIECE_PAGES = 200;
/** Lines compared at a time; one with many increments weighs as many. Beyond that at most one object of the journal. */
const WEIGHT = 500;

type Piece = { readonly state: JournalCheck; readonly found: readonly LedgerFault[] };

/** One piece. Done again after a crash it finds the same. `goOn` is asked after each batch of lines, and each page. */
export const advanceJournalCheck = (
  ports: JournalCheckPorts,
  state: JournalCheck,
  goOn: () => boolean,
): Promise<Piece> =>
  state.phase === 'journal' ? walkJournal(ports, state, goOn) : walkLedger(ports, state, goOn);

const weightOf = (entry: LedgerEntry): number => (isEvent(entry) ? 1 + entry.increments.length : 1);

async function walkJournal(
  ports: JournalCheckPorts,
  state: JournalCheck,
  goOn: () => boolean,
): Promise<Piece> {
  const found: LedgerFault[] = [];
  const places: string[] = [];
  let { after, objects } = state;
  let isAtEnd = true;
  for await (const batch of batches(ports.readJournal(0, after), state.until)) {
    const seen = await compareAll(ports, batch);
    found.push(...seen.found);
    places.push(...seen.places);
    objects += batch.length;
    after = batch.at(-1)?.name ?? after;
    isAtEnd = !(places.length >= PIECE_LINES || !goOn());
    if (!isAtEnd) break;
  }
  if (places.length > 0) await ports.keepKeys(state.pieces, packKeys(state.salt, places));
  return {
    found,
    state: {
      ...state,
      after,
      objects,
      lines: state.lines + places.length,
      pieces: state.pieces + (places.length > 0 ? 1 : 0),
      phase: isAtEnd ? 'ledger' : 'journal',
    },
  };
}

/** Objects up to an instant, gathered by the weight of their lines. */
export async function* batches(
  journal: AsyncIterable<JournalObject>,
  until: string,
): AsyncGenerator<readonly JournalObject[]> {
  let held: JournalObject[] = [];
  let weight = 0;
  for await (const object of journal) {
    if (object.writtenAt > until) break;
    held.push(object);
    weight += 1 + object.entries.reduce((sum, entry) => sum + weightOf(entry), 0);
    if (weight < WEIGHT) continue;
    yield held;
    [held, weight] = [[], 0];
  }
  if (held.length > 0) yield held;
}

/** The lines of some objects beside the ledger: what differs, and the places of all. */
export async function compareAll(
  { readPlaces }: Pick<JournalCheckPorts, 'readPlaces'>,
  objects: readonly JournalObject[],
): Promise<{ readonly found: LedgerFault[]; readonly places: string[] }> {
  const found = objects.flatMap(({ name, fault }) =>
    fault === null ? [] : { kind: 'journal-unreadable' as const, name, detail: fault },
  );
  const lines = objects.flatMap(({ entries }) => entries);
  const standing = await readPlaces(lines);
  const faults = lines.flatMap((line, at) => compareEntry(line, standing[at]?.entry ?? null) ?? []);
  return { found: [...found, ...faults], places: standing.map(({ place }) => place) };
}

async function walkLedger(
  ports: JournalCheckPorts,
  before: JournalCheck,
  goOn: () => boolean,
): Promise<Piece> {
  const keys = await openSlice(ports, before);
  const old = new Date(Date.parse(before.until) - SWEPT_MS).toISOString();
  const future = new Date(ports.now() + MARGIN_MS).toISOString();
  const extra = new Map<string, LedgerFault>();
  const damaged: LedgerFault[] = [];
  let { cursor, entries, younger } = before;
  let isDone = false;
  for (let page = 0; page < PIECE_PAGES && !isDone && (page === 0 || goOn()); page += 1) {
    const read = await ports.readLedgerPage(cursor);
    for (const standing of read.entries) {
      const has = keys.has(placeOfStanding(standing));
      if (has !== null) entries += 1;
      // What the journal has was compared with it, by its content.
      if (has !== false) continue;
      const { entry } = standing;
      const name = submissionId(entry);
      const damage = damageOf(entry);
      if (damage !== null) damaged.push({ kind: 'damaged', name, detail: damagedText(damage) });
      const isYoung = entry.storedAt > old && entry.storedAt <= future;
      if (isYoung) younger += 1;
      else
        extra.set(placeOfStanding(standing), {
          kind: 'extra',
          name,
          detail: `storedAt ${entry.storedAt}: ${entry.digest} ≠ none`,
        });
    }
    cursor = read.next;
    isDone = cursor === null;
  }
  const notFound = extra.size;
  await dropJournalled(ports, before.after, extra);
  younger += notFound - extra.size;
  const slice = before.slice + (isDone ? 1 : 0);
  const isWhole = slice >= slicesOf(before.lines);
  return {
    found: [...damaged, ...extra.values()],
    state: {
      ...before,
      cursor,
      entries,
      younger,
      slice,
      keys: before.keys + (isDone ? keys.size : 0),
      phase: isWhole ? 'done' : 'ledger',
    },
  };
}

/** Takes out what was journalled since the walk through the journal ended. */
async function dropJournalled(
  { readJournal, readPlaces }: JournalCheckPorts,
  after: string | null,
  extra: Map<string, LedgerFault>,
): Promise<void> {
  if (extra.size === 0) return;
  for await (const { entries } of readJournal(0, after))
    for (const { place } of await readPlaces(entries)) extra.delete(place);
}

/** All of it, in one process; `tell` gets every fault as it is found. */
export async function checkJournal(
  ports: JournalCheckPorts,
  salt: string,
  tell: (fault: LedgerFault) => void,
  progress: (state: JournalCheck) => void = () => undefined,
): Promise<JournalCheck> {
  let state = newJournalCheck(ports.now(), salt);
  while (state.phase !== 'done') {
    const piece = await advanceJournalCheck(ports, state, () => true);
    for (const fault of piece.found) tell(fault);
    state = piece.state;
    progress(state);
  }
  return state;
}
