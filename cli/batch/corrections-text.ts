/** What a dry run of a file would change of the reports that count: each cell before and after, in one table. */
import type { BatchSubmissions } from '../../shared/contract/batches/pages.ts';
import { figure } from '../correction-text.ts';
import { counted, table } from '../table.ts';
import { inLanguage, type View } from '../view.ts';

type Submission = BatchSubmissions['submissions'][number];

/** Cells that a terminal shows of many. */
export const MOST_CELLS = 20;

/** `cells`: of all, of which these are the first. Empty where nothing is corrected. */
export function correctionsText(submissions: readonly Submission[], cells: number, view: View): string {
  const say = inLanguage(view);
  const all = submissions.flatMap(({ id, correction }) =>
    (correction?.cells ?? []).map(({ cell, before, after }) => [id, cell, figure(before), figure(after)]),
  );
  if (all.length === 0) return '';
  const rows = all.slice(0, MOST_CELLS);
  const columns = [
    { head: say('submission', 'bản gửi') },
    { head: say('cell', 'ô') },
    { head: say('before', 'trước'), align: 'right' as const },
    { head: say('after', 'sau'), align: 'right' as const },
  ];
  const rest = cells - rows.length;
  return [
    say(`It would change ${counted(cells, 'cell')}:`, `Sẽ thay đổi ${cells} ô:`),
    table(columns, rows, view.width),
    ...(rest <= 0
      ? []
      : [
          say(
            `… and ${rest} more: dtm batch submissions <id> --json has all`,
            `… và ${rest} ô nữa: dtm batch submissions <id> --json nêu đủ`,
          ),
        ]),
  ].join('\n');
}
