/** Where agencies and systems stood in a period (R18): each is placed by its last day within it. */
import { COUNTRY } from '../../contract/registry.ts';
import type { PlacedSystemRecord } from '../../domain/registry/placed-records.ts';
import { type Days, lastWithin } from '../../domain/registry/tree.ts';
import { agencyOfSystemId } from '../../domain/submissions/submission-key.ts';
import type { FindPlacedAgency, FindPlacedSystem } from '../ports/registry.ts';

/**
 * From an agency up to the country, each placed as it was in a period, the agency first. Ends early where an agency was
 * there on none of its days.
 */
export async function chainAt(findAgency: FindPlacedAgency, code: string, days: Days): Promise<string[]> {
  const chain: string[] = [];
  for (let at = code; at !== COUNTRY && !chain.includes(at); ) {
    chain.push(at);
    const agency = await findAgency(at);
    const stretch = agency === null ? null : lastWithin(agency.value.history, days);
    if (stretch === null) return chain;
    at = stretch.parent;
  }
  return [...chain, COUNTRY];
}

/** Whose a system is in a period; of one that is not there then, whose it was last, or is to be. */
export const ownerOf = (system: PlacedSystemRecord | null, id: string, days: Days): string =>
  (system && (lastWithin(system.history, days) ?? system.history.at(-1))?.agency) ?? agencyOfSystemId(id);

/** The agencies above a system in a period, its own first, the country last; null where the fold has no place for it. */
export async function chainOfSystem(
  {
    findAgency,
    findSystem,
  }: { readonly findAgency: FindPlacedAgency; readonly findSystem: FindPlacedSystem },
  id: string,
  days: Days,
): Promise<string[] | null> {
  const system = await findSystem(id);
  const stretch = system && lastWithin(system.value.history, days);
  const chain = stretch ? await chainAt(findAgency, stretch.agency, days) : [];
  return chain.at(-1) === COUNTRY ? chain : null;
}
