/** The acknowledgement (R27): what the ledger holds of a submission, in words and signed. */
import type { LedgerEntry } from '../../contract/submissions/ledger.ts';
import type { Receipt } from '../../contract/submissions/receipt.ts';
import type { Accepted } from '../../contract/submissions/submission.ts';
import { isEvent, submissionId } from '../../domain/submissions/submission-key.ts';
import type { Sign } from '../ports/signing.ts';

/**
 * All of it is of the entry that stands, nothing of the request that is answered: a retry gets the first one's receipt, to the byte
 * while the same slot signs. `agency` is as of the period, as it was known at that time.
 */
const receiptOf = (entry: LedgerEntry): Receipt => ({
  id: submissionId(entry),
  kind: entry.kind,
  agency: entry.agency,
  system: entry.system,
  dataset: entry.dataset,
  period: entry.period,
  ...(isEvent(entry)
    ? { bucket: entry.bucket, idempotencyKey: entry.idempotencyKey }
    : { revision: entry.revision }),
  receivedAt: entry.receivedAt,
  sha256: entry.sha256,
  digest: entry.digest,
});

export const acceptedOf = (entry: LedgerEntry, signer: Sign): Accepted => ({
  id: submissionId(entry),
  status: 'accepted',
  receivedAt: entry.receivedAt,
  sha256: entry.sha256,
  digest: entry.digest,
  timeliness: entry.timeliness,
  receipt: signer.sign('dtm-receipt+jws', entry.receivedAt, receiptOf(entry)),
});
