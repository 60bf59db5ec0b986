/**
 * Totals of coarser periods, recomputed from the entries with plain maps and numbers: who was below a node in each month,
 * what counts of each, and what the catalogue says of each indicator. It shares no code with the fold, the tree or sets.
 */
import type { Agency, System } from '../../shared/contract/registry.ts';
import type { LedgerEntry } from '../../shared/contract/submissions/ledger.ts';
import type { TotalNode } from '../../shared/contract/totals.ts';
import type { Period } from '../../shared/domain/values/period.ts';
import { compiled } from '../fixtures/catalogue.ts';

export type World = {
  readonly agencies: readonly Agency[];
  readonly systems: readonly System[];
  readonly entries: readonly LedgerEntry[];
};

type Values = Readonly<Record<string, string | readonly string[]>>;
/** What counts of one system in one month, one for each increment. */
type Said = {
  readonly system: string;
  readonly month: string;
  readonly end: string;
  readonly values: Values;
};
type Figure = { readonly value: unknown; readonly reporters: number };
export type PlainTotal = {
  readonly reporters: number;
  readonly cells: Readonly<Record<string, Figure>>;
};

const on = <T extends { from: string; to: string | null }>(history: readonly T[], day: string) =>
  history.filter(({ from, to }) => from <= day && (to ?? '9999') >= day)[0];

/** The agencies that a system is below on a day, the country last; none where it is in no tree. */
function above({ agencies, systems }: World, id: string, day: string): string[] {
  const own = systems.find((one) => one.id === id);
  const chain = own === undefined ? [] : [on(own.history, day)?.agency ?? ''];
  for (let at = chain[0]; at !== undefined && at !== 'VN'; ) {
    const agency = agencies.find(({ code }) => code === at);
    at = agency && on(agency.history, day)?.parent;
    if (at === undefined) return [];
    chain.push(at);
  }
  return chain;
}

const revisionOf = (one: LedgerEntry): number => ('revision' in one ? one.revision : 0);

function saidOf(entries: readonly LedgerEntry[]): Said[] {
  const kept = new Map<string, LedgerEntry>();
  for (const one of entries) {
    const isEvent = one.kind === 'event' || one.kind === 'event-withdrawal';
    const slot = isEvent
      ? `${one.system} ${one.bucket} ${one.idempotencyKey}`
      : `${one.system} ${one.period}`;
    const known = kept.get(slot);
    const wins = isEvent
      ? one.kind === 'event-withdrawal' || known === undefined
      : known === undefined || revisionOf(one) > revisionOf(known);
    if (wins) kept.set(slot, one);
  }
  return [...kept.values()].flatMap((one): Said[] => {
    const { system, period: month } = one;
    if (one.kind === 'report') return [{ system, month, end: '', values: one.cells }];
    if (one.kind !== 'event') return [];
    return one.increments.map(({ to, cells }) => ({ system, month, end: to, values: cells }));
  });
}

const sum = (texts: readonly string[]): string => String(texts.reduce((all, one) => all + Number(one), 0));

function figureOf(indicator: string, values: readonly (string | readonly string[])[]): unknown {
  const numbers = values.map((value) => Number(value));
  const fold = compiled.indicators.get(indicator)?.fold;
  if (fold === 'ratio') return [0, 1].map((part) => sum(values.map((value) => value[part] ?? '')));
  if (fold === 'min') return String(Math.min(...numbers));
  if (fold === 'max') return String(Math.max(...numbers));
  return sum(values.map(String));
}

/** `node`: the country, an agency, or one of the systems right below `parent`. */
export function plainTotal(
  world: World,
  months: readonly Period[],
  node: string,
  parent?: string,
): PlainTotal {
  const last = months.at(-1)?.id;
  const days = new Map(months.map(({ id, to }) => [id, to]));
  const isSystem = world.systems.some(({ id }) => id === node);
  const here = saidOf(world.entries).filter(({ system, month }) => {
    const day = days.get(month);
    if (day === undefined) return false;
    const chain = above(world, system, day);
    if (isSystem) return system === node && chain[0] === parent;
    const at = chain.indexOf(node);
    // Of an agency that moved, what it had while it was below this parent.
    return at >= 0 && (parent === undefined || chain[at + 1] === parent);
  });
  const distinct = (said: readonly Said[]): number => new Set(said.map(({ system }) => system)).size;
  const cells: Record<string, Figure> = {};
  for (const key of new Set(here.flatMap(({ values }) => Object.keys(values)))) {
    const indicator = key.split('|')[0] ?? '';
    const { fold, overTime } = compiled.indicators.get(indicator) ?? {};
    if (overTime === 'none' || (fold === 'latest' && !isSystem)) continue;
    const those = here.filter(
      ({ month, values }) => key in values && (overTime !== 'latest' || month === last),
    );
    if (those.length === 0) continue;
    const values = those.flatMap((one) => [one.values[key] ?? '']);
    const [latest] = those.toSorted((a, b) => (a.end > b.end ? -1 : 1));
    const value = fold === 'latest' ? latest?.values[key] : figureOf(indicator, values);
    cells[key] = { value, reporters: distinct(those) };
  }
  return { reporters: distinct(here), cells };
}

/** The same of an answer; a ratio by its exact parts. */
export const plainAnswer = ({ reporters, cells }: TotalNode): PlainTotal => ({
  reporters,
  cells: Object.fromEntries(
    cells.map((cell) => {
      const pairs = Object.entries(cell.dimensions).map(([id, value]) => `|${id}=${value}`);
      const value = cell.numerator === undefined ? cell.value : [cell.numerator, cell.denominator];
      return [cell.indicator + pairs.sort().join(''), { value, reporters: cell.reporters ?? reporters }];
    }),
  ),
});

/** What values of children make, by the fold over the tree. */
export function foldOfChildren(children: readonly PlainTotal[]): Readonly<Record<string, unknown>> {
  const keys = new Set(children.flatMap(({ cells }) => Object.keys(cells)));
  return Object.fromEntries(
    [...keys].flatMap((key): [string, unknown][] => {
      const indicator = key.split('|')[0] ?? '';
      if (compiled.indicators.get(indicator)?.fold === 'latest') return [];
      const values = children.flatMap(({ cells }) => (cells[key] === undefined ? [] : [cells[key].value]));
      return [[key, figureOf(indicator, values as string[])]];
    }),
  );
}
