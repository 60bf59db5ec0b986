/** `Content-Digest` (RFC 9530 §2): a dictionary (RFC 8941 §3.2) of algorithm → digest of the bytes as sent. */
import { hash } from 'node:crypto';
import { type FindingValue, type Problem, problem } from '../domain/problems/problems.ts';
import { cut } from '../domain/values/cut.ts';

/** The algorithms that RFC 9530 §5 calls standard; others may be ignored (§2). */
const algorithms = {
  'sha-256': { node: 'sha256', bytes: 32 },
  'sha-512': { node: 'sha512', bytes: 64 },
} as const;
const checked = Object.keys(algorithms) as (keyof typeof algorithms)[];

/** One member: a key, a byte sequence between colons, parameters that mean nothing here. */
const MEMBER = /^([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):(?:$|;)/;

const place = { pointer: null, parameter: 'Content-Digest', key: null };

const malformed = (value: string): Problem =>
  problem('invalid-request', {}, [
    {
      code: 'wrong-form',
      ...place,
      details: { value: cut(value, 200), expected: 'sha-256=:<base64>:' },
    },
  ]);

/**
 * Null when each of all digests that we can check is right; a field with none of those checks nothing. `sha256` is that of `bytes`,
 * which the caller has anyway.
 */
export function refuseContentDigest(
  contentDigest: string | undefined,
  bytes: Uint8Array,
  sha256: Buffer,
): Problem | null {
  if (contentDigest === undefined) return null;
  const digests: (readonly [algorithm: string, digest: string])[] = [];
  for (const member of contentDigest.split(',')) {
    const [, algorithm, digest] = MEMBER.exec(member.trim()) ?? [];
    if (algorithm === undefined || digest === undefined) return malformed(contentDigest);
    digests.push([algorithm, digest]);
  }
  const findings: FindingValue[] = [];
  for (const algorithm of checked) {
    // By RFC 8941 §3.2 the last of the same key counts; here none may be wrong, as somebody on the way may have added one.
    const all = new Set(digests.flatMap(([name, said]) => (name === algorithm ? [said] : [])));
    if (all.size === 0) continue;
    const { node, bytes: length } = algorithms[algorithm];
    const digest = node === 'sha256' ? sha256 : hash(node, bytes, 'buffer');
    const computed = digest.toString('base64');
    for (const said of all) {
      const given = Buffer.from(said, 'base64');
      if (given.length !== length) return malformed(contentDigest);
      if (digest.equals(given)) continue;
      const details = { algorithm, said: given.toString('base64'), computed };
      findings.push({
        code: 'digest-mismatch',
        ...place,
        details,
        allowed: [`${algorithm}=:${computed}:`],
      });
    }
  }
  const [first] = findings;
  return first === undefined ? null : problem('digest-mismatch', first.details, findings);
}
