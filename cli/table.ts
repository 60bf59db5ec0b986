/** Tables for a terminal of 100 columns: no lines but one under the head, columns two blanks apart. */
import Table from 'cli-table3';

export const WIDTH = 100;

export type Column = { readonly head: string; readonly align?: 'right'; readonly width?: number };

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
const lines = { left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' };
const chars = { ...Object.fromEntries(none.map((name) => [name, ''])), ...lines };

/** Words that are wider than their column are broken, as nothing of a key or pointer may be cut off. */
const fitted = (text: string, width: number): string =>
  text.replace(new RegExp(`\\S{${width + 1},}`, 'g'), (word) =>
    (word.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(' '),
  );

/** A column with a width breaks its text at blanks; the others are as wide as their longest line. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widthOf = ({ head, width }: Column, at: number): number =>
    width ??
    Math.max(head.length, ...rows.flatMap((row) => (row[at] ?? '').split('\n').map((line) => line.length)));
  const widths = columns.map(widthOf);
  const drawn = new Table({
    chars,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colAligns: columns.map(({ align }) => align ?? 'left'),
    colWidths: widths,
    wordWrap: true,
    wrapOnWordBoundary: true,
  });
  const rule = widths.map((width) => '─'.repeat(width));
  for (const row of [columns.map(({ head }) => head), rule, ...rows])
    drawn.push(row.map((text, at) => fitted(text, widths[at] ?? WIDTH)));
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A canonical decimal with its whole part in groups of three, as SI writes numbers. */
export function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ' ');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
