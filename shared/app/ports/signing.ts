/** How use cases come by what signs. */
import type { SigningState, Slot } from '../../contract/submissions/receipt.ts';
import type { Signer } from '../../domain/submissions/signing-keys.ts';

export type Sign = Pick<Signer, 'sign'>;

/** Costs no call but at the first time in an instance, and after a long silence of it. */
export type ReadSigner<Needed extends Partial<Signer> = Signer> = () => Promise<Needed>;

/** Which slot signs, consistent; that of the beginning, of version 0, where nothing was ever written. */
export type ReadSigningState = () => Promise<{ readonly value: SigningState; readonly version: number }>;
/** Writes the version behind the one that was read; lost where that is there already. */
export type WriteSigningState = (state: SigningState, behind: number) => Promise<'written' | 'lost the race'>;

/** The secret of a slot. Throws where there is none: then the hub is not deployed whole. Never log it. */
export type ReadSlotSecret = (slot: Slot) => Promise<string>;
/** Puts a new secret into a slot; the one before is gone for the hub. With a token that was used already it changes nothing. */
export type PutSlotSecret = (slot: Slot, secret: string, token: string) => Promise<void>;
