/** From the header of a file to its layout, or to everything that is wrong with it. */
import type { FindingCode } from '../problems/findings.ts';
import type { Details } from '../problems/problems.ts';
import { fail, ok, type Result } from '../problems/result.ts';
import type { CompiledCatalogue } from '../registry/cell.ts';
import { cut } from '../values/cut.ts';
import {
  type KnownColumns,
  knownColumns,
  type Meaning,
  meaningOf,
  nameOf,
  namesNear,
} from './column-names.ts';
import type { CellFigure, Column, Layout } from './layout.ts';
import { LONGEST_SHOWN, type RowFinding } from './row-finding.ts';
import type { FileHeader } from './rows.ts';

const MOST_COLUMNS = 1000;
const MOST_ALLOWED = 50;

const reportFields = ['system', 'dataset', 'period', 'revision'] as const;
const eventFields = ['system', 'dataset', 'key', 'from', 'to'] as const;

/** What has to be there where one of them is. */
const together: readonly (readonly CellFigure[])[] = [
  ['numerator', 'denominator'],
  ['day', 'reference', 'sha256'],
];

/** Of rows under a wrong header nothing sure can be said: such a file is not read. */
export function readHeader(
  header: FileHeader,
  catalogue: CompiledCatalogue,
  { decimalComma }: Pick<Layout, 'decimalComma'>,
): Result<Layout, readonly RowFinding[]> {
  const { names } = header;
  const finding = (
    code: FindingCode,
    column: string | null,
    details: Details,
    allowed?: string[],
  ): RowFinding => ({
    row: header.row,
    column: column === null ? null : cut(column, LONGEST_SHOWN),
    key: null,
    code,
    details,
    value: null,
    ...(allowed && { allowed: allowed.slice(0, MOST_ALLOWED) }),
    submission: null,
  });
  if (names.length > MOST_COLUMNS)
    return fail([finding('too-many-columns', null, { count: names.length, limit: MOST_COLUMNS })]);
  const known = knownColumns(catalogue);
  const meanings = names.map((name) => meaningOf(name, known));
  if (meanings.every((meaning) => meaning === null)) {
    const value = cut(names.join(' '), LONGEST_SHOWN);
    return fail([finding('no-header', null, { value }, namesNear('', known))]);
  }
  const findings = [
    ...unknownColumns(names, meanings, known, finding),
    ...doubledColumns(names, meanings, finding),
    ...mixedColumns(names, meanings, finding),
  ];
  // What is missing would be guessed where a heading may have meant it.
  if (findings.length === 0) findings.push(...missingColumns(meanings, finding));
  if (findings.length > 0) return fail(findings);
  const columns = meanings.flatMap((meaning, index): Column[] =>
    meaning === null ? [] : [{ ...meaning, heading: cut(names[index] ?? '', LONGEST_SHOWN) }],
  );
  return ok({ shape: isWide(meanings) ? 'wide' : 'long', kind: kindOf(meanings), columns, decimalComma });
}

type Meanings = readonly (Meaning | null)[];
type Make = (code: FindingCode, column: string | null, details: Details, allowed?: string[]) => RowFinding;

const isWideColumn = (meaning: Meaning | null): boolean => meaning?.is === 'figure' && meaning.cell !== null;
const isLongColumn = (meaning: Meaning | null): boolean =>
  meaning?.is === 'indicator' ||
  meaning?.is === 'dimension' ||
  (meaning?.is === 'figure' && meaning.cell === null);
const isEventColumn = (meaning: Meaning | null): boolean => meaning?.is === 'from' || meaning?.is === 'to';
const isReportColumn = (meaning: Meaning | null): boolean =>
  meaning?.is === 'period' || meaning?.is === 'revision';

const isWide = (meanings: Meanings): boolean => meanings.some(isWideColumn);
const kindOf = (meanings: Meanings): Layout['kind'] => (meanings.some(isEventColumn) ? 'event' : 'report');

const unknownColumns = (names: readonly string[], meanings: Meanings, known: KnownColumns, make: Make) =>
  names.flatMap((name, index) =>
    meanings[index] === null
      ? [make('unknown-column', name, { value: cut(name, LONGEST_SHOWN) }, namesNear(name, known))]
      : [],
  );

function doubledColumns(names: readonly string[], meanings: Meanings, make: Make): RowFinding[] {
  const first = new Map<string, number>();
  return meanings.flatMap((meaning, index) => {
    if (meaning === null) return [];
    const name = nameOf(meaning);
    const at = first.get(name);
    if (at === undefined) {
      first.set(name, index);
      return [];
    }
    const details = { number: index + 1, first: at + 1, value: cut(name, LONGEST_SHOWN) };
    return [make('duplicate-column', names[index] ?? '', details)];
  });
}

function mixedColumns(names: readonly string[], meanings: Meanings, make: Make): RowFinding[] {
  const clash = (code: FindingCode, one: typeof isWideColumn, other: typeof isWideColumn): RowFinding[] => {
    const [at, beside] = [meanings.findIndex(one), meanings.findIndex(other)];
    if (at < 0 || beside < 0) return [];
    const shown = (index: number) => cut(names[index] ?? '', LONGEST_SHOWN);
    return [make(code, names[at] ?? '', { value: shown(at), other: shown(beside) })];
  };
  return [
    ...clash('report-and-event-columns', isEventColumn, isReportColumn),
    ...clash('long-and-wide-columns', isWideColumn, isLongColumn),
  ];
}

function missingColumns(meanings: Meanings, make: Make): RowFinding[] {
  const there = new Set(meanings.flatMap((meaning) => (meaning === null ? [] : [nameOf(meaning)])));
  const needed: Meaning[] = (kindOf(meanings) === 'event' ? eventFields : reportFields).map((is) => ({ is }));
  if (!isWide(meanings)) needed.push({ is: 'indicator' });
  const cells = meanings.flatMap((meaning) => (meaning?.is === 'figure' ? [meaning] : []));
  if (cells.length === 0) needed.push({ is: 'figure', cell: null, figure: 'value' });
  for (const { cell, figure } of cells)
    for (const other of together.find((group) => group.includes(figure)) ?? [])
      needed.push({ is: 'figure', cell, figure: other });
  return [...new Set(needed.map(nameOf))]
    .filter((name) => !there.has(name))
    .map((name) => make('missing-column', null, { name }));
}
