/**
 * The hub's signer, kept by each function instance: the secrets of both slots, and the record that says which of them signs. A busy
 * instance never waits for either: what is older than a minute is asked for again beside the request.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { ReadSigner } from '../../app/ports/signing.ts';
import { type SigningState, type Slot, slots } from '../../contract/submissions/receipt.ts';
import { firstState, type Signer, signerOf } from '../../domain/submissions/signing-keys.ts';
import { signingStateReader } from '../registry.ts';
import { type ReadSecret, readSecret } from '../secrets.ts';

/**
 * `publishes`: each call waits for the record as it is now. So a key is in the published set before it can sign: who signs with it has read
 * the record that says so.
 */
type Use = 'signs' | 'publishes';

type SigningStore = {
  /** Null: never written. */
  readonly readState: () => Promise<{ readonly value: SigningState; readonly version: number } | null>;
  readonly readSecret: ReadSecret;
  /** Names or ARNs of the slots' secrets. */
  readonly secretIds: Readonly<Record<Slot, string>>;
};

/** What the environment of a function that signs or publishes has. */
type SigningConfig = {
  readonly STAGE: string;
  readonly REGISTRY_TABLE: string;
  readonly RECEIPT_KEY_A: string;
  readonly RECEIPT_KEY_B: string;
};

export const hubSigner = (
  tables: DynamoDBClient,
  secrets: SecretsManagerClient,
  config: SigningConfig,
  now: () => number,
  use: Use = 'signs',
): ReadSigner =>
  signerReader(
    config.STAGE,
    {
      readState: signingStateReader(tables, config.REGISTRY_TABLE),
      readSecret: readSecret(secrets),
      secretIds: { a: config.RECEIPT_KEY_A, b: config.RECEIPT_KEY_B },
    },
    now,
    use,
  );

/** Asked again beside the request; used meanwhile. */
const FRESH_MS = 60_000;
/** An instance that slept so long waits for the record before it signs: a slot that leaked must not go on signing. */
const STALE_MS = 5 * 60_000;
/** Secrets change only with the record; asking once an hour repairs what was read while a change was under way. */
const SECRETS_MS = 60 * 60_000;

type Known = {
  readonly signer: Signer;
  readonly version: number;
  readonly stateReadAt: number;
  readonly secretsReadAt: number;
};

/**
 * Begins to read at once, so that a cold start does it beside loading. While the stores are away it answers with what it read within
 * the last five minutes. Throws what the stores throw when nothing usable is known:
 * the caller answers 503 before it has accepted anything.
 */
export function signerReader(
  stage: string,
  store: SigningStore,
  now: () => number,
  use: Use = 'signs',
): ReadSigner {
  let known: Known | null = null;
  let reading: Promise<Known> | null = null;

  const secretOf = async (slot: Slot): Promise<string> => {
    const secret = await store.readSecret(store.secretIds[slot]);
    if (secret === null)
      throw new Error(`there is no secret ${store.secretIds[slot]}: deploy the stateful stack`);
    return secret;
  };
  const readSecrets = async () => {
    const [a, b] = await Promise.all(slots.map(secretOf));
    return { a: a ?? '', b: b ?? '' };
  };
  const read = async (): Promise<Known> => {
    const at = now();
    const before = known;
    const isFirst = before === null;
    const [state, early] = await Promise.all([store.readState(), isFirst ? readSecrets() : null]);
    const version = state?.version ?? 0;
    if (before !== null && before.version === version && at - before.secretsReadAt < SECRETS_MS)
      return { ...before, stateReadAt: at };
    const secrets = early ?? (await readSecrets());
    const signer = signerOf(stage, secrets, state?.value ?? firstState);
    return { signer, version, stateReadAt: at, secretsReadAt: at };
  };
  const refresh = (): Promise<Known> => {
    reading ??= read()
      .then((found) => {
        known = found;
        return found;
      })
      .finally(() => {
        reading = null;
      });
    return reading;
  };

  refresh().catch(() => undefined);
  return async () => {
    const age = known === null ? Number.POSITIVE_INFINITY : now() - known.stateReadAt;
    if (use === 'signs' && known !== null && age <= FRESH_MS) return known.signer;
    const pending = refresh();
    if (known === null || age > STALE_MS) return (await pending).signer;
    const { signer } = known;
    const read = pending.then(
      (found) => found.signer,
      () => signer,
    );
    return use === 'publishes' ? read : signer;
  };
}
