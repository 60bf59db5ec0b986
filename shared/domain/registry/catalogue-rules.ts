/** What has to hold in a catalogue beyond its form (R21): ids are unique, references lead somewhere, ranges and checks can be met. */
import { bucketLevels, type Catalogue, type Dataset, type Indicator } from '../../contract/registry.ts';
import type { Localized } from '../../contract/text.ts';
import { localized, unworded } from '../language/localized.ts';
import { duplicates, type Fault, fault, type Path } from '../problems/fault.ts';
import { compare, decimal, significantScale } from '../values/decimal.ts';

type Known<T> = ReadonlyMap<string, T>;

/** What is allowed in one fault, of a catalogue that can have any number of ids. */
const MOST_LISTED = 50;

const none = /* @__PURE__ */ localized('none', 'không có');

const list = (ids: Iterable<string>): Localized => {
  const all = [...ids];
  if (all.length === 0) return none;
  const shown = all
    .slice(0, MOST_LISTED)
    .map((id) => `"${id}"`)
    .join(', ');
  const more = all.length - MOST_LISTED;
  return more <= 0 ? unworded(shown) : localized(`${shown} and ${more} more`, `${shown} và ${more} mục nữa`);
};

const words = {
  unit: localized('unit', 'đơn vị'),
  dimension: localized('dimension', 'chiều'),
  value: localized('value', 'giá trị'),
  indicator: localized('indicator', 'chỉ tiêu'),
  dataset: localized('dataset', 'bộ dữ liệu'),
  check: localized('check', 'phép kiểm tra'),
} as const;
const anotherFold = /* @__PURE__ */ localized(
  'an indicator of another fold',
  'một chỉ tiêu có cách gộp khác',
);
const byId = <T extends { id: string }>(things: readonly T[]): Known<T> =>
  new Map(things.map((thing) => [thing.id, thing]));

/** Every fault at once; paths begin at the catalogue. A catalogue without faults can be compiled. */
export function catalogueFaults(catalogue: Catalogue): Fault[] {
  const { units, dimensions, indicators, datasets } = catalogue;
  const indicatorsById = byId(indicators);
  return [
    ...duplicateIds(units, ['units'], words.unit),
    ...duplicateIds(dimensions, ['dimensions'], words.dimension),
    ...dimensions.flatMap(({ values }, index) =>
      duplicateIds(values, ['dimensions', index, 'values'], words.value),
    ),
    ...duplicateIds(indicators, ['indicators'], words.indicator),
    ...duplicateIds(datasets, ['datasets'], words.dataset),
    ...unused(catalogue),
    ...indicators.flatMap((indicator, index) =>
      indicatorFaults(indicator, byId(units), byId(dimensions), ['indicators', index]),
    ),
    ...datasets.flatMap((dataset, index) => datasetFaults(dataset, indicatorsById, ['datasets', index])),
  ];
}

const duplicateIds = (things: readonly { id: string }[], path: Path, what: Localized): Fault[] =>
  duplicates(
    things.map(({ id }) => id),
    (index) => [...path, index, 'id'],
    what,
  );

function unused({ units, dimensions, indicators, datasets }: Catalogue): Fault[] {
  const usedUnits = new Set(indicators.map(({ unit }) => unit));
  const usedDimensions = new Set(indicators.flatMap((indicator) => indicator.dimensions));
  const usedIndicators = new Set(datasets.flatMap((dataset) => dataset.indicators));
  const usedBy = (user: Localized) =>
    localized(`what some ${user.en} refers to`, `mục mà một ${user.vi} nào đó dùng đến`);
  const left = (
    things: readonly { id: string }[],
    used: ReadonlySet<string>,
    name: string,
    user: Localized,
  ) =>
    things.flatMap(({ id }, index) =>
      used.has(id)
        ? []
        : [fault([name, index, 'id'], localized('unused', 'không dùng đến'), id, usedBy(user))],
    );
  return [
    ...left(units, usedUnits, 'units', words.indicator),
    ...left(dimensions, usedDimensions, 'dimensions', words.indicator),
    ...left(indicators, usedIndicators, 'indicators', words.dataset).filter(
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
  const faults = duplicates(indicator.dimensions, (index) => [...path, 'dimensions', index], words.dimension);
  if (!units.has(unit))
    faults.push(
      fault([...path, 'unit'], localized('unknown unit', 'không có đơn vị'), unit, list(units.keys())),
    );
  for (const [index, dimension] of indicator.dimensions.entries()) {
    if (dimensions.has(dimension)) continue;
    const problem = localized('unknown dimension', 'không có chiều');
    faults.push(fault([...path, 'dimensions', index], problem, dimension, list(dimensions.keys())));
  }
  const overTime = overTimeAllowed(fold);
  if (!overTime.includes(indicator.overTime)) {
    const problem = localized(
      `cannot fold over time the ${fold} ${indicator.id}`,
      `không gộp theo thời gian như vậy được chỉ tiêu loại "${fold}" ${indicator.id}`,
    );
    faults.push(fault([...path, 'overTime'], problem, indicator.overTime, list(overTime)));
  }
  if (fold === 'ratio') return [...faults, ...ratioBounds(indicator, path)];
  if (fold === 'evidence') return [...faults, ...evidenceBounds(indicator, path)];
  for (const field of ['min', 'max'] as const) {
    const bound = indicator[field];
    if (bound === null || significantScale(decimal(bound)) <= indicator.scale) continue;
    const allowed = localized(
      `at most ${indicator.scale} digits after the point`,
      `tối đa ${indicator.scale} chữ số sau dấu thập phân`,
    );
    const problem = localized(
      `finer than the scale of ${indicator.id}`,
      `nhiều chữ số thập phân hơn quy định của ${indicator.id}`,
    );
    faults.push(fault([...path, field], problem, bound, allowed));
  }
  if (min !== null && max !== null && compare(decimal(min), decimal(max)) > 0) {
    const problem = localized(`above max ${max}`, `lớn hơn giá trị lớn nhất ${max}`);
    faults.push(fault([...path, 'min'], problem, min, localized(`up to ${max}`, `tối đa ${max}`)));
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
  const problem = localized(
    `a bound that the ratio ${id} cannot have`,
    `giới hạn không dùng được cho tỷ lệ ${id}`,
  );
  if (min !== null && min !== '0')
    faults.push(fault([...path, 'min'], problem, min, localized('"0" or null', '"0" hoặc null')));
  if (max !== null && max !== '1')
    faults.push(fault([...path, 'max'], problem, max, localized('"1" or null', '"1" hoặc null')));
  return faults;
}

/** Evidence is no number and has no parts. */
const evidenceBounds = ({ id, min, max, scale, dimensions }: Indicator, path: Path): Fault[] => [
  ...(['min', 'max'] as const).flatMap((field) => {
    const bound = { min, max }[field];
    const problem = localized(
      `a bound that the evidence ${id} cannot have`,
      `giới hạn không dùng được cho minh chứng ${id}`,
    );
    return bound === null ? [] : [fault([...path, field], problem, bound, unworded('null'))];
  }),
  ...(scale === 0
    ? []
    : [
        fault(
          [...path, 'scale'],
          localized(`digits of the evidence ${id}`, `chữ số thập phân của minh chứng ${id}`),
          scale,
          unworded('0'),
        ),
      ]),
  ...(dimensions.length === 0
    ? []
    : [
        fault(
          [...path, 'dimensions'],
          localized(`dimensions of the evidence ${id}`, `chiều của minh chứng ${id}`),
          dimensions,
          none,
        ),
      ]),
];

function bucketFaults({ id, kind, buckets, shards }: Dataset, path: Path): Fault[] {
  const at = (field: string): Path => [...path, field];
  if (kind === 'report') {
    const faults: Fault[] = [];
    if (buckets.length > 0)
      faults.push(
        fault(
          at('buckets'),
          localized(`buckets of the reports ${id}`, `khoảng thời gian của báo cáo ${id}`),
          buckets,
          none,
        ),
      );
    if (shards > 1)
      faults.push(
        fault(
          at('shards'),
          localized(`shards of the reports ${id}`, `số mảnh của báo cáo ${id}`),
          shards,
          unworded('1'),
        ),
      );
    return faults;
  }
  if (buckets.length === 0) {
    const problem = localized(`no bucket for the events ${id}`, `sự kiện ${id} không có khoảng thời gian`);
    const levels = list(bucketLevels).en;
    return [fault(at('buckets'), problem, buckets, localized(`some of ${levels}`, `một số trong ${levels}`))];
  }
  const ordered = bucketLevels.filter((level) => buckets.includes(level));
  if (ordered.join() === buckets.join()) return [];
  const levels = list(ordered).en;
  const allowed = localized(
    `${levels}: the coarsest first, each once`,
    `${levels}: thô nhất trước, mỗi loại một lần`,
  );
  const problem = localized(`buckets of ${id} out of order`, `khoảng thời gian của ${id} sai thứ tự`);
  return [fault(at('buckets'), problem, buckets, allowed)];
}

export const notOfDataset = (id: string): Localized =>
  localized(`not an indicator of dataset ${id}`, `không phải chỉ tiêu của bộ dữ liệu ${id}`);

function datasetFaults(dataset: Dataset, indicators: Known<Indicator>, path: Path): Fault[] {
  const faults = [
    ...duplicates(dataset.indicators, (index) => [...path, 'indicators', index], words.indicator),
    ...duplicateIds(dataset.checks, [...path, 'checks'], words.check),
    ...bucketFaults(dataset, path),
  ];
  for (const [index, id] of dataset.indicators.entries()) {
    const at = [...path, 'indicators', index];
    if (!indicators.has(id))
      faults.push(
        fault(at, localized('unknown indicator', 'không có chỉ tiêu'), id, list(indicators.keys())),
      );
    else if (indicators.get(id)?.retired) {
      const allowed = localized('one that is not retired', 'một chỉ tiêu còn dùng');
      faults.push(fault(at, localized('a retired indicator', 'chỉ tiêu đã thôi dùng'), id, allowed));
    } else if (dataset.kind === 'event' && indicators.get(id)?.fold === 'evidence')
      faults.push(
        fault(at, localized('evidence in increments', 'minh chứng trong sự kiện'), id, anotherFold),
      );
  }
  for (const [index, check] of dataset.checks.entries()) {
    const at = [...path, 'checks', index];
    for (const side of ['left', 'right'] as const) {
      if (!dataset.indicators.includes(check[side])) {
        const allowed = list(dataset.indicators);
        faults.push(fault([...at, side], notOfDataset(dataset.id), check[side], allowed));
      } else if (['ratio', 'evidence'].includes(indicators.get(check[side])?.fold ?? '')) {
        const problem =
          indicators.get(check[side])?.fold === 'ratio'
            ? localized('a ratio cannot be checked', 'không kiểm tra được tỷ lệ')
            : localized('evidence cannot be checked', 'không kiểm tra được minh chứng');
        faults.push(fault([...at, side], problem, check[side], anotherFold));
      }
    }
    const left = indicators.get(check.left)?.dimensions;
    const right = indicators.get(check.right)?.dimensions;
    if (left && right && [...left].sort().join() !== [...right].sort().join()) {
      const allowed = localized(
        `an indicator with the dimensions [${left.join(', ')}]`,
        `một chỉ tiêu có các chiều [${left.join(', ')}]`,
      );
      const problem = localized(`other dimensions than ${check.left}`, `khác chiều với ${check.left}`);
      faults.push(fault([...at, 'right'], problem, check.right, allowed));
    }
    if (check.left === check.right) {
      const problem = localized('compared with itself', 'so với chính nó');
      faults.push(
        fault([...at, 'right'], problem, check.right, localized('another indicator', 'chỉ tiêu khác')),
      );
    }
  }
  return faults;
}
