/** What has to hold in a catalogue beyond its form (R21): ids are unique, references lead somewhere, ranges and checks can be met. */
import { bucketLevels, type Catalogue, type Dataset, type Indicator } from '../../contract/registry.ts';
import { duplicates, type Fault, fault, type Path } from '../problems/fault.ts';
import { compare, decimal, significantScale } from '../values/decimal.ts';

type Known<T> = ReadonlyMap<string, T>;

/** What is allowed in one fault, of a catalogue that can have any number of ids. */
const MOST_LISTED = 50;

const list = (ids: Iterable<string>): string => {
  const all = [...ids];
  const more = all.length > MOST_LISTED ? ` and ${all.length - MOST_LISTED} more` : '';
  return (
    `${all
      .slice(0, MOST_LISTED)
      .map((id) => `"${id}"`)
      .join(', ')}${more}` || 'none'
  );
};
const byId = <T extends { id: string }>(things: readonly T[]): Known<T> =>
  new Map(things.map((thing) => [thing.id, thing]));

/** Every fault at once; paths begin at the catalogue. A catalogue without faults can be compiled. */
export function catalogueFaults(catalogue: Catalogue): Fault[] {
  const { units, dimensions, indicators, datasets } = catalogue;
  const indicatorsById = byId(indicators);
  return [
    ...duplicateIds(units, ['units'], 'unit'),
    ...duplicateIds(dimensions, ['dimensions'], 'dimension'),
    ...dimensions.flatMap(({ values }, index) =>
      duplicateIds(values, ['dimensions', index, 'values'], 'value'),
    ),
    ...duplicateIds(indicators, ['indicators'], 'indicator'),
    ...duplicateIds(datasets, ['datasets'], 'dataset'),
    ...unused(catalogue),
    ...indicators.flatMap((indicator, index) =>
      indicatorFaults(indicator, byId(units), byId(dimensions), ['indicators', index]),
    ),
    ...datasets.flatMap((dataset, index) => datasetFaults(dataset, indicatorsById, ['datasets', index])),
  ];
}

const duplicateIds = (things: readonly { id: string }[], path: Path, what: string): Fault[] =>
  duplicates(
    things.map(({ id }) => id),
    (index) => [...path, index, 'id'],
    what,
  );

function unused({ units, dimensions, indicators, datasets }: Catalogue): Fault[] {
  const usedUnits = new Set(indicators.map(({ unit }) => unit));
  const usedDimensions = new Set(indicators.flatMap((indicator) => indicator.dimensions));
  const usedIndicators = new Set(datasets.flatMap((dataset) => dataset.indicators));
  const left = (things: readonly { id: string }[], used: ReadonlySet<string>, name: string, user: string) =>
    things.flatMap(({ id }, index) =>
      used.has(id) ? [] : [fault([name, index, 'id'], 'unused', id, `what some ${user} refers to`)],
    );
  return [
    ...left(units, usedUnits, 'units', 'indicator'),
    ...left(dimensions, usedDimensions, 'dimensions', 'indicator'),
    ...left(indicators, usedIndicators, 'indicators', 'dataset').filter(
      ({ path: [, index] }) => indicators[Number(index)]?.retired === undefined,
    ),
  ];
}

function indicatorFaults(
  indicator: Indicator,
  units: Known<unknown>,
  dimensions: Known<unknown>,
  path: Path,
): Fault[] {
  const { unit, fold, min, max } = indicator;
  const faults = duplicates(indicator.dimensions, (index) => [...path, 'dimensions', index], 'dimension');
  if (!units.has(unit)) faults.push(fault([...path, 'unit'], 'unknown unit', unit, list(units.keys())));
  for (const [index, dimension] of indicator.dimensions.entries()) {
    if (dimensions.has(dimension)) continue;
    faults.push(
      fault([...path, 'dimensions', index], 'unknown dimension', dimension, list(dimensions.keys())),
    );
  }
  const overTime = overTimeAllowed(fold);
  if (!overTime.includes(indicator.overTime)) {
    const problem = `cannot fold over time the ${fold} ${indicator.id}`;
    faults.push(fault([...path, 'overTime'], problem, indicator.overTime, list(overTime)));
  }
  if (fold === 'ratio') return [...faults, ...ratioBounds(indicator, path)];
  if (fold === 'evidence') return [...faults, ...evidenceBounds(indicator, path)];
  for (const field of ['min', 'max'] as const) {
    const bound = indicator[field];
    if (bound === null || significantScale(decimal(bound)) <= indicator.scale) continue;
    const allowed = `at most ${indicator.scale} digits after the point`;
    faults.push(fault([...path, field], `finer than the scale of ${indicator.id}`, bound, allowed));
  }
  if (min !== null && max !== null && compare(decimal(min), decimal(max)) > 0) {
    faults.push(fault([...path, 'min'], `above max ${max}`, min, `up to ${max}`));
  }
  return faults;
}

/**
 * Over time as over the tree, or not at all, or the last: only these give a parent the fold of its children in a coarser
 * period too. (The highest of monthly sums is no sum of the highest of each.)
 */
function overTimeAllowed(fold: Indicator['fold']): readonly Indicator['overTime'][] {
  if (fold === 'evidence') return ['none'];
  return fold === 'latest' ? ['latest', 'none'] : [fold, 'latest', 'none'];
}

/** The parts of a ratio are counts; `max` "1" says that the numerator is part of the denominator. */
function ratioBounds({ id, min, max }: Indicator, path: Path): Fault[] {
  const faults: Fault[] = [];
  if (min !== null && min !== '0')
    faults.push(fault([...path, 'min'], `a bound that the ratio ${id} cannot have`, min, '"0" or null'));
  if (max !== null && max !== '1')
    faults.push(fault([...path, 'max'], `a bound that the ratio ${id} cannot have`, max, '"1" or null'));
  return faults;
}

/** Evidence is no number and has no parts. */
const evidenceBounds = ({ id, min, max, scale, dimensions }: Indicator, path: Path): Fault[] => [
  ...(['min', 'max'] as const).flatMap((field) => {
    const bound = { min, max }[field];
    return bound === null
      ? []
      : [fault([...path, field], `a bound that the evidence ${id} cannot have`, bound, 'null')];
  }),
  ...(scale === 0 ? [] : [fault([...path, 'scale'], `digits of the evidence ${id}`, scale, '0')]),
  ...(dimensions.length === 0
    ? []
    : [fault([...path, 'dimensions'], `dimensions of the evidence ${id}`, dimensions, 'none')]),
];

function bucketFaults({ id, kind, buckets, shards }: Dataset, path: Path): Fault[] {
  const at = (field: string): Path => [...path, field];
  if (kind === 'report') {
    const faults: Fault[] = [];
    if (buckets.length > 0)
      faults.push(fault(at('buckets'), `buckets of the reports ${id}`, buckets, 'none'));
    if (shards > 1) faults.push(fault(at('shards'), `shards of the reports ${id}`, shards, '1'));
    return faults;
  }
  if (buckets.length === 0)
    return [fault(at('buckets'), `no bucket for the events ${id}`, buckets, `some of ${list(bucketLevels)}`)];
  const ordered = bucketLevels.filter((level) => buckets.includes(level));
  if (ordered.join() === buckets.join()) return [];
  const allowed = `${list(ordered)}: the coarsest first, each once`;
  return [fault(at('buckets'), `buckets of ${id} out of order`, buckets, allowed)];
}

function datasetFaults(dataset: Dataset, indicators: Known<Indicator>, path: Path): Fault[] {
  const faults = [
    ...duplicates(dataset.indicators, (index) => [...path, 'indicators', index], 'indicator'),
    ...duplicateIds(dataset.checks, [...path, 'checks'], 'check'),
    ...bucketFaults(dataset, path),
  ];
  for (const [index, id] of dataset.indicators.entries()) {
    const at = [...path, 'indicators', index];
    if (!indicators.has(id)) faults.push(fault(at, 'unknown indicator', id, list(indicators.keys())));
    else if (indicators.get(id)?.retired)
      faults.push(fault(at, 'a retired indicator', id, 'one that is not retired'));
    else if (dataset.kind === 'event' && indicators.get(id)?.fold === 'evidence')
      faults.push(fault(at, 'evidence in increments', id, 'an indicator of another fold'));
  }
  for (const [index, check] of dataset.checks.entries()) {
    const at = [...path, 'checks', index];
    for (const side of ['left', 'right'] as const) {
      if (!dataset.indicators.includes(check[side])) {
        const allowed = list(dataset.indicators);
        faults.push(fault([...at, side], `not an indicator of dataset ${dataset.id}`, check[side], allowed));
      } else if (['ratio', 'evidence'].includes(indicators.get(check[side])?.fold ?? '')) {
        const fold = indicators.get(check[side])?.fold === 'ratio' ? 'a ratio' : 'evidence';
        faults.push(
          fault([...at, side], `${fold} cannot be checked`, check[side], 'an indicator of another fold'),
        );
      }
    }
    const left = indicators.get(check.left)?.dimensions;
    const right = indicators.get(check.right)?.dimensions;
    if (left && right && [...left].sort().join() !== [...right].sort().join()) {
      const allowed = `an indicator with the dimensions [${left.join(', ')}]`;
      faults.push(fault([...at, 'right'], `other dimensions than ${check.left}`, check.right, allowed));
    }
    if (check.left === check.right)
      faults.push(fault([...at, 'right'], 'compared with itself', check.right, 'another indicator'));
  }
  return faults;
}
