/** Which batches are under way: what bounds those of an agency, and where the sweep finds all of them. */
import type { OpenBatches } from '../../contract/batches/record.ts';
import { agencyOfBatch, shardOfAgency } from '../../domain/batches/batch-id.ts';
import { DAY } from '../../domain/values/duration.ts';
import type { OpenBatchPorts } from '../ports/batches.ts';

/**
 * For so long after it came a batch counts among those, in milliseconds. Upload, cut and judging end within 74 hours, so what is older was
 * decided and stands still through a fault of the hub's: it bars nobody.
 */
const COUNTS_FOR = 4 * DAY;

type Open = OpenBatches['open'];

/** Null: it stays as it is. Whoever loses the race reads again; a shard changes twice for each of its agencies' batches. */
async function change(
  { readOpenBatches, putOpenBatches }: OpenBatchPorts,
  shard: string,
  to: (open: Open) => Open | null,
): Promise<void> {
  for (;;) {
    const { value, version } = await readOpenBatches(shard);
    const open = to(value.open);
    if (open === null) return;
    if ((await putOpenBatches(shard, { ...value, open }, version)) === 'written') return;
  }
}

/**
 * False where the agency has `most` or more (more where its quota was lowered since). A place that is there is taken anew from `at` on:
 * whoever took it first has died, or is beside this call, and the sweep has to wait for the record of the last of them.
 */
export async function openBatch(
  ports: OpenBatchPorts,
  id: string,
  at: string,
  most: number,
): Promise<boolean> {
  const agency = agencyOfBatch(id);
  const from = Date.parse(at) - COUNTS_FOR;
  let isFull = false;
  await change(ports, shardOfAgency(agency), (open) => {
    const others = open.filter((one) => one.id !== id);
    const isThere = others.length < open.length;
    const own = others.filter((one) => one.agency === agency && Date.parse(one.at) > from);
    isFull = !isThere && own.length >= most;
    return isFull ? null : [...others, { id, agency, at }];
  });
  return !isFull;
}

/** `since`: only a place that was taken then, and not anew since. */
export async function closeBatch(ports: OpenBatchPorts, id: string, since?: string): Promise<void> {
  await change(ports, shardOfAgency(agencyOfBatch(id)), (open) => {
    const others = open.filter((one) => one.id !== id || (since !== undefined && one.at !== since));
    return others.length === open.length ? null : others;
  });
}
