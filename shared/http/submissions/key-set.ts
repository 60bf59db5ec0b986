/** The edge of the published keys. */
import type { ReadSigner } from '../../app/ports/signing.ts';
import type { Operation } from '../operation.ts';

/**
 * Seconds that caches may keep the key set. Keys are published a year, or after a renewal a day, before they sign, so that an hour
 * never hides one; a key that leaked is told of within the hour.
 */
const MAX_AGE = 3600;

export const keySetOperation =
  (readSigner: ReadSigner): Operation<'getKeySet'> =>
  async ({ now }) => {
    const body = (await readSigner()).keySet(Date.parse(now));
    const headers = { 'Cache-Control': `public, max-age=${MAX_AGE}` };
    return { ok: true, value: { status: 200, body, headers } };
  };
