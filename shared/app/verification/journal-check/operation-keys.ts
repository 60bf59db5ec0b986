/** Keys of a walk kept as records in table Operations, for functions, which die between the pieces of a walk. */
import * as z from 'zod';
import type { PutOperation, ReadOperation } from '../../ports/operations.ts';
import type { KeyStore } from './known-keys.ts';

/** Sixteen pieces of 20,000 keys are some 3.4 MB; the next walk of the same name overwrites them. */
export function operationKeys(
  ports: { readonly readOperation: ReadOperation; readonly putOperation: PutOperation },
  walk: string,
): KeyStore {
  const recordOf = (piece: number) =>
    ['journal-keys', null, `${walk}-${String(piece).padStart(6, '0')}`] as const;
  return {
    async keepKeys(piece, keys) {
      const held = await ports.readOperation(...recordOf(piece));
      const body = Buffer.from(keys).toString('base64');
      const put = await ports.putOperation(...recordOf(piece), body, held?.version ?? null);
      if (put !== 'written') throw new Error('another run goes on with this walk through the journal');
    },
    async readKeys(piece) {
      const held = await ports.readOperation(...recordOf(piece));
      if (held === null) throw new Error(`the keys of piece ${piece} of the walk ${walk} are gone`);
      return Buffer.from(z.string().parse(held.body), 'base64');
    },
  };
}
