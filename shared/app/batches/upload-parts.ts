/** An upload in parts: where they go, which have come, and the file that they become. */
import type { Parts, PartsOrder } from '../../contract/batches/order.ts';
import { PART_SIZE } from '../../contract/batches/order.ts';
import type { BatchRecord } from '../../contract/batches/record.ts';
import { uploadName } from '../../domain/batches/batch-id.ts';
import { ofKey } from '../../domain/batches/batch-state.ts';
import { countOfParts, faultOfParts, lengthOfPart } from '../../domain/batches/parts.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { SendingKey } from '../access/foreign.ts';
import type { BatchRecordPorts, FindUpload, Multipart, PartPorts, StandingBatch } from '../ports/batches.ts';
import type { FindAgency } from '../ports/registry.ts';
import { changeBatch } from './change-batch.ts';
import { findBatch } from './whose-batch.ts';
import { receiveUpload } from './work-on-batch.ts';

export type UploadPorts = BatchRecordPorts &
  PartPorts & { readonly findAgency: FindAgency; readonly findUpload: FindUpload };

type Asked = { readonly credential: SendingKey; readonly now: number };

const multipartOf = ({ id, uploadId }: BatchRecord): Multipart | null =>
  uploadId === null ? null : { name: uploadName(id), uploadId };

const isOver = ({ record }: StandingBatch): Problem =>
  problem('upload-over', { id: record.id, state: record.state });

/** What was sent of it is gone, and no file came of it. */
const isGone = ({ record }: StandingBatch): Problem => problem('upload-gone', { id: record.id });

/** The first part that the file has not. */
function beyondFile(parts: PartsOrder['parts'], count: number): Problem | null {
  const at = parts.findIndex(({ number }) => number > count);
  const number = parts[at]?.number;
  return number === undefined
    ? null
    : problem('invalid-change', { count: 1 }, [
        {
          ...{ code: 'above-most', pointer: `/parts/${at}/number`, key: null },
          details: { value: number, limit: count },
        },
      ]);
}

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
  const { size } = record.file;
  const count = countOfParts(size);
  const beyond = beyondFile(parts, count);
  if (beyond !== null) return fail(beyond);
  const there = await ports.listParts(upload);
  if (there === null) return fail(isGone(found.value));
  const digests = new Map(there.map(({ number, sha256 }) => [number, sha256]));
  const wanted = parts.filter(({ number, sha256 }) => digests.get(number) !== sha256);
  const signed = await Promise.all(
    wanted.map(async ({ number, sha256 }) => {
      const part = { number, sha256, size: lengthOfPart(size, number) };
      const { url, headers } = await ports.signPart(upload, part);
      return { number, method: 'PUT' as const, size: part.size, url, headers: { ...headers } };
    }),
  );
  return ok({ partSize: PART_SIZE, count, there: [...digests.keys()], parts: signed });
}

/** The same again is answered as the first time, however far the batch is by then. */
export async function completeUpload(
  ports: UploadPorts,
  asked: Asked,
  id: string,
): Promise<Result<StandingBatch, Problem>> {
  const found = await findBatch(ports, asked, id);
  if (!found.ok) return found;
  const standing = await sentBy(ports, found.value, asked.credential.keyId);
  const upload = multipartOf(standing.record);
  if (standing.record.state !== 'awaiting-upload' || upload === null) return ok(standing);
  const parts = await ports.listParts(upload);
  if (parts !== null) {
    const fault = faultOfParts({ id, size: standing.record.file.size }, parts);
    if (fault !== null) return fail(fault);
    if ((await ports.completeParts(upload, parts)) === 'changed')
      return fail(problem('parts-changed', { id }));
  }
  if (!(await receiveUpload(ports, standing))) return fail(isGone(standing));
  return ok((await ports.readBatch(id)) ?? standing);
}

/**
 * Who makes the file whole has sent it: the key of the order may have ended since. It acts for no less than that one (`findBatch`), and the
 * batch stays bound to the systems that it was ordered for.
 */
async function sentBy(ports: UploadPorts, standing: StandingBatch, keyId: string): Promise<StandingBatch> {
  if (standing.record.credential === keyId) return standing;
  const changed = await changeBatch(ports, standing, (now) => ofKey(now, keyId));
  return changed ?? (await ports.readBatch(standing.record.id)) ?? standing;
}
