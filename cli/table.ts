/** Tables for a terminal: no lines but one under the head, columns two blanks apart. */
import Table from 'cli-table3';
import { groupsOfThree } from '../shared/domain/values/decimal.ts';
import { inLine } from './shown.ts';
import { WIDTH } from './view.ts';

/** `width` is that of a column that breaks its text, on a terminal of `WIDTH` columns. */
export type Column = { readonly head: string; readonly align?: 'right'; readonly width?: number };

/** A text, which stands on one line or is broken at blanks; or lines. */
export type TableCell = string | readonly string[];

const none = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
];
const lines = {
  left: '',
  'left-mid': '',
  mid: '─',
  'mid-mid': '  ',
  right: '',
  'right-mid': '',
  middle: '  ',
};
const chars = { ...Object.fromEntries(none.map((name) => [name, ''])), ...lines };

const letters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Two columns for all that could take two: wrongly one too many breaks a word early, one too few would cut it off. */
const columnsOf = (letter: string): number =>
  /^[\u1100-\u{10FFFF}]/u.test(letter) && !/^[\p{Script=Latin}\p{P}\p{Sm}]/u.test(letter) ? 2 : 1;

/** Words that are wider than their column are broken, as nothing of a key or pointer may be cut off. */
function fitted(text: string, width: number): string {
  const pieces: string[] = [];
  let used = 0;
  for (const { segment } of letters.segment(text)) {
    const columns = segment === ' ' ? -used : columnsOf(segment);
    if (used + columns > width) {
      pieces.push(' ');
      used = 0;
    }
    pieces.push(segment);
    used += columns;
  }
  return pieces.join('');
}

const GAP = 2;
const NARROWEST = 8;

const longestOf = (cells: readonly TableCell[]): number =>
  Math.max(
    ...cells
      .flat()
      .map((line) =>
        [...letters.segment(inLine(line))].reduce((sum, { segment }) => sum + columnsOf(segment), 0),
      ),
  );

/** The widths that break text, by the terminal's; null for columns that are as wide as their longest line. */
function widthsFor(
  columns: readonly Column[],
  rows: readonly (readonly TableCell[])[],
  width: number | null,
): (number | null)[] {
  if (width === null) return columns.map(() => null);
  if (width === WIDTH) return columns.map((column) => column.width ?? null);
  const longest = columns.map(({ head }, at) => longestOf([head, ...rows.map((row) => row[at] ?? '')]));
  const used = columns.reduce((sum, column, at) => sum + (column.width ?? longest[at] ?? 0) + GAP, -GAP);
  const breaking = columns.reduce((sum, column) => sum + (column.width ?? 0), 0);
  const spare = width - used;
  return columns.map((column, at) => {
    if (column.width === undefined) return null;
    const share = column.width + Math.floor((spare * column.width) / breaking);
    if (spare > 0)
      return width < WIDTH ? column.width : Math.max(column.width, Math.min(share, longest[at] ?? 0));
    return Math.min(column.width, Math.max(NARROWEST, share));
  });
}

/** A column cannot be narrower than what it may not break. */
function isTooWide(
  columns: readonly Column[],
  rows: readonly (readonly TableCell[])[],
  widths: readonly (number | null)[],
  width: number,
): boolean {
  const used = columns.map(
    ({ head }, at) => widths[at] ?? longestOf([head, ...rows.map((row) => row[at] ?? '')]),
  );
  return used.reduce((sum, one) => sum + one + GAP, -GAP) > width;
}

/** Each row as lines of a head and what stands under it; the terminal breaks what is still too long. */
function asList(columns: readonly Column[], rows: readonly (readonly TableCell[])[]): string {
  const indent = longestOf(columns.map(({ head }) => head)) + GAP;
  const lineOf = (head: string, cell: TableCell): string[] =>
    [cell]
      .flat()
      .filter((line) => line !== '')
      .map((line, at) => `${(at === 0 ? head : '').padEnd(indent)}${inLine(line)}`);
  return rows
    .map((row) => columns.flatMap(({ head }, at) => lineOf(head, row[at] ?? '')).join('\n'))
    .join('\n\n');
}

/**
 * A column with a width breaks its text at blanks; the others are as wide as their longest line. Letters count as wide as a
 * terminal draws them. Cells can be texts of others: what would steer the terminal is shown. `width` is the terminal's; null
 * breaks nothing. Where not even the narrowest columns fit beside each other, each row is a list.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly TableCell[])[],
  width: number | null = WIDTH,
): string {
  const widths = widthsFor(columns, rows, width);
  if (width !== null && width < WIDTH && isTooWide(columns, rows, widths, width))
    return asList(columns, rows);
  const drawn = new Table({
    chars,
    head: columns.map(({ head }, at) => fitted(head, widths[at] ?? head.length)),
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colAligns: columns.map(({ align }) => align ?? 'left'),
    colWidths: widths,
    wordWrap: true,
    wrapOnWordBoundary: true,
  });
  const cellText = (cell: TableCell, most: number | null): string =>
    [cell]
      .flat()
      .map((line) => (most === null ? inLine(line) : fitted(inLine(line), most)))
      .join('\n');
  for (const row of rows) drawn.push(row.map((cell, at) => cellText(cell, widths[at] ?? null)));
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A canonical decimal with its whole part in groups of three, as SI writes numbers. */
export function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const groups = groupsOfThree(whole, ' ');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
