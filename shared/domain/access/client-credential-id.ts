/** The id by which the hub knows a client of an issuer: of the form of a key's, as ledger, audit lines and quotas name both alike. */
import { hash } from 'node:crypto';

const DIGITS = 12;
const COUNT = 36n ** BigInt(DIGITS);

/**
 * The same for the same client, so that its record is found without an index. 62 bits of a hash tell clients apart and prove nothing:
 * whoever looks a record up by it compares `clientId` with what the record has.
 */
export const clientCredentialId = (clientId: string): string =>
  (BigInt(`0x${hash('sha256', `dtm client/${clientId}`).slice(0, 32)}`) % COUNT)
    .toString(36)
    .padStart(DIGITS, '0');
