/** Judges a submission of a file by the very judge of the call: same code, same verdict; what is wrong is said by row (R26). */
import { hash } from 'node:crypto';
import { BODY_LIMIT } from '../../contract/submissions/submission.ts';
import type { FileSubmission } from '../../domain/batches/file-submission.ts';
import type { RowFinding } from '../../domain/batches/row-finding.ts';
import type { SendingKey } from '../access/foreign.ts';
import type { JudgePorts } from '../submissions/judge-form.ts';
import type { SentAgainPorts } from '../submissions/sent-again.ts';
import { judgeNow, type WouldBe } from '../submissions/submit.ts';

export type RowVerdict =
  | { readonly ok: true; readonly value: WouldBe }
  | { readonly ok: false; readonly findings: readonly RowFinding[] };

type Sent = {
  readonly credential: SendingKey;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
};

/** Findings come in the order of their rows; none is there twice. */
export async function judgeRows(
  ports: JudgePorts & SentAgainPorts,
  submission: FileSubmission,
  { credential, receivedAt }: Sent,
): Promise<RowVerdict> {
  const { body, canonical, idempotencyKey, findings } = submission;
  const bytes = Buffer.byteLength(canonical);
  if (bytes > BODY_LIMIT)
    return { ok: false, findings: inOrder([...findings, ...tooLarge(submission, bytes)]) };
  const judged = await judgeNow(ports, {
    body,
    // Figures of files are text.
    bodyLiterals: [],
    bodyFindings: [],
    sha256: hash('sha256', canonical),
    idempotencyKey,
    credential,
    receivedAt,
  });
  if (judged.ok && findings.length === 0) return { ok: true, value: judged.value };
  const ofJudge = judged.ok ? [] : judged.problem.findings.flatMap(submission.locate);
  return { ok: false, findings: inOrder([...findings, ...notSaidBefore(ofJudge, findings)]) };
}

const tooLarge = ({ locate }: FileSubmission, count: number): readonly RowFinding[] =>
  locate({
    code: 'submission-too-large',
    pointer: '',
    key: null,
    details: { count, limit: BODY_LIMIT },
  });

const place = (row: number | null, column: string | null): string => `${row} ${column}`;

/** Where reading the row found something, what the judge makes of that place is its consequence. */
function notSaidBefore(ofJudge: readonly RowFinding[], said: readonly RowFinding[]): readonly RowFinding[] {
  if (said.length === 0) return ofJudge;
  const places = new Set(said.map(({ row, column }) => place(row, column)));
  return ofJudge.filter(
    ({ row, column }) => !places.has(place(row, null)) && !places.has(place(row, column)),
  );
}

function inOrder(findings: readonly RowFinding[]): RowFinding[] {
  const once = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...once.values()].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
}
