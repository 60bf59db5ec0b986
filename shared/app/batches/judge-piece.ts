/**
 * A piece of the file is judged: its rows, put together by submission, go through the very judge of the real-time call. What comes out
 * is an object that is put once, so that whoever records it, however often and from wherever, records the same.
 */
import pLimit from 'p-limit';
import type { BatchRecord } from '../../contract/batches/record.ts';
import type { LedgerEntry } from '../../contract/submissions/ledger.ts';
import type { Layout } from '../../domain/batches/layout.ts';
import { faultsName, sliceOfSpill, spillsOf, verdictName } from '../../domain/batches/object-names.ts';
import type { PlacedRow } from '../../domain/batches/placed-row.ts';
import type { RowFinding } from '../../domain/batches/row-finding.ts';
import { submissionId } from '../../domain/submissions/submission-key.ts';
import type { SendingKey } from '../access/foreign.ts';
import type { WorkObjectPorts } from '../ports/batches.ts';
import type { FateAnswer } from '../submissions/sent-again.ts';
import { faultList } from './fault-list.ts';
import type { JudgedLine, PieceVerdict } from './piece-lines.ts';

/** What the real run would come to: the entry as it would be, or as it stands. */
type WouldBe = {
  readonly entry: LedgerEntry;
  readonly verdict: 'new' | 'same-again';
  readonly fate: FateAnswer;
};

/** All rows of one submission, judged as the real-time call would. */
export type RowVerdict =
  | { readonly ok: true; readonly value: WouldBe }
  | { readonly ok: false; readonly findings: readonly RowFinding[] };
export type JudgeRows = (
  layout: Layout,
  rows: readonly PlacedRow[],
  by: { readonly credential: SendingKey; readonly receivedAt: number },
) => Promise<RowVerdict>;

export type JudgePiecePorts = WorkObjectPorts & { readonly judgeRows: JudgeRows };

/** Submissions that wait for the ledger at the same time. */
const AT_ONCE = 16;
/** No submission of the size that is taken has so many rows. More of one are not held: each is an error. */
const MOST_ROWS = 10_000;

/** Who sent it, for its agency and no other (whoever acts for that may read all of the batch). */
const senderOf = ({ credential, agency, systems }: BatchRecord): SendingKey => ({
  keyId: credential,
  agency,
  systems,
});

export async function judgePiece(ports: JudgePiecePorts, record: BatchRecord, piece: number): Promise<void> {
  const { id, cut, receivedAt } = record;
  if ((await ports.listNames(verdictName(id, piece))).length > 0) return;
  if (cut === null || receivedAt === null) throw new Error(`batch ${id} is judged before it is cut`);
  const faults = faultList();
  const groups = await rowsBySubmission(ports, record, piece, faults.add);
  const by = { credential: senderOf(record), receivedAt: Date.parse(receivedAt) };
  const limit = pLimit(AT_ONCE);
  let refused = 0;
  const lines: JudgedLine[] = [];
  await Promise.all(
    [...groups].map(([group, rows]) =>
      limit(async () => {
        const verdict = rows === null ? null : await ports.judgeRows(cut.layout as Layout, rows, by);
        // Rows are let go of as they are judged.
        groups.delete(group);
        if (verdict?.ok) {
          lines.push({ ...verdict.value, row: rows?.[0]?.row ?? 0, submission: group });
          return;
        }
        refused += 1;
        for (const finding of verdict?.findings ?? []) faults.add(finding);
      }),
    ),
  );
  const named = lines.map((line) => ({ line, name: submissionId(line.entry) }));
  named.sort((a, b) => (a.name < b.name ? -1 : 1));
  const head: PieceVerdict = { refused, errors: faults.counted() };
  await ports.putLines(
    faultsName(id, piece),
    faults.first().map((fault) => JSON.stringify(fault)),
  );
  // Last: where it stands, the piece is judged.
  await ports.putLines(
    verdictName(id, piece),
    [head, ...named.map(({ line }) => line)].map((line) => JSON.stringify(line)),
  );
}

/** Null of a submission that has too many rows. */
async function rowsBySubmission(
  { listNames, readLines }: WorkObjectPorts,
  { id, cut }: BatchRecord,
  piece: number,
  complain: (fault: RowFinding) => void,
): Promise<Map<string, PlacedRow[] | null>> {
  const slices = cut?.slices ?? [];
  const spills = (await listNames(spillsOf(id, piece))).filter((name) => slices.includes(sliceOfSpill(name)));
  const groups = new Map<string, PlacedRow[] | null>();
  for (const spill of spills) {
    for await (const line of readLines(spill)) {
      const row = JSON.parse(line) as PlacedRow;
      const rows = groups.get(row.group);
      if (rows === undefined) groups.set(row.group, [row]);
      else if (rows !== null && rows.length < MOST_ROWS) rows.push(row);
      else {
        for (const held of rows ?? []) complain(tooMany(held));
        complain(tooMany(row));
        groups.set(row.group, null);
      }
    }
  }
  return groups;
}

const tooMany = ({ row, group }: PlacedRow): RowFinding => ({
  row,
  column: null,
  key: null,
  code: 'too-many-rows',
  details: { limit: MOST_ROWS },
  value: null,
  submission: group,
});
