/** What headings mean: the names of the columns, in English and Vietnamese, and those that the catalogue gives. */
import type { Catalogue, Indicator } from '../../contract/registry.ts';
import { type CompiledCatalogue, cellKey, indicatorOfKey, readCellKey } from '../registry/cell.ts';
import { foldName } from '../registry/folded-name.ts';
import { type CellFigure, type Column, figures } from './layout.ts';

type Omitted<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export type Meaning = Omitted<Column, 'heading'>;

const figure = (name: CellFigure): Meaning => ({ is: 'figure', cell: null, figure: name });

/** The first name is the one that messages and templates use. */
const fixed: readonly (readonly [meaning: Meaning, ...names: string[]])[] = [
  [{ is: 'system' }, 'system', 'hệ thống', 'mã hệ thống'],
  [{ is: 'dataset' }, 'dataset', 'bộ dữ liệu', 'mã bộ dữ liệu'],
  [{ is: 'period' }, 'period', 'kỳ', 'kỳ báo cáo'],
  [{ is: 'revision' }, 'revision', 'lần gửi'],
  [{ is: 'agency' }, 'agency', 'cơ quan', 'mã cơ quan'],
  [{ is: 'key' }, 'key', 'khóa'],
  [{ is: 'from' }, 'from', 'từ'],
  [{ is: 'to' }, 'to', 'đến'],
  [{ is: 'indicator' }, 'indicator', 'chỉ tiêu', 'mã chỉ tiêu'],
  [figure('value'), 'value', 'giá trị'],
  [figure('numerator'), 'numerator', 'tử số'],
  [figure('denominator'), 'denominator', 'mẫu số'],
  [figure('day'), 'evidence.day', 'ngày'],
  [figure('reference'), 'evidence.reference', 'số văn bản'],
  [figure('sha256'), 'evidence.sha256', 'sha256', 'sha-256'],
];

const figuresOf: Readonly<Record<Indicator['fold'], readonly CellFigure[]>> = {
  sum: ['value'],
  min: ['value'],
  max: ['value'],
  latest: ['value'],
  ratio: ['numerator', 'denominator'],
  evidence: ['day', 'reference', 'sha256'],
};

/** The columns that a cell has in a wide file: `x`, or `x:numerator` and `x:denominator`, or three of evidence. */
const wideNames = (key: string, fold: Indicator['fold']): string[] =>
  figuresOf[fold].map((name) => wideName(key, name));

export const wideName = (cell: string, figureName: CellFigure): string =>
  figureName === 'value' ? cell : `${cell}:${figureName}`;

/** How messages and templates call a column. */
export function nameOf(meaning: Meaning): string {
  if (meaning.is === 'dimension') return meaning.dimension;
  if (meaning.is === 'figure' && meaning.cell !== null) return wideName(meaning.cell, meaning.figure);
  const found = fixed.find(
    ([one]) =>
      one.is === meaning.is &&
      (one.is !== 'figure' || meaning.is !== 'figure' || one.figure === meaning.figure),
  );
  return found?.[1] ?? meaning.is;
}

/** `meanings`: by folded name. `cells`: all of all datasets, by key. */
export type KnownColumns = {
  readonly meanings: ReadonlyMap<string, Meaning>;
  readonly cells: ReadonlyMap<string, Indicator['fold']>;
};

export function knownColumns({ catalogue, datasets }: CompiledCatalogue): KnownColumns {
  const cells = new Map<string, Indicator['fold']>();
  for (const { keys, indicators } of datasets.values())
    for (const key of keys) {
      const plan = indicators.get(indicatorOfKey(key));
      if (plan) cells.set(key, plan.indicator.fold);
    }
  // The last of a name has it: what is fixed is never taken by a name of the catalogue.
  return { meanings: new Map([...dimensionNames(catalogue), ...fixedNames()]), cells };
}

const fixedNames = (): [string, Meaning][] =>
  fixed.flatMap(([meaning, ...names]) => names.map((name): [string, Meaning] => [foldName(name), meaning]));

const dimensionNames = ({ dimensions }: Catalogue): [string, Meaning][] =>
  dimensions.flatMap(({ id, names }) =>
    [names.vi, names.en, id].map((name): [string, Meaning] => [
      foldName(name),
      { is: 'dimension', dimension: id },
    ]),
  );

/** `any text [name]`: what stands in the brackets at the end is the name. */
function nameIn(heading: string): string {
  const text = heading.trim();
  const start = text.endsWith(']') ? text.lastIndexOf('[') : -1;
  return start < 0 ? text : text.slice(start + 1, -1).trim();
}

/** Null: there is no such column. */
export function meaningOf(heading: string, { meanings, cells }: KnownColumns): Meaning | null {
  const name = nameIn(heading);
  return cellMeaning(name.toLowerCase(), cells) ?? meanings.get(foldName(name)) ?? null;
}

/** Dimensions may stand in any order. */
function cellMeaning(name: string, cells: KnownColumns['cells']): Meaning | null {
  const colon = name.lastIndexOf(':');
  const { indicator, dimensions } = readCellKey(colon < 0 ? name : name.slice(0, colon));
  const cell = cellKey(
    indicator,
    Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const fold = cells.get(cell);
  if (fold === undefined) return null;
  const said = colon < 0 ? 'value' : name.slice(colon + 1);
  const found = figures.find((one) => one === said);
  return found !== undefined && figuresOf[fold].includes(found)
    ? { is: 'figure', cell, figure: found }
    : null;
}

/** Names for a heading that is none: of the cells of the indicator that it may mean, else of the columns of every file. */
export function namesNear(heading: string, { meanings, cells }: KnownColumns): string[] {
  const name = nameIn(heading).toLowerCase();
  const start = indicatorOfKey(name.split(':', 1)[0] ?? '');
  const near = [...cells].filter(([key]) => indicatorOfKey(key) === start);
  return near.length > 0
    ? near.flatMap(([key, fold]) => wideNames(key, fold))
    : [...new Set([...meanings.values()].map(nameOf))];
}
