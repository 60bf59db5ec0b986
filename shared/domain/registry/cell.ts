/**
 * Cells and the plan of a dataset. A cell is an indicator with its dimension values; its key
 * `transactions.received|channel=app|kind=citizen` has the dimensions in the order of their names, so that one
 * cell has one key whatever the order in which a sender writes them.
 */
import type { Catalogue, Dataset, Indicator } from '../../contract/registry.ts';
import { type Decimal, decimal, zero } from '../values/decimal.ts';

export type CellPlan = {
  readonly indicator: Indicator;
  /** In the order of the key. */
  readonly dimensions: readonly { readonly id: string; readonly values: readonly string[] }[];
  /** By the values of its dimensions, in their order. */
  readonly cells: KeysByValue;
  /** Bounds of a value; for a ratio those of its parts, which are counts. */
  readonly min: Decimal | null;
  readonly max: Decimal | null;
};

/** The key of a cell, or those behind each value of the next dimension. */
type KeysByValue = string | ReadonlyMap<string, KeysByValue>;

export type DatasetPlan = {
  readonly dataset: Dataset;
  readonly indicators: ReadonlyMap<string, CellPlan>;
  /** Every cell that a submission must have. */
  readonly keys: readonly string[];
  readonly sortedKeys: readonly string[];
  /** The cells that the dataset's checks compare. */
  readonly comparisons: readonly Comparison[];
};

type Comparison = {
  readonly check: Dataset['checks'][number];
  /** Keys of cells. */
  readonly left: string;
  readonly right: string;
};

/** The catalogue made ready for use: what is looked up per submission is looked up in maps. */
export type CompiledCatalogue = {
  readonly catalogue: Catalogue;
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly datasets: ReadonlyMap<string, DatasetPlan>;
};

export function cellKey(indicator: string, dimensions: readonly (readonly [string, string])[]): string {
  let key = indicator;
  for (const [id, value] of dimensions) key += `|${id}=${value}`;
  return key;
}

/** The inverse of `cellKey`. */
export function readCellKey(key: string): { indicator: string; dimensions: Record<string, string> } {
  const [indicator = '', ...pairs] = key.split('|');
  const dimensions = Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
  return { indicator, dimensions };
}

export const indicatorOfKey = (key: string): string => {
  const end = key.indexOf('|');
  return end < 0 ? key : key.slice(0, end);
};

const keysByValue = (key: string, [dimension, ...others]: CellPlan['dimensions']): KeysByValue =>
  dimension === undefined
    ? key
    : new Map(
        dimension.values.map((value) => [value, keysByValue(`${key}|${dimension.id}=${value}`, others)]),
      );

const keysIn = (cells: KeysByValue): string[] =>
  typeof cells === 'string' ? [cells] : [...cells.values()].flatMap(keysIn);

const comparisonsOf = (dataset: Dataset, keys: readonly string[]): Comparison[] =>
  dataset.checks.flatMap((check) =>
    keys
      .filter((key) => indicatorOfKey(key) === check.left)
      .map((left) => ({ check, left, right: check.right + left.slice(check.left.length) })),
  );

/** Expects a catalogue that passed its rules (`catalogue-rules.ts`); throws on a reference to nothing. */
export function compileCatalogue(catalogue: Catalogue): CompiledCatalogue {
  const indicators = new Map(catalogue.indicators.map((indicator) => [indicator.id, indicator]));
  const values = new Map(
    catalogue.dimensions.map((dimension) => [dimension.id, dimension.values.map((value) => value.id)]),
  );
  const known = <T>(thing: T | undefined, name: string): T => {
    if (thing === undefined) throw new Error(`the catalogue refers to "${name}", which it does not have`);
    return thing;
  };
  const planOf = (dataset: Dataset): DatasetPlan => {
    const plans = dataset.indicators.map((id): CellPlan => {
      const indicator = known(indicators.get(id), id);
      const dimensions = [...indicator.dimensions]
        .sort()
        .map((name) => ({ id: name, values: known(values.get(name), name) }));
      const bound = (text: string | null) => (text === null ? null : decimal(text));
      const bounds =
        indicator.fold === 'ratio'
          ? { min: zero, max: null }
          : { min: bound(indicator.min), max: bound(indicator.max) };
      return { indicator, dimensions, cells: keysByValue(id, dimensions), ...bounds };
    });
    const keys = plans.flatMap(({ cells }) => keysIn(cells));
    return {
      dataset,
      indicators: new Map(plans.map((plan) => [plan.indicator.id, plan])),
      keys,
      sortedKeys: [...keys].sort(),
      comparisons: comparisonsOf(dataset, keys),
    };
  };
  return {
    catalogue,
    indicators,
    datasets: new Map(catalogue.datasets.map((dataset) => [dataset.id, planOf(dataset)])),
  };
}

/** How an indicator folds; throws for one that the catalogue does not have, as its totals could not be right. */
export const rulesOfCatalogue =
  (catalogue: CompiledCatalogue) =>
  (id: string): Pick<Indicator, 'fold' | 'overTime'> => {
    const indicator = catalogue.indicators.get(id);
    if (indicator === undefined) throw new Error(`the catalogue has no indicator ${id}`);
    return indicator;
  };

export const foldOfCatalogue = (catalogue: CompiledCatalogue): ((id: string) => Indicator['fold']) => {
  const rulesOf = rulesOfCatalogue(catalogue);
  return (id) => rulesOf(id).fold;
};
