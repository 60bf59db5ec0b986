/**
 * Signature Version 4 as the receiving side checks it ("Create a signed AWS API request", IAM User Guide): the canonical request is made
 * anew from what has arrived, the body's hash too, and signed with the caller's secret.
 */
import { timingSafeEqual } from 'node:crypto';
import { canonicalQuery, encoded, sha256, signatureOf, timeOf } from '../signing.ts';

/** As it came: the path with its escapes, names and values of headers in Node's flat list. */
export type SignedCall = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
};

export type Scope = { readonly region: string; readonly service: string };

export type Verdict =
  | { readonly kind: 'signed'; readonly accessKeyId: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'incomplete'; readonly message: string }
  | { readonly kind: 'unknown key'; readonly message: string }
  | { readonly kind: 'invalid'; readonly message: string };

/** How far the clocks may be apart. */
const SKEW_MS = 5 * 60_000;

function headersOf(raw: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase();
    const value = (raw[at + 1] ?? '').trim().replace(/ +/g, ' ');
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return headers;
}

/** Every service but S3 encodes the path once more than it was sent. */
function canonicalRequest(call: SignedCall, headers: Map<string, string>, signed: readonly string[]): string {
  return [
    call.method,
    call.path.split('/').map(encoded).join('/'),
    canonicalQuery(call.query),
    ...signed.map((name) => `${name}:${headers.get(name) ?? ''}`),
    '',
    signed.join(';'),
    sha256(call.body),
  ].join('\n');
}

const FORM =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/** `secretOf` has undefined for a key that nobody has. `now` in milliseconds. */
export function verifySignature(
  call: SignedCall,
  scope: Scope,
  secretOf: (accessKeyId: string) => string | undefined,
  now: number,
): Verdict {
  const headers = headersOf(call.rawHeaders);
  const authorization = headers.get('authorization');
  if (authorization === undefined) return { kind: 'missing' };
  const [, accessKeyId = '', day = '', region = '', service = '', names = '', signature = ''] =
    FORM.exec(authorization) ?? [];
  if (accessKeyId === '')
    return {
      kind: 'incomplete',
      message: 'Authorization header requires Credential, SignedHeaders, Signature.',
    };
  const date = headers.get('x-amz-date') ?? '';
  const time = timeOf(date);
  if (Number.isNaN(time))
    return { kind: 'incomplete', message: "Authorization header requires existence of 'X-Amz-Date'." };
  const secret = secretOf(accessKeyId);
  if (secret === undefined)
    return { kind: 'unknown key', message: 'The security token included in the request is invalid.' };
  const invalid = (message: string): Verdict => ({ kind: 'invalid', message });
  if (region !== scope.region || service !== scope.service || day !== date.slice(0, 8))
    return invalid(`Credential should be scoped to ${date.slice(0, 8)}/${scope.region}/${scope.service}.`);
  if (Math.abs(now - time) > SKEW_MS)
    return invalid(`Signature ${time < now ? 'expired' : 'not yet current'}: ${date}`);
  const signed = names.split(';');
  const needed = [...headers.keys()].filter((name) => name === 'host' || name.startsWith('x-amz-'));
  const unsigned = needed.filter((name) => !signed.includes(name));
  if (unsigned.length > 0) return invalid(`'${unsigned.join(', ')}' must be a 'SignedHeader'.`);
  const expected = signatureOf(
    secret,
    date,
    `${day}/${region}/${service}/aws4_request`,
    canonicalRequest(call, headers, signed),
  );
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'))
    ? { kind: 'signed', accessKeyId }
    : invalid('The request signature we calculated does not match the signature you provided.');
}
