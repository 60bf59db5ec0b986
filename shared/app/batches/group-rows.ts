/** The rows of a partition by submission, in bounded memory: of one that has too many, none is held. */
import { BODY_LIMIT } from '../../contract/submissions/submission.ts';
import type { Layout } from '../../domain/batches/layout.ts';
import { shownGroup } from '../../domain/batches/place-row.ts';
import type { PlacedRow } from '../../domain/batches/placed-row.ts';
import { textAt } from '../../domain/batches/read-cells.ts';
import { LONGEST_SHOWN, type RowFinding } from '../../domain/batches/row-finding.ts';
import { type RunHead, readHead, rowsOfRun } from '../../domain/batches/row-runs.ts';
import type { FindingCode } from '../../domain/problems/findings.ts';
import type { Details } from '../../domain/problems/problems.ts';
import { cut } from '../../domain/values/cut.ts';

/** A report has as many cells at most, and each row of a long file is one. */
const MOST_ROWS = 5000;

/** UTF-16 units in the fields of a submission. Its body has less than they: names of its cells, and its own name in each row. */
const MOST_TEXT = 8 * BODY_LIMIT;

type Stretch = { readonly head: Omit<RunHead, 'count'>; readonly lines: string };
type Group = {
  stretches: Stretch[];
  rows: number;
  text: number;
  refused: readonly [FindingCode, Details] | null;
};

/** Rows of one submission, which are parted when they are asked for: all at once would be ten times as much. */
type HeldRows = () => PlacedRow[];

/** `refuse` is given the rows of submissions that have too many, each with why; the answer has all others. */
export async function groupRows(
  layout: Layout,
  pieces: AsyncIterable<string>,
  refuse: (findings: readonly RowFinding[]) => Promise<void>,
): Promise<Map<string, HeldRows>> {
  const keyColumn = layout.columns.findIndex(({ is }) => is === 'key');
  const groups = new Map<string, Group>();
  const findingsOf = (stretch: Stretch, [code, details]: readonly [FindingCode, Details]): RowFinding[] =>
    partedRows(stretch).map((row) => ({
      row: row.row,
      column: null,
      key: cut(textAt(row, keyColumn), LONGEST_SHOWN) || null,
      code,
      details,
      value: null,
      submission: shownGroup(row.group),
    }));

  const groupOf = (name: string): Group => {
    const known = groups.get(name);
    if (known !== undefined) return known;
    const made: Group = { stretches: [], rows: 0, text: 0, refused: null };
    groups.set(name, made);
    return made;
  };

  let head: RunHead | null = null as RunHead | null;
  for await (const piece of pieces) {
    const found: RowFinding[] = [];
    for (let at = 0; at < piece.length; ) {
      if (head === null) {
        const end = piece.indexOf('\n', at);
        head = readHead(piece.slice(at, end));
        at = end + 1;
        continue;
      }
      const group = groupOf(head.group);
      const begin = at;
      let count = 0;
      for (; count < head.count && at < piece.length; count += 1) {
        const end = piece.indexOf('\n', at);
        group.rows += 1;
        group.text += end - at;
        group.refused ??= tooMuch(group);
        at = end + 1;
      }
      group.stretches.push({ head, lines: piece.slice(begin, at - 1) });
      head = count < head.count ? { ...head, row: head.row + count, count: head.count - count } : null;
      const { refused } = group;
      if (refused === null) continue;
      for (const stretch of group.stretches) found.push(...findingsOf(stretch, refused));
      group.stretches = [];
    }
    if (found.length > 0) await refuse(found);
  }
  const whole = [...groups].filter(([, { refused }]) => refused === null);
  return new Map(whole.map(([name, { stretches }]) => [name, () => stretches.flatMap(partedRows)]));
}

const partedRows = ({ head, lines }: Stretch): PlacedRow[] => rowsOfRun(head, lines);

function tooMuch({ rows, text }: Group): Group['refused'] {
  if (rows > MOST_ROWS) return ['too-many-rows', { limit: MOST_ROWS }];
  return text > MOST_TEXT ? ['submission-too-large', { count: text, limit: BODY_LIMIT }] : null;
}
