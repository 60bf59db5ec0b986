/** The cells of a row: one of a long file, many of a wide one. Each in the canonical order of its names (RFC 8785 §3.2.3). */
import { readCellKey } from '../registry/cell.ts';
import { foldName } from '../registry/folded-name.ts';
import { cut } from '../values/cut.ts';
import type { CellFigure, Layout } from './layout.ts';
import type { PlacedRow } from './placed-row.ts';
import { LONGEST_SHOWN, type RowFinding } from './row-finding.ts';

type FigureColumns = Readonly<Partial<Record<CellFigure, number>>>;

/** In which columns the parts of a cell stand. */
export type CellColumns = {
  readonly indicator: number | null;
  readonly dimensions: Readonly<Record<string, number>>;
  readonly figures: FigureColumns;
};

/** A cell as the call would have it, where it stands, and by what it is put in order. */
export type SaidCell = {
  readonly key: string;
  readonly cell: object;
  readonly row: PlacedRow;
  readonly columns: CellColumns;
};

/** Cells of one increment, with its window as it is written; or of a report. */
export type Part = { readonly from: string; readonly to: string; readonly cells: readonly SaidCell[] };

/** What stands in a column, without the blanks at its edges. */
export const textAt = ({ fields }: PlacedRow, column: number | undefined): string =>
  column === undefined ? '' : (fields[column]?.trim() ?? '');

/** What says that there is no evidence; an empty cell says nothing. */
const none: ReadonlySet<string> = new Set(['none', 'không có', 'không'].map(foldName));

type Add = (finding: RowFinding) => void;
/** Puts the cells of a row behind those in `said`. */
type ReadCells = (row: PlacedRow, said: SaidCell[], add: Add) => void;

export const cellReader = (layout: Layout): ReadCells =>
  layout.shape === 'long' ? longReader(layout) : wideReader(layout);

function longReader(layout: Layout): ReadCells {
  const dimensions: [string, number][] = [];
  const figures: Partial<Record<CellFigure, number>> = {};
  let indicatorColumn = -1;
  for (const [index, column] of layout.columns.entries()) {
    if (column.is === 'indicator') indicatorColumn = index;
    if (column.is === 'dimension') dimensions.push([column.dimension, index]);
    if (column.is === 'figure') figures[column.figure] = index;
  }
  dimensions.sort(([a], [b]) => (a < b ? -1 : 1));
  const columns: CellColumns = {
    indicator: indicatorColumn,
    dimensions: Object.fromEntries(dimensions),
    figures,
  };
  const readParts = partReader(layout, figures);
  const nameOf = (row: PlacedRow): Named => {
    const indicator = textAt(row, indicatorColumn);
    let key = indicator;
    let place: Record<string, string> | undefined;
    for (const [name, index] of dimensions) {
      const value = textAt(row, index);
      if (value === '') continue;
      place ??= {};
      place[name] = value;
      key += `|${name}=${value}`;
    }
    return { row, key, indicator, place };
  };
  const nameColumns = [indicatorColumn, ...dimensions.map(([, index]) => index)];
  const isSame = ({ fields }: PlacedRow, other: PlacedRow): boolean => {
    for (const index of nameColumns) if (fields[index] !== other.fields[index]) return false;
    return true;
  };
  const last: Named[] = [];
  return (row, said, add) => {
    const before = last[said.length];
    const name = before !== undefined && isSame(row, before.row) ? before : nameOf(row);
    last[said.length] = name;
    said.push({ key: name.key, cell: cellOf(name.place, name.indicator, readParts(row, add)), row, columns });
  };
}

/** Which cell the row is of. Most submissions have the same cells in the same order, so that the one at the same place of the last is looked at first. */
type Named = {
  readonly row: PlacedRow;
  readonly key: string;
  readonly indicator: string;
  readonly place: Readonly<Record<string, string>> | undefined;
};

function wideReader(layout: Layout): ReadCells {
  const figures = new Map<string, Partial<Record<CellFigure, number>>>();
  for (const [index, column] of layout.columns.entries()) {
    if (column.is !== 'figure' || column.cell === null) continue;
    figures.set(column.cell, { ...figures.get(column.cell), [column.figure]: index });
  }
  const cells = [...figures]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, at]) => {
      const { indicator, dimensions } = readCellKey(key);
      const place = Object.keys(dimensions).length > 0 ? dimensions : undefined;
      const columns: CellColumns = { indicator: null, dimensions: {}, figures: at };
      return { key, indicator, place, columns, readParts: partReader(layout, at) };
    });
  return (row, said, add) => {
    for (const { key, indicator, place, columns, readParts } of cells) {
      const parts = readParts(row, add);
      if (parts !== nothing) said.push({ key, cell: cellOf(place, indicator, parts), row, columns });
    }
  };
}

type Evidence = { readonly day?: string; readonly reference?: string; readonly sha256?: string };
/** The figures of a cell: a value alone, as nearly every cell has, or whatever stands there. */
type Parts =
  | string
  | {
      readonly value?: string;
      readonly numerator?: string;
      readonly denominator?: string;
      readonly evidence?: Evidence | null;
    };

const nothing: Parts = {};

function cellOf(
  dimensions: Readonly<Record<string, string>> | undefined,
  indicator: string,
  parts: Parts,
): object {
  if (typeof parts === 'string' && indicator !== '')
    return dimensions === undefined ? { indicator, value: parts } : { dimensions, indicator, value: parts };
  const { value, numerator, denominator, evidence } = typeof parts === 'string' ? { value: parts } : parts;
  return {
    ...(denominator !== undefined && { denominator }),
    ...(dimensions !== undefined && { dimensions }),
    ...(evidence !== undefined && { evidence }),
    ...(indicator !== '' && { indicator }),
    ...(numerator !== undefined && { numerator }),
    ...(value !== undefined && { value }),
  };
}

/** What is empty is left out. Where all is, the answer is `nothing`. */
function partReader(layout: Layout, at: FigureColumns): (row: PlacedRow, add: Add) => Parts {
  const { value: valueColumn, ...others } = at;
  const otherColumns = Object.values(others);
  const decimalAt = (row: PlacedRow, column: number | undefined, add: Add): string => {
    const text = textAt(row, column);
    if (!layout.decimalComma || column === undefined || !/[.,]/.test(text)) return text;
    if (!text.includes('.')) return text.replace(',', '.');
    const heading = layout.columns[column]?.heading ?? null;
    const value = cut(text, LONGEST_SHOWN);
    const place = { row: row.row, column: heading, key: null, submission: null };
    add({ ...place, code: 'point-in-decimal-comma', details: { value }, value });
    return text;
  };
  return (row, add) => {
    const value = decimalAt(row, valueColumn, add);
    if (!hasAny(row, otherColumns)) return value === '' ? nothing : value;
    return {
      ...named('value', value),
      ...named('numerator', decimalAt(row, at.numerator, add)),
      ...named('denominator', decimalAt(row, at.denominator, add)),
      ...evidenceOf(row, at),
    };
  };
}

const hasAny = (row: PlacedRow, columns: readonly number[]): boolean => {
  for (const column of columns) if (textAt(row, column) !== '') return true;
  return false;
};

const named = <Name extends string>(name: Name, text: string): Partial<Record<Name, string>> =>
  text === '' ? {} : ({ [name]: text } as Record<Name, string>);

function evidenceOf(row: PlacedRow, at: FigureColumns): { readonly evidence?: Evidence | null } {
  const [day, reference, sha256] = [textAt(row, at.day), textAt(row, at.reference), textAt(row, at.sha256)];
  if (day === '' && reference === '' && sha256 === '') return {};
  if (none.has(foldName(day)) && reference === '' && sha256 === '') return { evidence: null };
  return { evidence: { ...named('day', day), ...named('reference', reference), ...named('sha256', sha256) } };
}
