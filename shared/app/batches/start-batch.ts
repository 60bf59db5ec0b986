/**
 * A file comes, or is announced. The id is made of the file and of how it is to be judged: whoever sends the same again, also because
 * the answer was lost, is told what stands. Each step may be the last of a call that dies: a place that was taken for nothing is given
 * back by the sweep, a file without a record is deleted by its bucket, and a record without a message is sent for again.
 */
import type { BatchMode, DeclaredTotal } from '../../contract/batches/batch.ts';
import type { BatchRecord, FileForm } from '../../contract/batches/record.ts';
import { batchId, uploadName } from '../../domain/batches/batch-id.ts';
import { deadlineOf } from '../../domain/batches/batch-state.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { SendingKey } from '../access/foreign.ts';
import type {
  BatchRecordPorts,
  EnlistBatch,
  OpenBatchPorts,
  PutUpload,
  StandingBatch,
} from '../ports/batches.ts';
import type { FindAgency } from '../ports/registry.ts';
import type { MostBatches } from './most-batches.ts';
import { openBatch } from './open-batches.ts';
import { maySee, refuseAgency } from './whose-batch.ts';

export type StartPorts = BatchRecordPorts &
  OpenBatchPorts & {
    readonly findAgency: FindAgency;
    readonly mostBatches: MostBatches;
    readonly enlistBatch: EnlistBatch;
    readonly putUpload: PutUpload;
    /** Begins a multipart upload, and answers with its id. */
    readonly beginUpload: (name: string, mediaType: string) => Promise<string>;
  };

/** The file, or what is said of it. */
export type FileOrder = {
  readonly form: FileForm;
  readonly sha256: string;
  readonly size: number;
  readonly declared: readonly DeclaredTotal[];
  /** The file itself; null where it will be uploaded. */
  readonly bytes: Uint8Array | null;
};

export type BatchOrder = FileOrder & {
  readonly credential: SendingKey;
  readonly agency: string;
  readonly mode: BatchMode;
  readonly dryRun: boolean;
  readonly run: number;
  /** Milliseconds. */
  readonly now: number;
};

export type Started = { readonly standing: StandingBatch; readonly isNew: boolean };

export async function startBatch(ports: StartPorts, order: BatchOrder): Promise<Result<Started, Problem>> {
  const foreign = await refuseAgency(ports, order, order.agency, { parameter: 'agency' });
  if (foreign !== null) return fail(foreign);
  const id = batchId(order);
  const before = await ports.readBatch(id);
  if (before !== null) return again(order, before);
  const createdAt = new Date(order.now).toISOString();
  const most = await ports.mostBatches(order.agency, order.now);
  if (!(await openBatch(ports, id, createdAt, most)))
    return fail(problem('too-many-batches', { most, agency: order.agency }));
  const arrived = await bringFile(ports, id, order);
  await ports.enlistBatch(order.agency, createdAt, id);
  const record = recordOf(id, createdAt, order, arrived);
  if ((await ports.putBatch(record, null)) === 'written') {
    if (record.state === 'cutting') await ports.sendBatchMessages([{ batch: id, step: 'cut' }]);
    return ok({ standing: { record, version: 1 }, isNew: true });
  }
  const other = await ports.readBatch(id);
  if (other === null) throw new Error(`batch ${id} was there, and is not`);
  return again(order, other);
}

type Arrived = { readonly version: string | null; readonly uploadId: string | null };

async function bringFile(ports: StartPorts, id: string, { bytes, form }: BatchOrder): Promise<Arrived> {
  if (bytes === null)
    return { version: null, uploadId: await ports.beginUpload(uploadName(id), form.mediaType) };
  const { version } = await ports.putUpload(uploadName(id), bytes, form.mediaType);
  return { version, uploadId: null };
}

/**
 * What stands, if it is the same order: read as this one says, of the same size, and of a key for the same systems, as those bound what is
 * accepted. That a key for others has sent the same bytes is told to who has them, and nothing of what came of it.
 */
function again(order: BatchOrder, standing: StandingBatch): Result<Started, Problem> {
  const { record } = standing;
  const sameOrder =
    termsOf(record.file, record.declared, record.systems) ===
    termsOf({ ...order.form, size: order.size }, order.declared, order.credential.systems);
  return sameOrder && maySee(order.credential, standing)
    ? ok({ standing, isNew: false })
    : fail(problem('batch-differs', { id: record.id }));
}

const termsOf = (
  { mediaType, encoding, decimalComma, size }: FileForm & { readonly size: number },
  declared: readonly DeclaredTotal[],
  systems: readonly string[] | null,
): string => JSON.stringify([mediaType, encoding, decimalComma, size, declared, systems?.toSorted() ?? null]);

function recordOf(
  id: string,
  createdAt: string,
  order: BatchOrder,
  { version, uploadId }: Arrived,
): BatchRecord {
  const state = version === null ? 'awaiting-upload' : 'cutting';
  return {
    id,
    agency: order.agency,
    mode: order.mode,
    dryRun: order.dryRun,
    state,
    deadline: deadlineOf(state, order.now),
    createdAt,
    receivedAt: version === null ? null : createdAt,
    finishedAt: null,
    credential: order.credential.keyId,
    systems: order.credential.systems === null ? null : [...order.credential.systems],
    file: { sha256: order.sha256, size: order.size, ...order.form },
    declared: [...order.declared],
    uploadId,
    version,
    cut: null,
    verdict: null,
    result: null,
    errors: null,
    problem: null,
    watch: null,
  };
}
