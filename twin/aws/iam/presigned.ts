/**
 * A presigned URL as S3 checks it ("Authenticating Requests: Using Query Parameters", Amazon S3 API Reference). Whoever has the URL may do what it says
 * and no more: method, path, query and the headers that were signed are as they were, and no other `x-amz-*` header comes along.
 */
import { timingSafeEqual } from 'node:crypto';
import { canonicalQuery, encoded, signatureOf, timeOf } from '../../signing.ts';
import type { WireAnswer, WireRequest } from '../wire.ts';
import { errorAnswer, xmlText } from '../wire-errors.ts';

const WEEK = 604_800;
/** A URL may be of a clock that is ahead. */
const AHEAD_MS = 15 * 60_000;

const refused = (status: number, code: string, message: string): WireAnswer =>
  errorAnswer('s3', { status, code, message });
const malformed = (message: string): WireAnswer => refused(400, 'AuthorizationQueryParametersError', message);

/** Null where the URL is good at `now` (milliseconds); `secret` is that of the key in `X-Amz-Credential`. */
export function presignedFault(
  request: WireRequest,
  secret: string | undefined,
  now: number,
): WireAnswer | null {
  const { query, headers } = request;
  const of = (name: string): string => query.get(name) ?? '';
  const [date, expires] = [of('X-Amz-Date'), of('X-Amz-Expires')];
  const signedAt = timeOf(date);
  if (of('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256')
    return malformed('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"');
  if (Number.isNaN(signedAt))
    return malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  if (!/^\d+$/.test(expires)) return malformed('X-Amz-Expires should be a number');
  if (Number(expires) > WEEK)
    return malformed(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    );
  if (now > signedAt + Number(expires) * 1000) return refused(403, 'AccessDenied', 'Request has expired');
  if (signedAt > now + AHEAD_MS) return refused(403, 'AccessDenied', 'Request is not valid yet');
  const signed = of('X-Amz-SignedHeaders').split(';');
  const unsigned = Object.keys(headers).filter((name) => name.startsWith('x-amz-') && !signed.includes(name));
  if (unsigned.length > 0) return notSigned(unsigned);
  const scope = of('X-Amz-Credential').split('/').slice(1).join('/');
  const canonical = [
    request.method,
    request.path
      .split('/')
      .map((part) => encoded(decodeURIComponent(part)))
      .join('/'),
    canonicalQuery([...query].filter(([name]) => name !== 'X-Amz-Signature')),
    ...signed.map(
      (name) =>
        `${name}:${String(headers[name] ?? '')
          .trim()
          .replace(/ +/g, ' ')}`,
    ),
    '',
    signed.join(';'),
    [...query].find(([name]) => name.toLowerCase() === 'x-amz-content-sha256')?.[1] ??
      headers['x-amz-content-sha256'] ??
      'UNSIGNED-PAYLOAD',
  ].join('\n');
  const given = Buffer.from(of('X-Amz-Signature'), 'hex');
  const expected = signatureOf(secret ?? '', date, scope, canonical);
  if (secret !== undefined && given.length === expected.length && timingSafeEqual(given, expected))
    return null;
  return refused(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  );
}

function notSigned(names: readonly string[]): WireAnswer {
  const answer = refused(
    403,
    'AccessDenied',
    'There were headers present in the request which were not signed',
  );
  if (typeof answer === 'string') return answer;
  const named = `<HeadersNotSigned>${xmlText(names.join(', '))}</HeadersNotSigned>`;
  return { ...answer, body: String(answer.body).replace('<RequestId>', `${named}<RequestId>`) };
}
