/** Which batches are under way: what bounds those of an agency, and where the sweep finds all of them. */
import type { OpenBatches } from '../../contract/batches/record.ts';
import { agencyOfBatch, shardOfAgency } from '../../domain/batches/batch-id.ts';
import type { OpenBatchPorts } from '../ports/batches.ts';

/** Batches of one agency at the same time. */
export const MOST_OPEN = 4;

type Open = OpenBatches['open'];

/** Null: it stays as it is. Whoever loses the race reads again; a shard changes twice for each of its agencies' batches. */
async function change(
  { readOpenBatches, putOpenBatches }: OpenBatchPorts,
  shard: string,
  to: (open: Open) => Open | null,
): Promise<boolean> {
  for (;;) {
    const { value, version } = await readOpenBatches(shard);
    const open = to(value.open);
    if (open === null) return false;
    if ((await putOpenBatches(shard, { ...value, open }, version)) === 'written') return true;
  }
}

/** False where the agency has as many as it may. One that is there is there. */
export async function openBatch(ports: OpenBatchPorts, id: string, at: string): Promise<boolean> {
  const agency = agencyOfBatch(id);
  let isThere = false;
  const isPut = await change(ports, shardOfAgency(agency), (open) => {
    isThere = open.some((one) => one.id === id);
    const own = open.filter((one) => one.agency === agency);
    return isThere || own.length >= MOST_OPEN ? null : [...open, { id, agency, at }];
  });
  return isPut || isThere;
}

export async function closeBatch(ports: OpenBatchPorts, id: string): Promise<void> {
  await change(ports, shardOfAgency(agencyOfBatch(id)), (open) => {
    const others = open.filter((one) => one.id !== id);
    return others.length === open.length ? null : others;
  });
}
