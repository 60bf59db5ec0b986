/**
 * Receipts of the examples, and the keys that verify them. They are signed with secrets that stand here, so that no hub
 * has them: the receipts are real, and worth nothing.
 */
import type { Receipt } from '../../../contract/submissions/receipt.ts';
import type { Accepted } from '../../../contract/submissions/submission.ts';
import { firstState, signerOf } from '../../../domain/submissions/signing-keys.ts';
import type { Example } from '../../openapi/example.ts';

const signer = signerOf('dev', { a: 'example'.repeat(8), b: 'EXAMPLE'.repeat(8) }, firstState);

export const keySetExample: Example = {
  name: 'keys',
  summary: 'This year’s keys and next year’s',
  status: 200,
  answer: signer.keySet(Date.UTC(2026, 10, 20)),
};

/** The answer to what was accepted with these facts. */
export const acceptedExample = (facts: Receipt): Accepted => ({
  id: facts.id,
  status: 'accepted',
  receivedAt: facts.receivedAt,
  sha256: facts.sha256,
  digest: facts.digest,
  timeliness: 'on-time',
  receipt: signer.sign('dtm-receipt+jws', facts.receivedAt, facts),
});
