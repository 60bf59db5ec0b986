/** Whether a credential acts for an agency (R18, R20). */
import { type Agency, COUNTRY, type Credential } from '../../contract/registry.ts';
import type { Days } from '../../domain/registry/tree.ts';
import type { FindAgency } from '../ports/registry.ts';
import { chainAt } from '../registry/placed.ts';

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
