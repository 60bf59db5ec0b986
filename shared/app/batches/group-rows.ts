/** The rows of a partition by submission, in bounded memory: of one that has too many, none is held. */
import { BODY_LIMIT } from '../../contract/submissions/submission.ts';
import type { Layout } from '../../domain/batches/layout.ts';
import { shownGroup, spillReader } from '../../domain/batches/place-row.ts';
import type { PlacedRow } from '../../domain/batches/placed-row.ts';
import { textAt } from '../../domain/batches/read-cells.ts';
import { LONGEST_SHOWN, type RowFinding } from '../../domain/batches/row-finding.ts';
import type { FindingCode } from '../../domain/problems/findings.ts';
import type { Details } from '../../domain/problems/problems.ts';
import { cut } from '../../domain/values/cut.ts';

/** A report has as many cells at most, and each row of a long file is one. */
const MOST_ROWS = 5000;

/** UTF-16 units in the fields of a submission. Its body has less than they: names of its cells, and its own name in each row. */
const MOST_TEXT = 8 * BODY_LIMIT;

type Group = { rows: PlacedRow[]; text: number; refused: readonly [FindingCode, Details] | null };

/** `refuse` is given the rows of submissions that have too many, each with why; the answer has all others. */
export async function groupRows(
  layout: Layout,
  pieces: AsyncIterable<string>,
  refuse: (findings: readonly RowFinding[]) => Promise<void>,
): Promise<ReadonlyMap<string, readonly PlacedRow[]>> {
  const readLine = spillReader(layout);
  const keyColumn = layout.columns.findIndex(({ is }) => is === 'key');
  const groups = new Map<string, Group>();
  const findingOf = (row: PlacedRow, [code, details]: readonly [FindingCode, Details]): RowFinding => ({
    row: row.row,
    column: null,
    key: cut(textAt(row, keyColumn), LONGEST_SHOWN) || null,
    code,
    details,
    value: null,
    submission: shownGroup(row.group),
  });

  for await (const piece of pieces) {
    const found: RowFinding[] = [];
    for (const line of piece.split('\n')) {
      if (line === '') continue;
      const row = readLine(line);
      let group = groups.get(row.group);
      if (group === undefined) {
        group = { rows: [], text: 0, refused: null };
        groups.set(row.group, group);
      }
      if (group.refused !== null) {
        found.push(findingOf(row, group.refused));
        continue;
      }
      group.rows.push(row);
      group.text += line.length;
      group.refused = tooMuch(group);
      if (group.refused === null) continue;
      for (const held of group.rows) found.push(findingOf(held, group.refused));
      group.rows = [];
    }
    if (found.length > 0) await refuse(found);
  }
  const whole = [...groups].filter(([, { refused }]) => refused === null);
  return new Map(whole.map(([name, { rows }]) => [name, rows]));
}

function tooMuch({ rows, text }: Group): Group['refused'] {
  if (rows.length > MOST_ROWS) return ['too-many-rows', { limit: MOST_ROWS }];
  return text > MOST_TEXT ? ['submission-too-large', { count: text, limit: BODY_LIMIT }] : null;
}
