/** From a finding of the judge, which points into the body, to the row and column that it came from. */
import type { FindingValue } from '../problems/problems.ts';
import { cut } from '../values/cut.ts';
import type { CellFigure, Column, Layout, RowField } from './layout.ts';
import type { PlacedRow } from './placed-row.ts';
import { type Part, type SaidCell, textAt } from './read-cells.ts';
import { LONGEST_SHOWN, type RowFinding } from './row-finding.ts';

const MOST_ALLOWED = 50;

type Assembled = {
  readonly layout: Layout;
  /** The row that comes first in the file: what is wrong with all is said there. */
  readonly first: PlacedRow;
  /** A report has one. */
  readonly parts: readonly Part[];
  readonly submission: string;
};
type Spot = { readonly row: PlacedRow; readonly column: number | null };

const inBody = /^\/(?:increments\/(\d+)(?:\/|$))?(?:cells\/(\d+)(?:\/|$))?(.*)$/;

export function locator(assembled: Assembled): (finding: FindingValue) => RowFinding[] {
  const { layout, submission } = assembled;
  const keyColumn = columnOf(layout, 'key') ?? undefined;
  const at = ({ row, column }: Spot, { code, details, allowed }: FindingValue): RowFinding => ({
    row: row.row,
    column: column === null ? null : (layout.columns[column]?.heading ?? null),
    key: cut(textAt(row, keyColumn), LONGEST_SHOWN) || null,
    code,
    details,
    value: column === null ? null : cut(textAt(row, column), LONGEST_SHOWN) || null,
    ...(allowed && { allowed: allowed.slice(0, MOST_ALLOWED) }),
    submission,
  });
  return (finding) => {
    const spot = spotOf(assembled, finding);
    if (finding.code !== 'duplicate-cell') return [at(spot, finding)];
    const other = spotOf(assembled, { ...finding, pointer: String(finding.details.first) });
    const beside = (row: PlacedRow): FindingValue => ({ ...finding, details: { first: `row ${row.row}` } });
    return [at(spot, beside(other.row)), at(other, beside(spot.row))];
  };
}

function spotOf(assembled: Assembled, finding: FindingValue): Spot {
  const { layout, first, parts } = assembled;
  if (finding.parameter !== undefined) return { row: first, column: columnOf(layout, 'key') };
  const [, increment, cell, rest = ''] = inBody.exec(finding.pointer ?? '') ?? [];
  const part = parts[Number(increment ?? 0)];
  const said = cell === undefined ? undefined : part?.cells[Number(cell)];
  if (said !== undefined) return { row: said.row, column: partColumn(said, rest, finding) };
  const row = increment === undefined ? first : (part?.cells[0]?.row ?? first);
  if (finding.code === 'missing-cell')
    return { row, column: cellColumn(layout, String(finding.details.value)) };
  const name = rest.split('/', 1)[0] ?? '';
  return { row, column: columnOf(layout, name as RowField) };
}

function columnOf({ columns }: Layout, is: RowField): number | null {
  const index = columns.findIndex((column) => column.is === is);
  return index < 0 ? null : index;
}

/** Where a cell that is missing would stand in a wide file. */
function cellColumn({ columns }: Layout, key: string): number | null {
  const index = columns.findIndex((column: Column) => column.is === 'figure' && column.cell === key);
  return index < 0 ? null : index;
}

const figureNames: Readonly<Record<string, readonly CellFigure[]>> = {
  evidence: ['day'],
  'evidence/day': ['day'],
  'evidence/reference': ['reference'],
  'evidence/sha256': ['sha256'],
};

/** `rest` is the pointer within the cell; empty where all of it is meant. */
function partColumn(
  { columns: { indicator, dimensions, figures } }: SaidCell,
  rest: string,
  { code, details }: FindingValue,
): number | null {
  const isWide = indicator === null;
  const any = (...names: readonly CellFigure[]): number | null =>
    names.map((name) => figures[name]).find((index) => index !== undefined) ?? null;
  // In a wide file the column is the cell.
  const whole = any('value', 'numerator', 'day');
  if (rest === '') {
    if (code === 'missing-value')
      return any(...figuresNamed(String(details.name))) ?? (isWide ? whole : null);
    return code === 'duplicate-cell' && !isWide ? null : whole;
  }
  if (rest === 'indicator') return isWide ? whole : indicator;
  if (rest === 'dimensions' || rest.startsWith('dimensions/')) {
    const name = rest === 'dimensions' ? String(details.name ?? '') : rest.slice('dimensions/'.length);
    return isWide ? whole : (dimensions[name] ?? null);
  }
  return any(...figuresNamed(rest)) ?? whole;
}

const figuresNamed = (name: string): readonly CellFigure[] => figureNames[name] ?? [name as CellFigure];
