/** The cells of a row: one of a long file, many of a wide one. Each in the canonical order of its names (RFC 8785 §3.2.3). */
import { cellKey, readCellKey } from '../registry/cell.ts';
import { foldName } from '../registry/folded-name.ts';
import { cut } from '../values/cut.ts';
import type { CellFigure, Layout } from './layout.ts';
import type { PlacedRow } from './placed-row.ts';
import { LONGEST_SHOWN, type RowFinding } from './row-finding.ts';

/** In which columns the parts of a cell stand. */
export type CellColumns = {
  readonly indicator: number | null;
  readonly dimensions: Readonly<Record<string, number>>;
  readonly figures: Readonly<Partial<Record<CellFigure, number>>>;
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
type ReadCells = (row: PlacedRow, add: Add) => readonly SaidCell[];

export const cellReader = (layout: Layout): ReadCells =>
  layout.shape === 'long' ? longReader(layout) : wideReader(layout);

function longReader(layout: Layout): ReadCells {
  const dimensions: [string, number][] = [];
  const figures: Partial<Record<CellFigure, number>> = {};
  let indicator = -1;
  for (const [index, column] of layout.columns.entries()) {
    if (column.is === 'indicator') indicator = index;
    if (column.is === 'dimension') dimensions.push([column.dimension, index]);
    if (column.is === 'figure') figures[column.figure] = index;
  }
  dimensions.sort(([a], [b]) => (a < b ? -1 : 1));
  const columns: CellColumns = { indicator, dimensions: Object.fromEntries(dimensions), figures };
  const partsOf = partReader(layout, figures);
  return (row, add) => {
    const id = textAt(row, indicator);
    const said: [string, string][] = [];
    for (const [name, index] of dimensions) {
      const value = textAt(row, index);
      if (value !== '') said.push([name, value]);
    }
    const place = {
      ...(said.length > 0 && { dimensions: Object.fromEntries(said) }),
      ...(id !== '' && { indicator: id }),
    };
    return [{ key: cellKey(id, said), cell: withParts(place, partsOf(row, add)), row, columns }];
  };
}

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
      const place = { ...(Object.keys(dimensions).length > 0 && { dimensions }), indicator };
      const columns: CellColumns = { indicator: null, dimensions: {}, figures: at };
      return { key, place, columns, partsOf: partReader(layout, at) };
    });
  return (row, add) => {
    const said: SaidCell[] = [];
    for (const { key, place, columns, partsOf } of cells) {
      const parts = partsOf(row, add);
      if (parts !== nothing) said.push({ key, cell: withParts(place, parts), row, columns });
    }
    return said;
  };
}

type Place = { readonly dimensions?: Readonly<Record<string, string>>; readonly indicator?: string };
type Evidence = { readonly day?: string; readonly reference?: string; readonly sha256?: string };
type Parts = {
  readonly value?: string;
  readonly numerator?: string;
  readonly denominator?: string;
  readonly evidence?: Evidence | null;
};

const nothing: Parts = {};

const withParts = ({ dimensions, indicator }: Place, parts: Parts): object => ({
  ...(parts.denominator !== undefined && { denominator: parts.denominator }),
  ...(dimensions !== undefined && { dimensions }),
  ...(parts.evidence !== undefined && { evidence: parts.evidence }),
  ...(indicator !== undefined && { indicator }),
  ...(parts.numerator !== undefined && { numerator: parts.numerator }),
  ...(parts.value !== undefined && { value: parts.value }),
});

const named = <Name extends string>(name: Name, text: string): Partial<Record<Name, string>> =>
  text === '' ? {} : ({ [name]: text } as Record<Name, string>);

/** What is empty is left out. Where all is, the answer is `nothing`. */
function partReader(
  layout: Layout,
  at: Readonly<Partial<Record<CellFigure, number>>>,
): (row: PlacedRow, add: Add) => Parts {
  const hasEvidence = at.day !== undefined;
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
    const value = decimalAt(row, at.value, add);
    if (at.numerator === undefined && !hasEvidence) return value === '' ? nothing : { value };
    const parts = {
      ...named('value', value),
      ...named('numerator', decimalAt(row, at.numerator, add)),
      ...named('denominator', decimalAt(row, at.denominator, add)),
      ...(hasEvidence && evidenceOf(row, at)),
    };
    return Object.keys(parts).length === 0 ? nothing : parts;
  };
}

function evidenceOf(
  row: PlacedRow,
  at: Readonly<Partial<Record<CellFigure, number>>>,
): Pick<Parts, 'evidence'> {
  const [day, reference, sha256] = [textAt(row, at.day), textAt(row, at.reference), textAt(row, at.sha256)];
  if (none.has(foldName(day)) && reference === '' && sha256 === '') return { evidence: null };
  if (day === '' && reference === '' && sha256 === '') return {};
  return { evidence: { ...named('day', day), ...named('reference', reference), ...named('sha256', sha256) } };
}
