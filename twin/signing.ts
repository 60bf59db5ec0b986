/** The parts of Signature Version 4 that every receiving side makes anew ("Create a signed AWS API request", IAM User Guide). */
import { createHash, createHmac } from 'node:crypto';

export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

/** RFC 3986: all but unreserved characters; encodeURIComponent leaves five more as they are. */
export const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const canonicalQuery = (query: Iterable<readonly [string, string]>): string =>
  [...query]
    .map(([name, value]) => [encoded(name), encoded(value)] as const)
    .sort(([a, x], [b, y]) => byText(a, b) || byText(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

/** `date` as in `X-Amz-Date`; `scope` is `<day>/<region>/<service>/aws4_request`. */
export function signatureOf(secret: string, date: string, scope: string, canonicalRequest: string): Buffer {
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, ['AWS4-HMAC-SHA256', date, scope, sha256(canonicalRequest)].join('\n'));
}

/** `YYYYMMDD'T'HHMMSS'Z'` in milliseconds; NaN for another form. */
export function timeOf(text: string): number {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const [year = Number.NaN, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
