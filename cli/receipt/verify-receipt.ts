/** What a receipt proves (R27), from the texts of the files alone: no hub is asked. */
import { hash } from 'node:crypto';
import { readRecorded } from '../../shared/contract/recorded.ts';
import { type KeySet, type PublicKey, Receipt } from '../../shared/contract/submissions/receipt.ts';
import { fail, ok, type Result } from '../../shared/domain/problems/result.ts';
import type { Named } from '../files.ts';
import { checkJws } from './check-jws.ts';
import { type ReceiptFault, receiptFault, refusalIn, wrongPart } from './faults.ts';

export type Proved = {
  readonly issuer: string;
  readonly says: Receipt;
  readonly key: PublicKey;
  /** The file whose bytes have the SHA-256 of the receipt; null if none was compared. */
  readonly body: string | null;
};

/** The receipt in the hub's answer, or in a file that has nothing else; null if there is none. */
function receiptIn(text: string): string | null {
  const trimmed = text.trim();
  if (!/^[{"]/.test(trimmed)) return trimmed === '' ? null : trimmed;
  try {
    const answer: unknown = JSON.parse(trimmed);
    if (typeof answer === 'string') return answer;
    const { receipt } = answer as { receipt?: unknown };
    return typeof receipt === 'string' ? receipt : null;
  } catch {
    return null;
  }
}

export async function verifyReceipt(
  file: Named<string>,
  keySet: KeySet,
  body: Named<Uint8Array> | null,
): Promise<Result<Proved, ReceiptFault>> {
  const receipt = receiptIn(file.content);
  if (receipt === null) return fail(refusalIn(file) ?? receiptFault('no-receipt', { file: file.name }));
  const checked = await checkJws(receipt, 'dtm-receipt+jws', keySet);
  if (!checked.ok) return checked;
  const { key, payload } = checked.value;
  const says = readRecorded(Receipt, payload);
  if (says === null) return fail(wrongPart('truncated', 'unknown-form'));
  const at = Date.parse(says.receivedAt) / 1000;
  if (at < key.nbf || at >= key.exp)
    return fail(receiptFault('not-of-that-time', { kid: key.kid, at: says.receivedAt }));
  if (key.revoked !== undefined) {
    const since = new Date(key.revoked.revoked_at * 1000).toISOString();
    return fail(receiptFault('revoked', { kid: key.kid, at: since, id: says.id }));
  }
  if (body !== null) {
    if (says.kind === 'withdrawal' || says.kind === 'event-withdrawal') return fail(receiptFault('no-body'));
    const computed = hash('sha256', body.content);
    if (computed !== says.sha256)
      return fail(receiptFault('body-differs', { computed, sha256: says.sha256 }));
  }
  return ok({ issuer: keySet.issuer, says, key, body: body?.name ?? null });
}
