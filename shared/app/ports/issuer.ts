/** The issuer of tokens, as the hub asks it. */
import type { SentToken } from '../../domain/access/token/read-token.ts';
import type { SigningKey } from '../../domain/access/token/signing-key.ts';

/** Its keys as it publishes them now, by key id. Throws where it does not answer in time, or not as an issuer does. */
export type ReadIssuerKeys = () => Promise<ReadonlyMap<string, SigningKey>>;

/** Whether the key has signed the token. Throws for nothing that a sender can send. */
export type VerifySignature = (token: SentToken, key: SigningKey) => boolean;
