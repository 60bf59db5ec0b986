/** Why an agency takes nothing for the days of a period: it is not there yet, or no more. */
import type { Details } from '../problems/problems.ts';
import type { PlacedAgencyRecord } from './placed-records.ts';
import type { Days } from './tree.ts';

/** As the finding `agency-closed` tells it; of an agency that is there on none of the days, or that nobody knows (null). */
export function absenceOf(agency: PlacedAgencyRecord | null, { from, to }: Days): Details {
  const last = agency?.history.at(-1);
  if (!agency || !last) return { absence: 'unknown' };
  const next = agency.history.find((stretch) => stretch.from > to);
  const closed = last.to !== null && last.to < from;
  if (closed && agency.mergedInto !== null) return { absence: 'merged', into: agency.mergedInto };
  if (closed && last.to !== null) return { absence: 'ended', until: last.to };
  return next === undefined ? { absence: 'unknown' } : { absence: 'not-begun', begins: next.from };
}
