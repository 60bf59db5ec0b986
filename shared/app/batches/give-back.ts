/** An order whose file will not come is given back by its sender, so that it bars no other: four of an agency may wait at once. */
import { failed } from '../../domain/batches/batch-state.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { SendingKey } from '../access/foreign.ts';
import type { BatchRecordPorts, OpenBatchPorts, StandingBatch } from '../ports/batches.ts';
import type { FindAgency } from '../ports/registry.ts';
import { changeBatch } from './change-batch.ts';
import { closeBatch } from './open-batches.ts';
import { findBatch } from './whose-batch.ts';

export type GiveBackPorts = BatchRecordPorts & OpenBatchPorts & { readonly findAgency: FindAgency };

type Asked = { readonly credential: SendingKey; readonly now: number };

const isBack = ({ record }: StandingBatch): boolean => record.problem?.kind === 'order-given-back';

/** The same again is answered as the first time. What has come of the file is taken away by its bucket after a day. */
export async function giveBackOrder(
  ports: GiveBackPorts,
  asked: Asked,
  id: string,
): Promise<Result<StandingBatch, Problem>> {
  const found = await findBatch(ports, asked, id);
  if (!found.ok) return found;
  const put = await changeBatch(ports, found.value, (now) =>
    now.state === 'awaiting-upload' ? failed(now, 'order-given-back', {}, null, ports.now()) : null,
  );
  const standing = put ?? (await ports.readBatch(id)) ?? found.value;
  if (!isBack(standing)) return fail(problem('upload-over', { id, state: standing.record.state }));
  await closeBatch(ports, id);
  return ok(standing);
}
