/**
 * The restored ledger beside the live one, entry by entry and both ways, a page at a time: memory is that of a page,
 * and any run goes on where the one before stopped.
 */
import pLimit from 'p-limit';
import type { DrillDifference } from '../../../contract/recovery/drill.ts';
import type { LedgerEntry } from '../../../contract/submissions/ledger.ts';
import { damageOf } from '../../../domain/submissions/submission-digest.ts';
import { submissionId } from '../../../domain/submissions/submission-key.ts';
import { damagedText } from '../../../domain/verification/compare-entry.ts';
import { MARGIN_MS } from '../../../domain/verification/margins.ts';
import type { ReadLedgerRange, Standing } from '../../ports/ledger.ts';
import type { DrillTables } from '../../ports/recovery.ts';
import { type KnownNames, namesOf } from './known-names.ts';
import type { DrillPiece } from './ports.ts';
import { type DrillState, differing, earlier, later } from './state.ts';

/** So many pages of up to 1 MB until the record is put back. */
const PAGES = 10;
const PARALLEL_RANGES = 8;

/** The instants that decide what can be said of an entry, as text. */
export function instantsOf({ restorePoint, startedAt }: DrillState) {
  const point = Date.parse(restorePoint ?? '');
  const text = (instant: number) => new Date(instant).toISOString();
  // Up to `sure` an entry is in the copy, behind `tooNew` it is not, in between nobody knows.
  return { sure: text(point - MARGIN_MS), tooNew: text(point + MARGIN_MS), began: startedAt };
}

export type Pair = { readonly standing: Standing; readonly other: LedgerEntry | null };

/** What the other ledger has where these entries stand: one range a partition, as a page has those of one together. */
async function pairsOf(entries: readonly Standing[], readRange: ReadLedgerRange): Promise<Pair[]> {
  const runs = [...Map.groupBy(entries, ({ partition }) => partition)];
  const pairs = await pLimit(PARALLEL_RANGES).map(runs, async ([partition, run]) => {
    const others = await readRange(partition, run[0]?.sort ?? '', run.at(-1)?.sort ?? '');
    const bySort = new Map(others.map(({ sort, entry }) => [sort, entry]));
    return run.map((standing) => ({ standing, other: bySort.get(standing.sort) ?? null }));
  });
  return pairs.flat();
}

const fieldsThatDiffer = (a: LedgerEntry, b: LedgerEntry): string[] =>
  (Object.keys({ ...a, ...b }) as (keyof LedgerEntry)[]).filter(
    (name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]),
  );

/** Whatever the order of their fields. */
export const isSame = (a: LedgerEntry, b: LedgerEntry): boolean =>
  JSON.stringify(a) === JSON.stringify(b) || fieldsThatDiffer(a, b).length === 0;

type Walk = {
  readonly from: Pick<DrillTables, 'readLedgerPage'>;
  readonly beside: Pick<DrillTables, 'readLedgerRange'>;
  readonly cursor: string | null;
  readonly storedAfter?: number;
};

/** Walks through `from` beside `beside`, PAGES at a time; `look` takes each page's pairs into the state. */
export async function walk(
  { from, beside, cursor, storedAfter }: Walk,
  goOn: () => boolean,
  look: (pairs: readonly Pair[]) => void,
): Promise<{ readonly cursor: string | null; readonly done: boolean }> {
  let at = cursor;
  for (let page = 0; page < PAGES && (page === 0 || goOn()); page += 1) {
    const { entries, next } = await from.readLedgerPage(at, storedAfter);
    look(await pairsOf(entries, beside.readLedgerRange));
    if (next === null) return { cursor: null, done: true };
    at = next;
  }
  return { cursor: at, done: false };
}

/** Every entry of the live ledger up to the restore point is in the copy, and the same; each gives its own digest. */
export const checkEntries: DrillPiece = async (ports, before, goOn) => {
  const { sure, tooNew, began } = instantsOf(before);
  const sum = { ...before.entries };
  const found: DrillDifference[] = [];
  const copy = ports.openCopy(before.id);
  const { cursor, done } = await walk(
    { from: ports.live, beside: copy, cursor: sum.cursor },
    goOn,
    (pairs) => {
      for (const { standing, other } of pairs) {
        const { entry } = standing;
        const { storedAt } = entry;
        if (storedAt > began) continue;
        const damage = damageOf(entry);
        if (damage !== null)
          found.push({ kind: 'entry-damaged', name: damage.id, detail: damagedText(damage) });
        sum.newestAccepted = later(sum.newestAccepted, storedAt);
        if (storedAt > sure) {
          if (storedAt <= tooNew) sum.undetermined += 1;
          if (other === null) sum.after += 1;
          continue;
        }
        sum.checked += 1;
        sum.newestLive = later(sum.newestLive, storedAt);
        if (other === null) {
          sum.oldestMissing = earlier(sum.oldestMissing, storedAt);
          const detail = `storedAt ${storedAt}`;
          found.push({ kind: 'entry-missing', name: submissionId(entry), detail });
        } else if (isSame(entry, other)) sum.same += 1;
        else found.push(changed(entry, other));
      }
    },
  );
  const state = differing({ ...before, entries: { ...sum, cursor } }, found);
  return { state, go: done ? 'next' : 'again' };
};

export const changed = (entry: LedgerEntry, other: LedgerEntry): DrillDifference => ({
  kind: 'entry-changed',
  name: submissionId(entry),
  detail: fieldsThatDiffer(entry, other).join(', '),
});

/**
 * Every entry of the copy is in the live ledger, none is newer than the restore point, and the restored registry
 * answers for all that they name. Also finds of which datasets and periods there are totals.
 */
export const checkExtras: DrillPiece = async (ports, before, goOn) => {
  const { sure, tooNew } = instantsOf(before);
  const sum = { ...before.extras };
  const places = new Set(sum.places);
  const found: DrillDifference[] = [];
  const missing = new Map(
    before.differences.flatMap(({ kind, name }) => (kind === 'name-missing' ? [[name, name]] : [])),
  );
  const copy = ports.openCopy(before.id);
  const [snapshot, catalogue, calendar] = await Promise.all([
    copy.readSnapshot(),
    copy.readCatalogue(),
    copy.readCalendar(),
  ]);
  const known: KnownNames = { snapshot, catalogue: catalogue.value, calendar };
  const { cursor, done } = await walk(
    { from: copy, beside: ports.live, cursor: sum.cursor },
    goOn,
    (pairs) => {
      for (const { standing, other } of pairs) {
        const { entry } = standing;
        sum.restored += 1;
        sum.newest = later(sum.newest, entry.storedAt);
        const name = submissionId(entry);
        const detail = `storedAt ${entry.storedAt}`;
        if (other === null) found.push({ kind: 'entry-extra', name, detail });
        else if (entry.storedAt > sure && !isSame(other, entry)) found.push(changed(other, entry));
        if (entry.storedAt > tooNew) found.push({ kind: 'entry-too-new', name, detail });
        if (entry.storedAt > sure) continue;
        places.add(`${entry.dataset}#${entry.period}`);
        const { count, unknown } = namesOf(entry, known);
        sum.names += count;
        for (const one of unknown) {
          if (missing.has(one)) continue;
          missing.set(one, one);
          found.push({ kind: 'name-missing', name: one, detail: `← ${name}` });
        }
      }
    },
  );
  const extras = { ...sum, cursor, places: [...places].sort() };
  let state = differing({ ...before, extras }, found);
  if (done) state = differing(state, olderPoint(state));
  return { state, go: done ? 'next' : 'again' };
};

/** Where the copy's newest entry is older than the newest that it has to have, the restore went too far back. */
function olderPoint({ entries, extras, restorePoint }: DrillState): DrillDifference[] {
  const { newestLive } = entries;
  if (newestLive === null || (extras.newest !== null && extras.newest >= newestLive)) return [];
  const detail = `${extras.newest ?? '–'} < ${newestLive} ≤ ${restorePoint}`;
  return [{ kind: 'older-point', name: 'submissions', detail }];
}
