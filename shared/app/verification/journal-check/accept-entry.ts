/** An entry that an operator knows to be genuine gets the message that it lacks: it is journalled and counted. */
import type { LedgerEntry } from '../../../contract/submissions/ledger.ts';
import { damageOf } from '../../../domain/submissions/submission-digest.ts';
import { readSubmissionId } from '../../../domain/submissions/submission-key.ts';
import { shardOf } from '../../../domain/values/time-bucket.ts';
import type { FindEntry } from '../../ports/ledger.ts';
import type { SendEntry } from '../../ports/queues.ts';
import type { ReadCatalogue } from '../../ports/registry.ts';

export type AcceptEntryPorts = {
  readonly readCatalogue: ReadCatalogue;
  readonly findEntry: FindEntry;
  readonly sendEntry: SendEntry;
};

/** Null where none stands where the hub would have put it, or that one does not give its own digest: it cannot be genuine. */
export async function entryInPlace(
  { readCatalogue, findEntry }: Omit<AcceptEntryPorts, 'sendEntry'>,
  id: string,
): Promise<LedgerEntry | null> {
  const address = readSubmissionId(id);
  const dataset = (await readCatalogue()).value.datasets.get(address.key.dataset)?.dataset;
  const key =
    address.kind === 'report'
      ? address.key
      : dataset && { ...address.key, shard: shardOf(dataset, address.key.idempotencyKey) };
  const entry = (key && (await findEntry(key))) ?? null;
  return entry !== null && damageOf(entry) === null ? entry : null;
}

/** Sends its message: once more does no harm. Throws where it has gone since. */
export async function acceptEntry(ports: AcceptEntryPorts, id: string): Promise<void> {
  const entry = await entryInPlace(ports, id);
  if (entry === null) throw new Error(`${id} is gone from its place`);
  await ports.sendEntry(entry);
}
