/**
 * Whether the hub signed that: by jose, another implementation than the one that signs, with the published keys alone. What
 * is wrong is said as exactly as can be known; whatever is not exactly right is refused.
 */
import { compactVerify, importJWK } from 'jose';
import {
  JwsHeader,
  type KeySet,
  type PublicKey,
  type SignedKind,
} from '../../shared/contract/submissions/receipt.ts';
import type { Details } from '../../shared/domain/problems/problems.ts';
import { fail, ok, type Result } from '../../shared/domain/problems/result.ts';
import { type ReceiptFault, receiptFault, wrongPart } from './faults.ts';
import type { WrongPart } from './wrong-parts.ts';

export type CheckedJws = {
  readonly header: JwsHeader;
  readonly payload: unknown;
  readonly key: PublicKey;
};

/** Null where it is not the base64url of exactly these bytes: other spellings of the same bytes are altered ones. */
function bytesOf(part: string): Buffer | null {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : null;
}

function jsonOf(part: string): unknown {
  const bytes = bytesOf(part);
  if (bytes === null) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Anything of JSON as a word of a sentence, in whatever language. */
export const sayable = (value: unknown): string =>
  value === undefined || value === null
    ? 'null'
    : typeof value === 'object'
      ? Array.isArray(value)
        ? '[]'
        : '{}'
      : String(value);

const cut = (part: WrongPart, details: Details = {}) => fail(wrongPart('truncated', part, details));

/** `payload` is what was signed, not yet read by any schema. */
export async function checkJws(
  text: string,
  kind: SignedKind,
  { issuer, keys }: KeySet,
): Promise<Result<CheckedJws, ReceiptFault>> {
  const parts = text.split('.');
  const [head = '', body = '', signature = ''] = parts;
  if (parts.length !== 3) return cut('parts', { count: parts.length });
  const said = jsonOf(head) as { alg?: unknown; typ?: unknown } | null | undefined;
  if (typeof said !== 'object' || said === null) return cut('header-unreadable');
  if (said.alg !== 'EdDSA') return fail(receiptFault('wrong-algorithm', { said: sayable(said.alg) }));
  const header = JwsHeader.safeParse(said);
  if (!header.success) return cut('header-foreign');
  const { typ, iss, kid } = header.data;
  if (typ !== kind) return fail(receiptFault('wrong-kind', { said: typ, wanted: kind }));
  if (iss !== issuer) return fail(receiptFault('other-hub', { said: iss, issuer }));
  const key = keys.find((one) => one.kid === kid);
  if (key === undefined) return fail(receiptFault('unknown-key', { kid, count: keys.length }));
  if (Buffer.from(signature, 'base64url').length < 64) return cut('signature-short');
  if (bytesOf(signature) === null || bytesOf(body) === null) return fail(receiptFault('altered'));
  const { kty, crv, x } = key;
  try {
    await compactVerify(text, await importJWK({ kty, crv, x }, 'EdDSA'), { algorithms: ['EdDSA'] });
  } catch {
    return fail(receiptFault('altered'));
  }
  return ok({ header: header.data, payload: jsonOf(body), key });
}
