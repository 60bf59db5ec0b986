/**
 * An access token as it was sent: a JSON Web Token in compact form (RFC 7519, RFC 7515 §7.1). Nothing of it is true before its signature
 * is verified. Reading is linear in its length, which is bounded.
 */
import { parseStrictJson } from '../../json/strict-json.ts';
import type { FindingValue } from '../../problems/problems.ts';
import { fail, ok, type Result } from '../../problems/result.ts';
import { signatureAlgorithms } from './signing-key.ts';
import { tokenFinding } from './token-finding.ts';

/** Characters. A call's headers together have 10,240 bytes at most (API Gateway's quotas for REST APIs). */
export const LONGEST_TOKEN = 8_192;
const LONGEST_KEY_ID = 256;

type Members = Readonly<Record<string, unknown>>;

export type SentToken = {
  /** The compact form, as its signature covers it. */
  readonly text: string;
  readonly algorithm: string;
  /** Names a key of the issuer's set, and nothing else: no path, no address. */
  readonly keyId: string;
  /** `typ` in small letters, as media types are compared (RFC 7515 §4.1.9); null where there is none. */
  readonly type: string | null;
  readonly claims: Members;
};

const FORM = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Null where a part is no JSON object in UTF-8 with each name once, or not written as base64url has it. */
function membersOf(part: string): Members | null {
  const bytes = Buffer.from(part, 'base64url');
  if (bytes.toString('base64url') !== part) return null;
  const text = bytes.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(bytes)) return null;
  const json = parseStrictJson(text);
  return json.ok && json.value.findings.length === 0 && isObject(json.value.value) ? json.value.value : null;
}

/**
 * `jku`, `x5u`, `jwk` and `x5c` of a header are never read: a key comes from the issuer's own set (RFC 8725 §3.10). `crit` names what
 * must be understood, and nothing of that is (RFC 7515 §4.1.11).
 */
export function readToken(text: string): Result<SentToken, FindingValue> {
  const [, headerPart = '', claimsPart = '', signature = ''] =
    text.length > LONGEST_TOKEN ? [] : (FORM.exec(text) ?? []);
  if (signature === '') return fail(tokenFinding('token-form', { limit: LONGEST_TOKEN }));
  const [header, claims] = [membersOf(headerPart), membersOf(claimsPart)];
  if (header === null || claims === null) return fail(tokenFinding('token-json', {}));
  const { alg, kid, typ, crit } = header;
  if (typeof alg !== 'string' || !(signatureAlgorithms as readonly string[]).includes(alg))
    return fail(
      tokenFinding('token-algorithm', { value: alg ?? '-', expected: signatureAlgorithms.join(', ') }),
    );
  if (typeof kid !== 'string' || kid === '' || kid.length > LONGEST_KEY_ID || crit !== undefined)
    return fail(tokenFinding('token-header', {}));
  if (typ !== undefined && typeof typ !== 'string') return fail(tokenFinding('token-header', {}));
  const type = typ === undefined ? null : typ.toLowerCase().replace(/^application\//, '');
  return ok({ text, algorithm: alg, keyId: kid, type, claims });
}
