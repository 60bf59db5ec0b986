/** Control totals: what the values of an indicator come to, whatever it folds by, so that a sender can hold them against the file. */
import type { ControlTotal, DeclaredTotal, Sum } from '../../contract/batches/batch.ts';
import type { CellValues, LedgerEntry } from '../../contract/submissions/ledger.ts';
import { indicatorOfKey } from '../registry/cell.ts';
import { isEvent } from '../submissions/submission-key.ts';
import { add, type Decimal, decimal, formatDecimal } from '../values/decimal.ts';

/** A sum of one indicator, as it is written down between two calls. */
export type ControlSum = readonly [dataset: string, indicator: string, sum: Sum];

type Growing = readonly [Decimal] | readonly [Decimal, Decimal];

const partsOf = (value: CellValues[string] | Sum): Growing | null => {
  if (typeof value === 'string') return [decimal(value)];
  return value.length === 2 ? [decimal(value[0]), decimal(value[1])] : null;
};

const grown = (a: Growing, b: Growing): Growing =>
  a.length === 2 && b.length === 2 ? [add(a[0], b[0]), add(a[1], b[1])] : [add(a[0], b[0])];

const sumOf = (growing: Growing): Sum =>
  growing.length === 2 ? [formatDecimal(growing[0]), formatDecimal(growing[1])] : formatDecimal(growing[0]);

/** Evidence has no figure, and no total. */
export function controlTotals() {
  const sums = new Map<string, Growing>();
  const put = (place: string, parts: Growing): void => {
    const before = sums.get(place);
    sums.set(place, before === undefined ? parts : grown(before, parts));
  };
  const addCells = (dataset: string, cells: CellValues): void => {
    for (const [key, value] of Object.entries(cells)) {
      const parts = partsOf(value);
      if (parts !== null) put(`${dataset} ${indicatorOfKey(key)}`, parts);
    }
  };
  return {
    addEntry: (entry: LedgerEntry): void => {
      if (isEvent(entry)) for (const { cells } of entry.increments) addCells(entry.dataset, cells);
      else addCells(entry.dataset, entry.cells);
    },
    addSums: (more: readonly ControlSum[]): void => {
      for (const [dataset, indicator, sum] of more) {
        const parts = partsOf(sum);
        if (parts !== null) put(`${dataset} ${indicator}`, parts);
      }
    },
    /** In the order of datasets and indicators. */
    sums: (): ControlSum[] =>
      [...sums]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([place, growing]) => {
          const [dataset = '', indicator = ''] = place.split(' ');
          return [dataset, indicator, sumOf(growing)];
        }),
  };
}

/** Whether a declared total is not what the file comes to. */
export const differs = (totals: readonly ControlTotal[]): boolean =>
  totals.some(({ equal }) => equal === false);

/** Beside what was declared. What was declared of an indicator that nothing was accepted of stands beside zero. */
export function beside(sums: readonly ControlSum[], declared: readonly DeclaredTotal[]): ControlTotal[] {
  const place = (dataset: string, indicator: string) => `${dataset} ${indicator}`;
  const said = new Map(declared.map(({ dataset, indicator, sum }) => [place(dataset, indicator), sum]));
  const there = new Set(sums.map(([dataset, indicator]) => place(dataset, indicator)));
  const none = declared
    .filter(({ dataset, indicator }) => !there.has(place(dataset, indicator)))
    .map(
      ({ dataset, indicator, sum }): ControlSum => [
        dataset,
        indicator,
        typeof sum === 'string' ? '0' : ['0', '0'],
      ],
    );
  return [...sums, ...none].map(([dataset, indicator, accepted]) => {
    const own = said.get(place(dataset, indicator)) ?? null;
    const equal = own === null ? null : JSON.stringify(own) === JSON.stringify(accepted);
    return { dataset, indicator, accepted, declared: own, equal };
  });
}
