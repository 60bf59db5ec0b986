/** The keys that `npm start` hands out. */
import type { Keys } from '../../cli/twin-state.ts';
import { KEY_DAYS } from '../../shared/contract/access/keys.ts';
import { type Agency, COUNTRY, type Credential } from '../../shared/contract/registry.ts';
import { isSecret, parseApiKey } from '../../shared/domain/access/api-key.ts';
import { issueKey, keyState, type Random } from '../../shared/domain/access/issue-key.ts';
import { levelOne } from '../../shared/domain/values/agency-code.ts';
import { DAY } from '../../shared/domain/values/duration.ts';

/** The level-1 agencies in being, in the order of the registry. */
const levelOneAgencies = (agencies: readonly Agency[]): string[] =>
  agencies
    .filter(({ code, history }) => code === levelOne(code) && history.at(-1)?.to === null)
    .map(({ code }) => code);

const scopesOf = (agency: string): Credential['scopes'] =>
  agency === COUNTRY ? ['read'] : ['submit', 'batch', 'read'];

/**
 * One key for each level-1 agency, to send also files and to read, and one for the country, to read. A key that was handed out
 * before is kept as long as the registry knows it, it may do all that, and it is good for a week yet.
 */
export function handOutKeys(
  known: Keys,
  credentials: ReadonlyMap<string, Credential>,
  agencies: readonly Agency[],
  stage: string,
  now: number,
  random: Random,
): { readonly keys: Keys; readonly issued: readonly Credential[] } {
  const isGood = (key: string | undefined): key is string => {
    const parsed = key === undefined ? null : parseApiKey(key, stage);
    const credential = parsed === null ? undefined : credentials.get(parsed.keyId);
    if (
      parsed === null ||
      credential?.secretHash === undefined ||
      !isSecret(parsed.secret, credential.secretHash)
    )
      return false;
    return (
      keyState(credential, now) === 'live' &&
      keyState(credential, now + 7 * DAY) === 'live' &&
      scopesOf(credential.agency).every((scope) => credential.scopes.includes(scope))
    );
  };
  const keys: Keys = {};
  const issued: Credential[] = [];
  for (const agency of [COUNTRY, ...levelOneAgencies(agencies)]) {
    const old = known[agency];
    if (isGood(old)) {
      keys[agency] = old;
      continue;
    }
    const order = { agency, systems: null, scopes: [...scopesOf(agency)], days: KEY_DAYS };
    const made = issueKey(order, stage, now, random);
    keys[agency] = made.key;
    issued.push(made.credential);
  }
  return { keys, issued };
}
