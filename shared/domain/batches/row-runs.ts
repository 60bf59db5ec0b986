/**
 * Rows of one submission that follow each other in the file, as text for a spill: a line of JSON that says what they are, and a line
 * each. Rows in which nothing is quoted stay as they are in the file; they are parted when their submission is judged.
 */
import type { Layout } from './layout.ts';
import { groupColumns, LONGEST_CELL, placer } from './place-row.ts';
import type { PlacedRow } from './placed-row.ts';
import type { RowFinding } from './row-finding.ts';
import { type FileRow, type PlainRows, plainRow, type RowsRead } from './rows.ts';

/** `text`: lines, each with its break. */
export type RowRun = { readonly group: string; readonly text: string };

/** `delimiter` is null where each row is a line of JSON. */
export type RunHead = {
  readonly row: number;
  readonly count: number;
  readonly delimiter: string | null;
  readonly group: string;
};

/** Between cells that are not as they stand in the file; no text that people write has it. */
const SEPARATOR = '\x1F';

/** Whether its cells can stand behind each other as they are. */
const isPlain = (fields: readonly string[]): boolean => {
  for (const field of fields)
    if (field.includes(SEPARATOR) || field.includes('\n') || field.includes('\r')) return false;
  return true;
};

const runOf = ({ row, count, delimiter, group }: RunHead, lines: string): RowRun => ({
  group,
  text: `${JSON.stringify([row, count, delimiter, group])}\n${lines}\n`,
});

export const readHead = (line: string): RunHead => {
  const [row, count, delimiter, group] = JSON.parse(line) as [number, number, string | null, string];
  return { row, count, delimiter, group };
};

/** The inverse: the rows of `lines`, the first of which is `row`. */
export function rowsOfRun({ row, delimiter, group }: Omit<RunHead, 'count'>, lines: string): PlacedRow[] {
  return lines.split('\n').map((line, index): PlacedRow => {
    if (delimiter === null) {
      const [fields, findings] = JSON.parse(line) as [string[], RowFinding[] | null];
      return findings === null
        ? { group, row: row + index, fields }
        : { group, row: row + index, fields, findings };
    }
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    return { group, row: row + index, fields: text.split(delimiter) };
  });
}

export type PlacedRuns = { readonly runs: readonly RowRun[]; readonly findings: readonly RowFinding[] };

/** The rows of a stretch by submission; `findings` are those of rows that are of none. */
export function runPlacer(layout: Layout): (read: Pick<RowsRead, 'rows' | 'plain'>) => PlacedRuns {
  const place = placer(layout);
  return ({ rows, plain }) => {
    const runs: RowRun[] = [];
    const findings: RowFinding[] = [];
    const others = [...rows];
    if (plain !== undefined) placePlain(layout, plain, runs, (row) => others.push(row));
    const placed = others.flatMap((row): readonly PlacedRow[] => {
      const one = place(row);
      if ('group' in one) return [one];
      findings.push(...one);
      return [];
    });
    partedRuns(placed, runs);
    return { runs, findings };
  };
}

/** Of rows that were parted when they were read. */
function partedRuns(rows: readonly PlacedRow[], runs: RowRun[]): void {
  let lines: string[] = [];
  let head: Omit<RunHead, 'count'> | null = null;
  const close = (): void => {
    if (head !== null) runs.push(runOf({ ...head, count: lines.length }, lines.join('\n')));
    lines = [];
  };
  for (const { row, group, fields, findings } of rows) {
    const delimiter = findings === undefined && isPlain(fields) ? SEPARATOR : null;
    const line = delimiter === null ? JSON.stringify([fields, findings ?? null]) : fields.join(SEPARATOR);
    const goesOn: boolean =
      head?.group === group && head.delimiter === delimiter && head.row + lines.length === row;
    if (!goesOn) {
      close();
      head = { row, delimiter, group };
    }
    lines.push(line);
  }
  close();
}

/** A row goes on with the run where the same stands in the columns that its group is made of. `other` is given what has to be looked at. */
function placePlain(layout: Layout, plain: PlainRows, runs: RowRun[], other: (row: FileRow) => void): void {
  const { text, delimiter, columns, rows, bounds } = plain;
  const named = groupColumns(layout);
  const endOf = (index: number, column: number): number => bounds[index * (columns + 1) + column + 1] ?? 0;
  const beginOf = (index: number, column: number): number =>
    column === 0 ? (bounds[index * (columns + 1)] ?? 0) : endOf(index, column - 1) + 1;
  const cellAt = (index: number, column: number): string =>
    text.slice(beginOf(index, column), endOf(index, column));
  const isLong = (index: number): boolean => {
    if (endOf(index, columns - 1) - beginOf(index, 0) <= LONGEST_CELL) return false;
    for (let column = 0; column < columns; column += 1)
      if (endOf(index, column) - beginOf(index, column) > LONGEST_CELL) return true;
    return false;
  };

  let names: readonly string[] | null = null;
  let first = 0;
  const close = (next: number): void => {
    if (names === null) return;
    const head = { row: rows[first] ?? 0, count: next - first, delimiter };
    const group = names.map((name) => name.trim()).join('~');
    runs.push(runOf({ ...head, group }, text.slice(beginOf(first, 0), endOf(next - 1, columns - 1))));
    names = null;
  };
  const goesOn = (index: number): boolean => {
    if (names === null || rows[index] !== (rows[index - 1] ?? 0) + 1) return false;
    for (let part = 0; part < named.length; part += 1) {
      const name = names[part] ?? '';
      const column = named[part] ?? 0;
      const begin = beginOf(index, column);
      if (endOf(index, column) - begin !== name.length || !text.startsWith(name, begin)) return false;
    }
    return true;
  };
  for (let index = 0; index < rows.length; index += 1) {
    const long = isLong(index);
    if (!long && goesOn(index)) continue;
    close(index);
    const own = named.map((column) => cellAt(index, column));
    if (long || own.some((name) => name.trim() === '')) other(plainRow(plain, index));
    else [names, first] = [own, index];
  }
  close(rows.length);
}
