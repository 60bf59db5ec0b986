/** A file judged before it is sent (R26): the same rows, the same judge, the same errors as by the hub, but for what only the ledger knows. */
import type { BatchMediaType, ControlTotal, DeclaredTotal } from '../../contract/batches/batch.ts';
import { UPLOAD_LIMIT } from '../../contract/batches/batch.ts';
import type { SavedCatalogue } from '../../contract/batches/saved-catalogue.ts';
import { beside, controlTotals } from '../../domain/batches/control-totals.ts';
import type { RowFinding } from '../../domain/batches/row-finding.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { Spill } from '../ports/spill.ts';
import { checkFile } from './check-file.ts';
import { faultList } from './fault-list.ts';
import { digested, gunzipped, UnreadableFile } from './gunzipped.ts';
import { judgeOfSaved } from './judge-saved.ts';
import type { CountedErrors } from './piece-lines.ts';
import { readerOf } from './readers.ts';
import { refuseAgency } from './whose-batch.ts';

export type FileToJudge = {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly mediaType: BatchMediaType;
  readonly encoding: 'identity' | 'gzip';
  readonly decimalComma: boolean;
  readonly declared: readonly DeclaredTotal[];
  /** For whom it will be sent. */
  readonly agency: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Nobody who wrote the file knows it. */
  readonly seed: number;
};

export type SavedVerdict = {
  /** In hexadecimal, of the file as it is. */
  readonly sha256: string;
  readonly rows: number;
  readonly accepted: number;
  readonly refused: number;
  readonly errors: CountedErrors;
  /** Those of the first rows, in their order. */
  readonly listed: readonly RowFinding[];
  readonly totals: readonly ControlTotal[];
};

/** UTF-16 units: of the rows that are judged together, and of those of all partitions that wait to be written. */
const PARTITIONS = 256;
const HELD = 65_536;

/** The verdict; or the problem that the hub would have with the file as a whole, with what it found. */
export async function checkSaved(
  saved: SavedCatalogue,
  spill: Spill,
  { bytes, mediaType, encoding, decimalComma, declared, agency, now, seed }: FileToJudge,
): Promise<Result<SavedVerdict, { readonly problem: Problem; readonly faults: readonly RowFinding[] }>> {
  const ports = judgeOfSaved(saved);
  const { credential } = saved;
  const foreign = await refuseAgency(ports, { credential, now }, agency, { parameter: 'agency' });
  if (foreign !== null) return fail({ problem: foreign, faults: [] });
  const { value: catalogue } = await ports.readCatalogue();
  const faults = faultList();
  const totals = controlTotals();
  const counts = { accepted: 0, refused: 0 };
  const sent = digested(bytes);
  const file = {
    bytes: encoding === 'gzip' ? gunzipped(sent.bytes, UPLOAD_LIMIT) : sent.bytes,
    read: readerOf(mediaType, catalogue),
    decimalComma,
    // As the hub narrows it: a batch is of one agency.
    credential: { keyId: credential.keyId, agency, systems: credential.systems },
    receivedAt: now,
    sizes: { partitions: PARTITIONS, seed, held: HELD },
  };
  const told = {
    accepted: ({ entry }: { readonly entry: Parameters<typeof totals.addEntry>[0] }) => {
      counts.accepted += 1;
      totals.addEntry(entry);
    },
    refused: () => {
      counts.refused += 1;
    },
    found: (findings: readonly RowFinding[]) => {
      for (const finding of findings) faults.add(finding);
    },
  };
  const checked = await checkFile({ ...ports, spill }, file, told).catch((error: unknown) => {
    if (error instanceof UnreadableFile) return fail(problem(error.kind, error.details));
    throw error;
  });
  if (!checked.ok) {
    if ('kind' in checked.problem) return fail({ problem: checked.problem, faults: [] });
    const stop = checked.problem;
    const why = problem('batch-unreadable', { row: stop[0]?.row ?? 1 });
    return fail({ problem: why, faults: [...stop, ...faults.first()] });
  }
  return ok({
    ...counts,
    sha256: await sent.sha256(),
    rows: checked.value.rows,
    errors: faults.counted(),
    listed: faults.first(),
    totals: beside(totals.sums(), declared),
  });
}
