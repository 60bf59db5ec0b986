/** An upload in parts: where they go, which have come, and the file that they become. */
import type { Parts, PartsOrder } from '../../contract/batches/order.ts';
import { PART_SIZE } from '../../contract/batches/order.ts';
import type { BatchRecord } from '../../contract/batches/record.ts';
import { uploadName } from '../../domain/batches/batch-id.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { SendingKey } from '../access/foreign.ts';
import type { BatchRecordPorts, FindUpload, Multipart, PartPorts, StandingBatch } from '../ports/batches.ts';
import type { FindAgency } from '../ports/registry.ts';
import { findBatch } from './whose-batch.ts';
import { receiveUpload } from './work-on-batch.ts';

export type UploadPorts = BatchRecordPorts &
  PartPorts & { readonly findAgency: FindAgency; readonly findUpload: FindUpload };

type Asked = { readonly credential: SendingKey; readonly now: number };

const multipartOf = ({ id, uploadId }: BatchRecord): Multipart | null =>
  uploadId === null ? null : { name: uploadName(id), uploadId };

const isOver = ({ record }: StandingBatch): Problem =>
  problem('upload-over', { id: record.id, state: record.state });

/** Parts that have come with the same digest are left out: who goes on after a broken line sends the others. */
export async function orderParts(
  ports: UploadPorts,
  asked: Asked,
  id: string,
  { parts }: PartsOrder,
): Promise<Result<Parts, Problem>> {
  const found = await findBatch(ports, asked, id);
  if (!found.ok) return found;
  const { record } = found.value;
  const upload = multipartOf(record);
  if (record.state !== 'awaiting-upload' || upload === null) return fail(isOver(found.value));
  const there = await ports.listParts(upload);
  if (there === null) return fail(isOver(found.value));
  const digests = new Map(there.map(({ number, sha256 }) => [number, sha256]));
  const count = Math.ceil(record.file.size / PART_SIZE);
  const wanted = parts.filter(({ number, sha256 }) => number <= count && digests.get(number) !== sha256);
  const signed = await Promise.all(
    wanted.map(async (part) => ({
      number: part.number,
      method: 'PUT' as const,
      ...(await ports.signPart(upload, part)),
    })),
  );
  return ok({
    partSize: PART_SIZE,
    count,
    there: [...digests.keys()],
    parts: signed.map((part) => ({ ...part, headers: { ...part.headers } })),
  });
}

/** The same again is answered as the first time, however far the batch is by then. */
export async function completeUpload(
  ports: UploadPorts,
  asked: Asked,
  id: string,
): Promise<Result<StandingBatch, Problem>> {
  const found = await findBatch(ports, asked, id);
  if (!found.ok) return found;
  const standing = found.value;
  const upload = multipartOf(standing.record);
  if (standing.record.state !== 'awaiting-upload' || upload === null) return ok(standing);
  const parts = await ports.listParts(upload);
  if (parts !== null) {
    const { size } = standing.record.file;
    const there = parts.reduce((sum, part) => sum + part.size, 0);
    const isWhole = there === size && parts.every(({ number }, index) => number === index + 1);
    if (!isWhole) return fail(problem('upload-incomplete', { id, size, there }));
    await ports.completeParts(upload, parts);
  }
  if (!(await receiveUpload(ports, standing))) return fail(isOver(standing));
  return ok((await ports.readBatch(id)) ?? standing);
}
