/**
 * What a load of the registry would do to what was accepted (R18, R24): how many systems count elsewhere from then on,
 * and which accepted entries would count nowhere, for which it is refused. Asked of the ledger are only systems that
 * lose their place in a period, once for each of these: as a rule none. An import has 28 s: what was accepted is counted up to a bound, and
 * no more places are asked for than fit.
 */
import pLimit from 'p-limit';
import type { Localized } from '../../contract/text.ts';
import { localized, unworded } from '../../domain/language/localized.ts';
import { type Fault, fault } from '../../domain/problems/fault.ts';
import { type Displaced, missingOf } from '../../domain/registry/displaced.ts';
import type { RegistrySnapshot } from '../../domain/registry/tree.ts';
import type { Period } from '../../domain/values/period.ts';
import type { CountEntries } from '../ports/ledger.ts';

export type Moved = { readonly dataset: string; readonly period: string; readonly systems: number };

/** A place that may not go: whose it is, and what of it was accepted. */
export type Dropped = { readonly kind: 'system' | 'agency'; readonly id: string; readonly fault: Fault };

const PARALLEL = 16;
/** Places that are asked for: at 5 ms a query, 16 at a time, some 6 s. */
const MOST_PLACES = 20_000;
/** Entries that are counted of one place, and of all together; beyond that whether there is any. */
const MOST_OF_ONE = 1000;
const MOST_COUNTED = 10_000;
/** Of one thing, in its fault. */
const MOST_NAMED = 5;

export const movedBy = (displaced: readonly Displaced[]): Moved[] =>
  displaced.flatMap(({ dataset, period, moved }) =>
    moved.length === 0 ? [] : [{ dataset: dataset.id, period: period.id, systems: moved.length }],
  );

/** `entries` are all, or at least so many. */
type Loss = {
  readonly dataset: string;
  readonly period: Period;
  readonly entries: number;
  readonly isAll: boolean;
};

/** One fault for each system or agency whose days would vanish from periods of which entries were accepted. */
export async function droppedBy(
  countEntries: CountEntries,
  before: RegistrySnapshot,
  after: RegistrySnapshot,
  displaced: readonly Displaced[],
): Promise<Dropped[]> {
  const asked = displaced.flatMap(({ dataset, period, dropped }) =>
    dropped.map((system) => ({ dataset, period, system, by: missingOf(before, after, system, period) })),
  );
  const limit = pLimit(PARALLEL);
  let counted = 0;
  const found = await limit.map(asked.slice(0, MOST_PLACES), async ({ system, dataset, period }) => {
    const most = counted < MOST_COUNTED ? MOST_OF_ONE : 1;
    const entries = await countEntries(system, dataset, period, most);
    counted += entries;
    return { entries, isAll: entries < most };
  });
  const losses = new Map<string, { by: Pick<Dropped, 'kind' | 'id'>; of: Loss[] }>();
  for (const [index, loss] of found.entries()) {
    const place = asked[index];
    if (place === undefined || loss.entries === 0) continue;
    const { dataset, period, by } = place;
    const name = `${by.kind} ${by.id}`;
    const known = losses.get(name) ?? { by, of: [] };
    known.of.push({ dataset: dataset.id, period, ...loss });
    losses.set(name, known);
  }
  const dropped = [...losses.values()].map(({ by, of }) => ({ ...by, fault: faultOf(after, by, of) }));
  const left = asked[MOST_PLACES];
  return dropped.length > 0 || left === undefined ? dropped : [{ ...left.by, fault: tooMany(asked.length) }];
}

/** Whether anything was accepted of all these places cannot be said within a call: then nothing is taken away. */
const tooMany = (places: number): Fault =>
  fault(
    ['history', 0, 'to'],
    localized(
      'too many systems lose their place in a period at once',
      'quá nhiều hệ thống cùng mất chỗ trong một kỳ',
    ),
    places,
    localized(
      `up to ${MOST_PLACES} places by one import; bring the others in by another`,
      `tối đa ${MOST_PLACES} chỗ trong một lần nạp; hãy nạp phần còn lại ở lần khác`,
    ),
  );

const countText = ({ entries, isAll }: Pick<Loss, 'entries' | 'isAll'>): Localized =>
  isAll ? unworded(String(entries)) : localized(`at least ${entries}`, `ít nhất ${entries}`);

function faultOf(
  after: RegistrySnapshot,
  { kind, id }: Pick<Dropped, 'kind' | 'id'>,
  of: readonly Loss[],
): Fault {
  const total = countText({
    entries: of.reduce((sum, { entries }) => sum + entries, 0),
    isAll: of.every(({ isAll }) => isAll),
  });
  const named = of.slice(0, MOST_NAMED).map((loss) => ({ loss, count: countText(loss) }));
  const [en, vi] = (['en', 'vi'] as const).map((language) =>
    named.map(({ loss, count }) => `${loss.dataset} ${loss.period.id}: ${count[language]}`).join(', '),
  );
  const left = of.length - MOST_NAMED;
  const [more, them] = left > 0 ? [`, ${left} more`, `, ${left} kỳ nữa`] : ['', ''];
  const what = localized(
    `${kind} ${id} would not be there on any day of periods of which ${total.en} entries were accepted (${en}${more})`,
    `${kind === 'system' ? 'hệ thống' : 'cơ quan'} ${id} sẽ không có ngày nào trong các kỳ đã nhận ${total.vi} mục (${vi}${them})`,
  );
  const history = (kind === 'system' ? after.systems.get(id) : after.agencies.get(id))?.history ?? [];
  const firstEnd = of.map(({ period }) => period.to).sort()[0];
  const lastBegin = of
    .map(({ period }) => period.from)
    .sort()
    .at(-1);
  return fault(
    ['history', Math.max(0, history.length - 1), 'to'],
    what,
    history.map(({ from, to }) => `${from}..${to ?? ''}`).join(' '),
    localized(
      `days in each of these periods: from ${firstEnd} or earlier, to ${lastBegin} or later`,
      `có ngày trong từng kỳ này: bắt đầu chậm nhất ${firstEnd}, kết thúc sớm nhất ${lastBegin}`,
    ),
  );
}
