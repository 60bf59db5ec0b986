/** Answers that a caller may keep and ask after whether they still hold (RFC 9110 §13, RFC 9111). */
import { hash } from 'node:crypto';
import type { Answer, Headers } from '../operation.ts';

/** Strong: of the bytes of the body. */
const tagOf = (body: string | Uint8Array): string => `"${hash('sha256', body, 'base64url').slice(0, 22)}"`;

/** The tag as it was named, strong or weak: compared weakly (§13.1.2), as compression makes it weak. `*` is any; null where it is not. */
function namedAs(tag: string, ifNoneMatch: string): string | null {
  const named = ifNoneMatch.split(',').map((one) => one.trim());
  if (named.includes(tag) || named.includes('*')) return tag;
  return named.includes(`W/${tag}`) ? `W/${tag}` : null;
}

/**
 * 200 with its tag, or 304 without a body. Only the caller's own cache may keep it, and asks each time before it is used again: a key
 * that was revoked is refused then.
 */
export const conditional = (headers: Headers, value: unknown): Answer =>
  conditionalBody(headers, JSON.stringify(value), {});

/** The same of a body that is no JSON; `own`: the headers that say what it is. */
export function conditionalBody(
  headers: Headers,
  body: string | Uint8Array,
  own: Readonly<Record<string, string>>,
): Answer {
  const tag = tagOf(body);
  const kept = { ETag: tag, 'Cache-Control': 'private, no-cache', Vary: 'Authorization, X-API-Key' };
  const asked = headers['if-none-match'];
  const named = asked === undefined ? null : namedAs(tag, asked);
  // As it was named: it says which of the answers that are kept still holds (RFC 9111 §4.3.4).
  return named !== null
    ? { status: 304, body: '', headers: { ...kept, ETag: named } }
    : { status: 200, body, headers: { ...own, ...kept } };
}
