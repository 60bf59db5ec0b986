/** What the hub has signed in a file: that it did, and with a key that was good for that time. */
import type * as z from 'zod';
import { readRecorded } from '../../shared/contract/recorded.ts';
import type { KeySet, PublicKey, SignedKind } from '../../shared/contract/submissions/receipt.ts';
import { fail, ok, type Result } from '../../shared/domain/problems/result.ts';
import type { Named } from '../files.ts';
import { checkJws } from './check-jws.ts';
import { type ReceiptFault, receiptFault, refusalIn, wrongPart } from './faults.ts';

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

/** What the header says that it is, unverified; null where there is none to read. */
export function kindIn(text: string): string | null {
  try {
    const head: unknown = JSON.parse(
      Buffer.from(receiptIn(text)?.split('.')[0] ?? '', 'base64url').toString(),
    );
    const { typ } = head as { typ?: unknown };
    return typeof typ === 'string' ? typ : null;
  } catch {
    return null;
  }
}

export type SignedFacts<T> = { readonly says: T; readonly key: PublicKey };

export async function signedFacts<T extends { readonly id: string; readonly receivedAt: string }>(
  file: Named<string>,
  kind: SignedKind,
  schema: z.ZodType<T>,
  keySet: KeySet,
): Promise<Result<SignedFacts<T>, ReceiptFault>> {
  const receipt = receiptIn(file.content);
  if (receipt === null) return fail(refusalIn(file) ?? receiptFault('no-receipt', { file: file.name }));
  const checked = await checkJws(receipt, kind, keySet);
  if (!checked.ok) return checked;
  const { key, payload } = checked.value;
  const says = readRecorded(schema, payload);
  if (says === null) return fail(wrongPart('truncated', 'unknown-form'));
  const at = Date.parse(says.receivedAt) / 1000;
  if (at < key.nbf || at >= key.exp)
    return fail(receiptFault('not-of-that-time', { kid: key.kid, at: says.receivedAt }));
  if (key.revoked !== undefined) {
    const since = new Date(key.revoked.revoked_at * 1000).toISOString();
    return fail(receiptFault('revoked', { kid: key.kid, at: since, id: says.id }));
  }
  return ok({ says, key });
}
