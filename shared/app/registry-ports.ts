/** How use cases ask the registry. Every answer carries the version that it was read at. */
import type { Duties } from '../contract/duties.ts';
import { type Agency, type Calendar, COUNTRY, type Credential, type System } from '../contract/registry.ts';
import type { CompiledCatalogue } from '../domain/cell.ts';
import { asOfDay } from '../domain/tree.ts';

export type Versioned<T> = { readonly value: T; readonly version: number };

export type FindAgency = (code: string) => Promise<Versioned<Agency> | null>;
export type FindSystem = (id: string) => Promise<Versioned<System> | null>;
export type ReadCatalogue = () => Promise<Versioned<CompiledCatalogue>>;
export type ReadCalendar = () => Promise<Calendar>;
export type ReadDuties = () => Promise<Duties>;

/** From an agency up to the country as of a day, the agency first. Ends early where an agency is not in being. */
export async function chainAt(findAgency: FindAgency, code: string, day: string): Promise<string[]> {
  const chain: string[] = [];
  for (let at = code; at !== COUNTRY && !chain.includes(at); ) {
    chain.push(at);
    const agency = await findAgency(at);
    const stretch = agency === null ? null : asOfDay(agency.value.history, day);
    if (stretch === null) return chain;
    at = stretch.parent;
  }
  return [...chain, COUNTRY];
}

/**
 * Whether a credential acts for an agency (R20): the agency is its own or a sub-unit of it, as of one of the days.
 * Two days are asked where a reorganisation lies between a period and now.
 */
export async function actsFor(
  findAgency: FindAgency,
  credential: Credential,
  code: string,
  days: readonly string[],
): Promise<boolean> {
  if (credential.agency === COUNTRY || credential.agency === code) return true;
  for (const day of new Set(days)) {
    if ((await chainAt(findAgency, code, day)).includes(credential.agency)) return true;
  }
  return false;
}
