/**
 * A piece of the file is judged: its rows, put together by submission, go through the very judge of the real-time call. What comes out
 * is an object that is put once, so that whoever records it, however often and from wherever, records the same.
 */
import type { BatchRecord } from '../../contract/batches/record.ts';
import { assembler } from '../../domain/batches/assemble.ts';
import type { FileSubmission } from '../../domain/batches/file-submission.ts';
import type { Layout } from '../../domain/batches/layout.ts';
import { faultsName, sliceOfSpill, spillsOf, verdictName } from '../../domain/batches/object-names.ts';
import type { PlacedRow } from '../../domain/batches/placed-row.ts';
import { submissionId } from '../../domain/submissions/submission-key.ts';
import type { SendingKey } from '../access/foreign.ts';
import type { NewName, WorkObjectPorts } from '../ports/batches.ts';
import type { JudgePorts } from '../submissions/judge-form.ts';
import type { SentAgainPorts } from '../submissions/sent-again.ts';
import { withEffect } from './corrections.ts';
import { faultList } from './fault-list.ts';
import { groupRows } from './group-rows.ts';
import { judgeRows } from './judge-rows.ts';
import type { JudgedLine, PieceVerdict } from './piece-lines.ts';

export type JudgePiecePorts = WorkObjectPorts & JudgePorts & SentAgainPorts & { readonly newName: NewName };

/** Submissions that wait for the ledger at the same time. */
const AT_ONCE = 16;
/** Who sent it, for its agency and no other (whoever acts for that may read all of the batch). */
const senderOf = ({ credential, agency, systems }: BatchRecord): SendingKey => ({
  keyId: credential,
  agency,
  systems,
});

/** Where its place in the ledger is said, as a finding about that is told. */
function placeOf({ idempotencyKey, locate }: FileSubmission): JudgedLine['place'] {
  const at =
    idempotencyKey === null ? { pointer: '/revision' } : { parameter: 'Idempotency-Key', pointer: null };
  const [found] = locate({ code: 'revision-conflict', key: null, details: {}, ...at });
  if (found === undefined) throw new Error('a submission without rows');
  const { row, column, key, value } = found;
  return { row, column, key, value };
}

export async function judgePiece(ports: JudgePiecePorts, record: BatchRecord, piece: number): Promise<void> {
  const { id, cut, receivedAt } = record;
  if ((await ports.listNames(verdictName(id, piece))).length > 0) return;
  if (cut === null || receivedAt === null) throw new Error(`batch ${id} is judged before it is cut`);
  const faults = faultList();
  // As text: entries would be some four times as much, and a piece of a wide file has ten thousand.
  const lines: { readonly name: string; readonly text: string }[] = [];
  let refused = 0;
  // Null where no line of the file could be read.
  const layout = cut.layout as Layout | null;
  if (layout !== null) {
    const tooLarge = new Set<string | null>();
    const groups = await groupRows(layout, spilled(ports, record, piece), async (findings) => {
      for (const finding of findings) {
        tooLarge.add(finding.submission);
        faults.add(finding);
      }
    });
    refused += tooLarge.size;
    const sent = { credential: senderOf(record), receivedAt: Date.parse(receivedAt) };
    const assemble = assembler(layout);
    const judge = async (rows: readonly PlacedRow[]): Promise<void> => {
      const submission = assemble(rows);
      const verdict = await judgeRows(ports, submission, sent);
      if (verdict.ok) {
        const would = record.dryRun ? await withEffect(ports, verdict.value) : verdict.value;
        const { submission: group } = submission;
        const line: JudgedLine = { ...would, place: placeOf(submission), submission: group };
        lines.push({ name: submissionId(line.entry), text: JSON.stringify(line) });
        return;
      }
      refused += 1;
      for (const finding of verdict.findings) faults.add(finding);
    };
    // What is judged lets go of its rows: they and the lines of all others are never held together.
    const waiting = groups.entries();
    const judgeNext = async (): Promise<void> => {
      for (const [name, rows] of waiting) {
        groups.delete(name);
        await judge(rows());
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, judgeNext));
  }
  lines.sort((a, b) => (a.name < b.name ? -1 : 1));
  // Another call that judges the same may find others, such as a revision that was taken in between.
  const by = ports.newName();
  const head: PieceVerdict = { refused, errors: faults.counted(), by };
  await ports.putLines(
    faultsName(id, piece, by),
    faults.first().map((fault) => JSON.stringify(fault)),
  );
  // Last: where it stands, the piece is judged.
  await ports.putLines(verdictName(id, piece), [JSON.stringify(head), ...lines.map(({ text }) => text)]);
}

/** Of the calls that count. */
async function* spilled(
  { listNames, readText }: WorkObjectPorts,
  { id, cut }: BatchRecord,
  piece: number,
): AsyncGenerator<string> {
  const slices = cut?.slices ?? [];
  for (const name of await listNames(spillsOf(id, piece)))
    if (slices.includes(sliceOfSpill(name))) yield* readText(name);
}
