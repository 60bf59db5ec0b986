/** An entry that an operator knows to be genuine gets the message that it lacks: it is journalled and counted. */
import { damageOf } from '../../../domain/submissions/submission-digest.ts';
import { readSubmissionId } from '../../../domain/submissions/submission-key.ts';
import { shardOf } from '../../../domain/values/time-bucket.ts';
import type { LedgerFault } from '../../../domain/verification/compare-entry.ts';
import type { FindEntry } from '../../ports/ledger.ts';
import type { SendEntry } from '../../ports/queues.ts';
import type { ReadCatalogue } from '../../ports/registry.ts';

export type AcceptEntryPorts = {
  readonly readCatalogue: ReadCatalogue;
  readonly findEntry: FindEntry;
  readonly sendEntry: SendEntry;
};

/**
 * `faults` are those of a whole check. Taken is only an entry that is in the ledger and in no object of the journal
 * (`not extra` otherwise), gives its own digest, and stands where the hub would have put it.
 */
export async function acceptEntry(
  { readCatalogue, findEntry, sendEntry }: AcceptEntryPorts,
  id: string,
  faults: readonly LedgerFault[],
): Promise<'sent' | 'not extra' | 'not in its place'> {
  const isDamaged = faults.some(({ kind, name }) => name === id && kind === 'damaged');
  if (isDamaged || !faults.some(({ kind, name }) => name === id && kind === 'extra')) return 'not extra';
  const address = readSubmissionId(id);
  const dataset = (await readCatalogue()).value.datasets.get(address.key.dataset)?.dataset;
  const key =
    address.kind === 'report'
      ? address.key
      : dataset && { ...address.key, shard: shardOf(dataset, address.key.idempotencyKey) };
  const entry = key && (await findEntry(key));
  if (!entry || damageOf(entry) !== null) return 'not in its place';
  await sendEntry(entry);
  return 'sent';
}
