/** Tables for a terminal of 100 columns: no lines but one under the head, columns two blanks apart. */
import Table from 'cli-table3';
import { groupsOfThree } from '../shared/domain/values/decimal.ts';
import { inLine } from './shown.ts';

export const WIDTH = 100;

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

/**
 * A column with a width breaks its text at blanks; the others are as wide as their longest line. Letters count as wide as a
 * terminal draws them. Cells can be texts of others: what would steer the terminal is shown.
 */
export function table(columns: readonly Column[], rows: readonly (readonly TableCell[])[]): string {
  const drawn = new Table({
    chars,
    head: columns.map(({ head }) => head),
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colAligns: columns.map(({ align }) => align ?? 'left'),
    colWidths: columns.map(({ width }) => width ?? null),
    wordWrap: true,
    wrapOnWordBoundary: true,
  });
  const cellText = (cell: TableCell, width: number | undefined): string =>
    [cell]
      .flat()
      .map((line) => (width === undefined ? inLine(line) : fitted(inLine(line), width)))
      .join('\n');
  for (const row of rows) drawn.push(row.map((cell, at) => cellText(cell, columns[at]?.width)));
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
