/** Compact JWS (RFC 7515 §7.1) with Ed25519 (RFC 8037 §3.1), as far as the hub needs it: one algorithm, no options. */
import { type KeyObject, sign } from 'node:crypto';
import type { JwsHeader } from '../../contract/submissions/receipt.ts';

/**
 * Signs the UTF-8 of `payload` as JSON. Ed25519 is deterministic: the same header, payload (fields in the same order) and key give
 * the same bytes, always. `node:crypto` and not jose, which does the same through WebCrypto: half of the CPU (ADR 10).
 */
export function signJws(header: JwsHeader, payload: object, privateKey: KeyObject): string {
  const { alg, typ, kid, iss } = header;
  const head = Buffer.from(JSON.stringify({ alg, typ, kid, iss })).toString('base64url');
  const input = `${head}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
  return `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
}
