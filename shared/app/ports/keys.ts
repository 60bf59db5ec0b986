/** Keys as operators change them: records of the registry with versions of their own, which raise no version of the registry. */
import type { Change } from '../../contract/access/change.ts';
import type { Credential } from '../../contract/registry.ts';

/** One version of a key's record; `change` is null where no operator signed for it. */
export type KeyVersion = {
  readonly version: number;
  readonly credential: Credential;
  readonly change: Change | null;
};

/** Every version of one key, oldest first; none where it was never issued. Consistent. */
export type ReadKeyVersions = (keyId: string) => Promise<readonly KeyVersion[]>;

/** Every version of every key, in no order; eventually consistent, as it reads the whole table. */
export type ListKeyVersions = () => AsyncIterable<KeyVersion>;

/** Writes a version of a key, with the change that made it, where there is none of that number yet. */
export type PutKeyVersion = (
  version: number,
  credential: Credential,
  change: Change | null,
) => Promise<'written' | 'lost the race'>;
