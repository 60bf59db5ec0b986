/**
 * `Idempotency-Key`: bare, or as the IETF's draft (draft-ietf-httpapi-idempotency-key-header-07 §2.1) has it, a string of
 * structured fields (RFC 8941 §3.3.3): the key is what stands between its quotes, and the same either way.
 */

/** Null where none was sent. What is quoted wrongly stays as it is: no key has a quote in it, so that it is refused as one. */
export function readIdempotencyKey(sent: string | undefined): string | null {
  if (sent === undefined) return null;
  const text = sent.trim();
  const [, quoted] = /^"([^"\\]*)"$/.exec(text) ?? [];
  return quoted ?? text;
}
