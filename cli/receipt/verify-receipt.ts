/** What a receipt proves (R27), from the texts of the files alone: no hub is asked. */
import { hash } from 'node:crypto';
import { type KeySet, type PublicKey, Receipt } from '../../shared/contract/submissions/receipt.ts';
import { fail, ok, type Result } from '../../shared/domain/problems/result.ts';
import type { Named } from '../files.ts';
import { type ReceiptFault, receiptFault } from './faults.ts';
import { signedFacts } from './signed-facts.ts';

export type Proved = {
  readonly issuer: string;
  readonly says: Receipt;
  readonly key: PublicKey;
  /** The file whose bytes have the SHA-256 of the receipt; null if none was compared. */
  readonly body: string | null;
};

export async function verifyReceipt(
  file: Named<string>,
  keySet: KeySet,
  body: Named<Uint8Array> | null,
): Promise<Result<Proved, ReceiptFault>> {
  const signed = await signedFacts(file, 'dtm-receipt+jws', Receipt, keySet);
  if (!signed.ok) return signed;
  const { says, key } = signed.value;
  if (body !== null) {
    if (says.kind === 'withdrawal' || says.kind === 'event-withdrawal') return fail(receiptFault('no-body'));
    const computed = hash('sha256', body.content);
    if (computed !== says.sha256)
      return fail(receiptFault('body-differs', { computed, sha256: says.sha256 }));
  }
  return ok({ issuer: keySet.issuer, says, key, body: body?.name ?? null });
}
