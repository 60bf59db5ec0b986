/** For which of many agencies a credential acts: each chain up to the country is asked once. */
import type { Credential } from '../../contract/registry.ts';
import { type Days, lastWithin, onDay, type RegistrySnapshot } from '../../domain/registry/tree.ts';
import type { FindAgency } from '../ports/registry.ts';
import { actsFor } from './acts-for.ts';

export type ActsForAgency = (code: string, days: Days) => Promise<boolean>;

/** `actsFor` in some days or today, a day in Vietnam. With the same agencies above it then, its answer is the same. */
export function ownAgencies(
  snapshot: RegistrySnapshot,
  credential: Credential,
  today: string,
): ActsForAgency {
  const { agencies } = snapshot;
  const findAgency: FindAgency = async (code) => {
    const value = agencies.get(code);
    return value === undefined ? null : { value, version: snapshot.version };
  };
  const chainIn = (code: string, days: Days): string => {
    const chain: string[] = [];
    for (let at: string | undefined = code; at !== undefined && !chain.includes(at); ) {
      chain.push(at);
      at = lastWithin(agencies.get(at)?.history ?? [], days)?.parent;
    }
    return chain.join(' ');
  };
  const known = new Map<string, Promise<boolean>>();
  return (code, days) => {
    const chain = chainIn(code, days);
    const answer = known.get(chain) ?? actsFor(findAgency, credential, code, [days, onDay(today)]);
    known.set(chain, answer);
    return answer;
  };
}
