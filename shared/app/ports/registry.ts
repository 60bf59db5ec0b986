/** How use cases ask the registry. Every answer carries the version that it was read at. */
import type { Duties } from '../../contract/oversight/duties.ts';
import { type Agency, type Calendar, COUNTRY, type Credential, type System } from '../../contract/registry.ts';
import type { CompiledCatalogue } from '../../domain/registry/cell.ts';
import { agencyOfSystemId } from '../../domain/submissions/submission-key.ts';
import { type Days, lastWithin } from '../../domain/registry/tree.ts';

export type Versioned<T> = { readonly value: T; readonly version: number };

export type FindAgency = (code: string) => Promise<Versioned<Agency> | null>;
export type FindSystem = (id: string) => Promise<Versioned<System> | null>;
export type ReadCatalogue = () => Promise<Versioned<CompiledCatalogue>>;
export type ReadCalendar = () => Promise<Calendar>;
export type ReadDuties = () => Promise<Duties>;

/**
 * From an agency up to the country, each placed as it was in a period, the agency first. Ends early where an agency was
 * there on none of its days.
 */
export async function chainAt(findAgency: FindAgency, code: string, days: Days): Promise<string[]> {
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
export const ownerOf = (system: System | null, id: string, days: Days): string =>
  (system && (lastWithin(system.history, days) ?? system.history.at(-1))?.agency) ?? agencyOfSystemId(id);

/** The agencies above a system in a period, its own first, the country last; null where the fold has no place for it. */
export async function chainOfSystem(
  { findAgency, findSystem }: { readonly findAgency: FindAgency; readonly findSystem: FindSystem },
  id: string,
  days: Days,
): Promise<string[] | null> {
  const system = await findSystem(id);
  const stretch = system && lastWithin(system.value.history, days);
  const chain = stretch ? await chainAt(findAgency, stretch.agency, days) : [];
  return chain.at(-1) === COUNTRY ? chain : null;
}

/** An agency is merged into another at most so many times over: beyond that a registry is wrong, and nothing is followed. */
const MOST_MERGERS = 20;

/** Null before the merger: until its last day an agency acts for itself. */
const successorOf = ({ mergedInto, history }: Agency, today: string): string | null =>
  (history.at(-1)?.to ?? today) < today ? mergedInto : null;

/**
 * Whether a credential acts for an agency (R20): the agency is its own or a sub-unit of it in one of the periods, or
 * was taken over, itself or with what it was part of, by one that is (R18: the successor keeps what it took over). Two
 * are asked where a reorganisation lies between a period and now. The last is now: so the successor is placed, from the
 * day on that follows the last one of what it takes over.
 */
export async function actsFor(
  findAgency: FindAgency,
  credential: Credential,
  code: string,
  periods: readonly [Days, ...Days[]],
): Promise<boolean> {
  if (credential.agency === COUNTRY || credential.agency === code) return true;
  const now = periods.at(-1) ?? periods[0];
  const seen = new Set<string>();
  let asked = [code];
  for (let mergers = 0; asked.length > 0 && mergers <= MOST_MERGERS; mergers += 1) {
    const chains = await Promise.all(
      asked.flatMap((one) => (mergers === 0 ? periods : [now]).map((days) => chainAt(findAgency, one, days))),
    );
    const above = [...new Set(chains.flat())].filter((one) => one !== COUNTRY && !seen.has(one));
    if (above.includes(credential.agency)) return true;
    for (const one of above) seen.add(one);
    const agencies = await Promise.all(above.map((one) => findAgency(one)));
    asked = agencies
      .flatMap((agency) => (agency === null ? [] : (successorOf(agency.value, now.from) ?? [])))
      .filter((one) => !seen.has(one));
  }
  return false;
}
