/**
 * The issuer's keys, by its discovery document (OpenID Connect Discovery 1.0 §4). Functions are in no network of ours and reach it over
 * the internet. What it answers is bounded in time and size, and no answer sends anywhere else.
 */
import type { ReadIssuerKeys } from '../../app/ports/issuer.ts';
import { signingKeysIn } from '../../domain/access/token/signing-key.ts';

/** For the document, and for the keys, in milliseconds: a caller waits for both, and functions at the door have ten seconds. */
export const ISSUER_PATIENCE = 1_500;
/** Bytes of an answer. */
const LARGEST_ANSWER = 262_144;

/** Messages reach no log; the names do. */
const faultNames = {
  silent: 'IssuerSilent',
  refused: 'IssuerRefused',
  unreadable: 'IssuerUnreadable',
  other: 'IssuerIsAnother',
  insecure: 'IssuerInsecure',
} as const;

/** Why the issuer could not be asked. */
class IssuerFault extends Error {
  override readonly name: (typeof faultNames)[keyof typeof faultNames];

  constructor(kind: keyof typeof faultNames, cause?: unknown) {
    super('the issuer of tokens could not be asked', { cause });
    this.name = faultNames[kind];
  }
}

/** On this machine, where the twin's issuer runs, nobody listens on the way. */
const isSafe = (address: string): boolean =>
  URL.canParse(address) &&
  (new URL(address).protocol === 'https:' ||
    /^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+\//.test(address));

async function bytesOf({ body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body ?? []) {
      size += chunk.length;
      if (size > LARGEST_ANSWER) throw new IssuerFault('unreadable');
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof IssuerFault ? error : new IssuerFault('silent', error);
  }
  return Buffer.concat(chunks);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new IssuerFault('unreadable', error);
  }
}

/** Throws an IssuerFault. */
export function issuerEndpoint(issuer: string, fetch: typeof globalThis.fetch): ReadIssuerKeys {
  const read = async (address: string): Promise<unknown> => {
    if (!isSafe(address)) throw new IssuerFault('insecure');
    const answer = await fetch(address, {
      redirect: 'error',
      signal: AbortSignal.timeout(ISSUER_PATIENCE),
    }).catch((error: unknown) => {
      throw new IssuerFault('silent', error);
    });
    if (answer.status !== 200) {
      await answer.body?.cancel();
      throw new IssuerFault('refused');
    }
    return parsed(await bytesOf(answer));
  };
  return async () => {
    const document = await read(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const { issuer: named, jwks_uri: address } = (document ?? {}) as Readonly<Record<string, unknown>>;
    // Whoever answers for another issuer vouches for none of this one's tokens (RFC 8414 §3.3).
    if (named !== issuer) throw new IssuerFault('other');
    const keys = signingKeysIn(await read(typeof address === 'string' ? address : ''));
    if (keys === null) throw new IssuerFault('unreadable');
    return keys;
  };
}
