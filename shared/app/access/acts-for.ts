/** Whether a credential acts for an agency (R18, R20). */
import { COUNTRY, type Credential } from '../../contract/registry.ts';
import { agenciesOf } from '../../domain/access/agencies-of.ts';
import type { PlacedAgencyRecord } from '../../domain/registry/placed-records.ts';
import type { Days } from '../../domain/registry/tree.ts';
import type { FindPlacedAgency } from '../ports/registry.ts';
import { chainAt } from '../registry/placed.ts';

/** An agency is merged into another at most so many times over: beyond that a registry is wrong, and nothing is followed. */
const MOST_MERGERS = 20;

/** What of a credential says for whom it acts. */
export type ForWhom = Pick<Credential, 'agency' | 'furtherAgencies'>;

/** Null before the merger: until its last day an agency acts for itself. */
const successorOf = ({ mergedInto, history }: PlacedAgencyRecord, today: string): string | null =>
  (history.at(-1)?.to ?? today) < today ? mergedInto : null;

/**
 * For which of its agencies a credential acts on an agency (R20): that is its own or a sub-unit of it in one of the periods, or
 * was taken over, itself or with what it was part of, by one that is (R18: the successor keeps what it took over). Two
 * are asked where a reorganisation lies between a period and now. The last is now: so the successor is placed, from the
 * day on that follows the last one of what it takes over. Null: for none.
 */
export async function agencyFor(
  findAgency: FindPlacedAgency,
  credential: ForWhom,
  code: string,
  periods: readonly [Days, ...Days[]],
): Promise<string | null> {
  const own = agenciesOf(credential);
  const direct = own.find((agency) => agency === COUNTRY || agency === code);
  if (direct !== undefined) return direct;
  const now = periods.at(-1) ?? periods[0];
  const seen = new Set<string>();
  let asked = [code];
  for (let mergers = 0; asked.length > 0 && mergers <= MOST_MERGERS; mergers += 1) {
    const chains = await Promise.all(
      asked.flatMap((one) => (mergers === 0 ? periods : [now]).map((days) => chainAt(findAgency, one, days))),
    );
    const above = [...new Set(chains.flat())].filter((one) => one !== COUNTRY && !seen.has(one));
    // Chains begin with the agency itself: the nearest of two that lie above each other
    const nearest = above.find((one) => own.includes(one));
    if (nearest !== undefined) return nearest;
    for (const one of above) seen.add(one);
    const agencies = await Promise.all(above.map((one) => findAgency(one)));
    asked = agencies
      .flatMap((agency) => (agency === null ? [] : (successorOf(agency.value, now.from) ?? [])))
      .filter((one) => !seen.has(one));
  }
  return null;
}

/** Whether it acts for the agency at all. */
export const actsFor = async (...asked: Parameters<typeof agencyFor>): Promise<boolean> =>
  (await agencyFor(...asked)) !== null;
