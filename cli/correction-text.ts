/** What a dry run says that a correction would change: a table of cells. */

import type { Correction } from '../shared/contract/submissions/dry-run.ts';
import type { CellValue } from '../shared/contract/submissions/ledger.ts';
import { type Column, table } from './table.ts';
import { inLanguage, type View } from './view.ts';

/** Cells that are shown; `--json` has all. */
const MOST_SHOWN = 30;

export const figure = (value: CellValue | null): string =>
  value === null || value.length === 0 ? '-' : typeof value === 'string' ? value : value.join(' / ');

export function correctionText({ of, unchanged, cells }: Correction, view: View): string {
  const say = inLanguage(view);
  if (unchanged)
    return say(
      `Nothing would change: ${of} has the same figures.`,
      `Không thay đổi gì: ${of} có cùng số liệu.`,
    );
  const columns: readonly Column[] = [
    { head: say('cell', 'ô') },
    { head: say('before', 'trước'), align: 'right' },
    { head: say('after', 'sau'), align: 'right' },
  ];
  const rows = cells
    .slice(0, MOST_SHOWN)
    .map(({ cell, before, after }) => [cell, figure(before), figure(after)]);
  const more = cells.length - rows.length;
  return [
    say(
      `Against ${of}, cells that would change: ${cells.length}`,
      `So với ${of}, số ô sẽ thay đổi: ${cells.length}`,
    ),
    table(columns, rows, view.width),
    ...(more === 0 ? [] : [say(`${more} more: --json has all.`, `Còn ${more} ô: --json nêu đủ.`)]),
  ].join('\n');
}
