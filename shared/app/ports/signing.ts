/** How use cases come by what signs. */
import type { Signer } from '../../domain/submissions/signing-keys.ts';

export type Sign = Pick<Signer, 'sign'>;

/** Costs no call but at the first time in an instance, and after a long silence of it. */
export type ReadSigner<Needed extends Partial<Signer> = Signer> = () => Promise<Needed>;
