/**
 * The issuer's keys as one container knows them. Whoever makes up key ids has the issuer asked once in five minutes and no more; while it
 * does not answer, the keys that are known go on, for a day.
 */
import type { SigningKey } from '../../domain/access/token/signing-key.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { DAY } from '../../domain/values/duration.ts';
import type { ReadIssuerKeys } from '../ports/issuer.ts';

/** A key that the issuer has withdrawn is taken so much longer, in milliseconds. */
export const KEYS_LIVE = 10 * 60_000;
/** From one question for a key that is not known to the next. */
export const UNKNOWN_KEY_WAIT = 5 * 60_000;
/** From one question that was not answered to the next. */
export const SILENCE_WAIT = 10_000;
/** After so long without an answer no key is taken any more. */
const LONGEST_SILENCE = DAY;

/** Seconds after which asking again can help. */
type IssuerSilent = { readonly retryAfter: number };

/** Null: the issuer has no such key. `now` in milliseconds. */
export type FindIssuerKey = (keyId: string, now: number) => Promise<Result<SigningKey | null, IssuerSilent>>;

/** Times in milliseconds; null: never, and of the silence: the last question was answered. */
type State = {
  known: { readonly keys: ReadonlyMap<string, SigningKey>; readonly at: number } | null;
  silentSince: number | null;
  askedForUnknown: number | null;
};

const leftOf = (since: number | null, wait: number, now: number): number =>
  since === null ? 0 : Math.max(0, since + wait - now);

const silent = (milliseconds: number) =>
  fail<IssuerSilent>({ retryAfter: Math.max(1, Math.ceil(milliseconds / 1000)) });

/** `report` is told why the issuer could not be asked. */
export function issuerKeys(readKeys: ReadIssuerKeys, report: (error: unknown) => void): FindIssuerKey {
  const state: State = { known: null, silentSince: null, askedForUnknown: null };
  let asking: Promise<boolean> | null = null;

  /** Whether it answered; who comes meanwhile waits for the same answer. */
  const ask = (now: number): Promise<boolean> => {
    asking ??= readKeys()
      .then(
        (keys) => {
          state.known = { keys, at: now };
          state.silentSince = null;
          return true;
        },
        (error: unknown) => {
          state.silentSince = now;
          report(error);
          return false;
        },
      )
      .finally(() => {
        asking = null;
      });
    return asking;
  };
  const mayAsk = (now: number): boolean => leftOf(state.silentSince, SILENCE_WAIT, now) === 0;
  const isKnownFor = (time: number, now: number): boolean =>
    state.known !== null && state.known.at + time > now;

  return async (keyId, now) => {
    let answered = isKnownFor(KEYS_LIVE, now) || !mayAsk(now) ? null : await ask(now);
    if (!isKnownFor(LONGEST_SILENCE, now)) return silent(leftOf(state.silentSince, SILENCE_WAIT, now));
    const find = (): SigningKey | null => state.known?.keys.get(keyId) ?? null;
    if (find() !== null || answered === true) return ok(find());
    let wait = leftOf(state.askedForUnknown, UNKNOWN_KEY_WAIT, now);
    if (answered === null && wait === 0 && mayAsk(now)) {
      state.askedForUnknown = now;
      wait = UNKNOWN_KEY_WAIT;
      answered = await ask(now);
    }
    // Without an answer to the last question nobody knows whether the issuer has it.
    if (answered === true || state.silentSince === null) return ok(find());
    return silent(wait || leftOf(state.silentSince, SILENCE_WAIT, now));
  };
}
