/**
 * All rows of one submission as the body that the real-time call would have. The order of the rows changes nothing in it: cells
 * stand by key, increments by time, and of what rows say in common the first row of the file has it.
 */
import { cut } from '../values/cut.ts';
import type { FileSubmission } from './file-submission.ts';
import type { Column, Layout, RowField } from './layout.ts';
import { locator } from './locate.ts';
import { shownGroup } from './place-row.ts';
import type { PlacedRow } from './placed-row.ts';
import { type CellColumns, cellReader, type Part, type SaidCell, textAt } from './read-cells.ts';
import { LONGEST_SHOWN, type RowFinding } from './row-finding.ts';

const inReports: readonly RowField[] = ['system', 'dataset', 'period', 'revision', 'agency'];
const inEvents: readonly RowField[] = ['system', 'dataset', 'key', 'agency'];

const wholeNumber = /^(0|[1-9]\d{0,14})$/;

/** Nothing in it can be trusted to stand in its column. */
const isBroken = ({ findings }: PlacedRow): boolean =>
  findings?.some(({ column }) => column === null) ?? false;

/** `rows` are all of one group, in any order, at least one. */
export function assembler(layout: Layout): (rows: readonly PlacedRow[]) => FileSubmission {
  const { columns, kind } = layout;
  const readCells = cellReader(layout);
  const inOrder = sorter();
  const at = (is: Column['is']): number | undefined => {
    const index = columns.findIndex((column) => column.is === is);
    return index < 0 ? undefined : index;
  };
  const common = (kind === 'event' ? inEvents : inReports).flatMap((name) => {
    const index = at(name);
    return index === undefined ? [] : [{ name, index }];
  });
  const [system, dataset, period, revision] = [at('system'), at('dataset'), at('period'), at('revision')];
  const [agency, key, from, to] = [at('agency'), at('key'), at('from'), at('to')];

  return (placed) => {
    const rows = [...placed].sort((a, b) => a.row - b.row);
    const first = rows.find((row) => !isBroken(row)) ?? rows[0];
    if (first === undefined) throw new Error('a submission without rows');
    const submission = shownGroup(first.group);
    const findings: RowFinding[] = [];
    const said: SaidCell[] = [];
    let read = first;
    const add = (finding: RowFinding): void => {
      findings.push({ ...finding, key: cut(textAt(read, key), LONGEST_SHOWN) || null, submission });
    };
    for (const row of rows) {
      read = row;
      if (row.findings !== undefined) findings.push(...row.findings);
      if (isBroken(row)) {
        // It could be any cell: none is said to be missing.
        said.push({ key: '', cell: {}, row, columns: noColumns });
        continue;
      }
      if (row !== first && !isSame(common, first, row)) conflicts(common, layout, first, row).forEach(add);
      readCells(row, said, add);
    }
    const text = (index: number | undefined): string => textAt(first, index);
    const head = text(agency) === '' ? {} : { agency: text(agency) };
    const parts =
      kind === 'event' ? windows(said, [from, to], inOrder) : [{ from: '', to: '', cells: inOrder(said) }];
    const locate = locator({ layout, first, parts, submission });
    if (kind === 'event') {
      const increments = parts.map((part) => ({
        cells: part.cells.map(({ cell }) => cell),
        ...(part.from !== '' && { from: part.from }),
        ...(part.to !== '' && { to: part.to }),
      }));
      const body = { ...head, dataset: text(dataset), increments, system: text(system) };
      const canonical = JSON.stringify(body);
      return { submission, body, canonical, idempotencyKey: text(key), findings, locate };
    }
    const number = text(revision);
    const body = {
      ...head,
      cells: parts.flatMap(({ cells }) => cells.map(({ cell }) => cell)),
      dataset: text(dataset),
      period: text(period),
      ...(number !== '' && { revision: wholeNumber.test(number) ? Number(number) : number }),
      system: text(system),
    };
    // Made in the order of its names, each text without half a surrogate pair, its one number whole: RFC 8785.
    return { submission, body, canonical: JSON.stringify(body), idempotencyKey: null, findings, locate };
  };
}

const noColumns: CellColumns = { indicator: null, dimensions: {}, figures: {} };

const byKey = (a: SaidCell, b: SaidCell): number =>
  a.key < b.key ? -1 : a.key > b.key ? 1 : a.row.row - b.row.row;

/** Most submissions of a file have the same cells in the same order: what put the last one in order is tried first. */
function sorter(): (cells: readonly SaidCell[]) => SaidCell[] {
  let keys: readonly string[] = [];
  let order: readonly number[] = [];
  return (cells) => {
    if (cells.length !== keys.length || cells.some(({ key }, index) => key !== keys[index])) {
      keys = cells.map(({ key }) => key);
      order = [...cells.keys()].sort((a, b) => byKey(cellAt(cells, a), cellAt(cells, b)));
    }
    return order.map((index) => cellAt(cells, index));
  };
}

function cellAt(cells: readonly SaidCell[], index: number): SaidCell {
  const cell = cells[index];
  if (cell === undefined) throw new Error(`there is no cell ${index}`);
  return cell;
}

/** By time as it is written. */
function windows(
  cells: readonly SaidCell[],
  [from, to]: readonly [number | undefined, number | undefined],
  inOrder: ReturnType<typeof sorter>,
): Part[] {
  const found = new Map<string, { from: string; to: string; cells: SaidCell[] }>();
  for (const cell of cells) {
    const [begin, end] = [textAt(cell.row, from), textAt(cell.row, to)];
    const name = `${begin} ${end}`;
    const part = found.get(name);
    if (part === undefined) found.set(name, { from: begin, to: end, cells: [cell] });
    else part.cells.push(cell);
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, part]) => ({ ...part, cells: inOrder(part.cells) }));
}

type Common = readonly { readonly name: RowField; readonly index: number }[];

function isSame(common: Common, first: PlacedRow, row: PlacedRow): boolean {
  for (const { index } of common) if (row.fields[index] !== first.fields[index]) return false;
  return true;
}

function conflicts(common: Common, { columns }: Layout, first: PlacedRow, row: PlacedRow): RowFinding[] {
  return common.flatMap(({ name, index }): RowFinding[] => {
    const [said, other] = [textAt(row, index), textAt(first, index)];
    if (said === other) return [];
    const value = cut(said, LONGEST_SHOWN);
    return [
      {
        row: row.row,
        column: columns[index]?.heading ?? null,
        key: null,
        code: 'conflicting-rows',
        details: { name, value, first: first.row, other: cut(other, LONGEST_SHOWN) },
        value,
        submission: null,
      },
    ];
  });
}
