/** What the receipt of a file proves (R27), offline: of which file it is, and of which list of submissions. */
import { BatchReceipt } from '../../shared/contract/batches/batch.ts';
import type { KeySet, PublicKey } from '../../shared/contract/submissions/receipt.ts';
import { fail, ok, type Result } from '../../shared/domain/problems/result.ts';
import type { Named } from '../files.ts';
import { type ReceiptFault, receiptFault } from './faults.ts';
import { kindIn, signedFacts } from './signed-facts.ts';

export type ProvedBatch = {
  readonly issuer: string;
  readonly says: BatchReceipt;
  readonly key: PublicKey;
  /** The file that has the digest; null if none was compared. */
  readonly body: string | null;
  /** The same of the list of submissions. */
  readonly list: string | null;
};

const KIND = 'dtm-batch+jws';
export const isOfBatch = ({ content }: Named<string>): boolean => kindIn(content) === KIND;

/** A file as its SHA-256, with its name. */
export type Digest = { readonly name: string; readonly sha256: string };

/** `list`: the lines `<id> <sha256>` of all its submissions, in their order. */
export async function verifyBatch(
  file: Named<string>,
  keySet: KeySet,
  body: Digest | null,
  list: Digest | null,
): Promise<Result<ProvedBatch, ReceiptFault>> {
  const signed = await signedFacts(file, KIND, BatchReceipt, keySet);
  if (!signed.ok) return signed;
  const { says, key } = signed.value;
  const { sha256, submissions } = says;
  if (body !== null && body.sha256 !== sha256)
    return fail(receiptFault('body-differs', { computed: body.sha256, sha256 }));
  if (list !== null && list.sha256 !== submissions.sha256)
    return fail(receiptFault('list-differs', { computed: list.sha256, sha256: submissions.sha256 }));
  return ok({ issuer: keySet.issuer, says, key, body: body?.name ?? null, list: list?.name ?? null });
}
