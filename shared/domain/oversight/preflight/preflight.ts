/** What is there, what is missing and what to ask for, before a deployment. */
import { concurrencyRows, throttleRows } from './capacity.ts';
import { domainRows } from './domain.ts';
import type { DeploymentPlan } from './plan.ts';
import type { Readings } from './readings.ts';
import type { Row } from './row.ts';
import { bootstrapRows, elsewhereRows, nameRows, placeRows, stackRows, typeRows } from './stacks.ts';

/** `now` in milliseconds since 1970. */
export function preflight(readings: Readings, plan: DeploymentPlan, now: number): Row[] {
  const { place } = readings;
  // Without a region or credentials nothing can be asked: that is said once.
  if (!place.ok && /^no (region|credentials)$/.test(place.problem.kind)) return placeRows(readings);
  return [
    ...placeRows(readings),
    ...bootstrapRows(readings, plan),
    ...typeRows(readings, plan),
    ...concurrencyRows(readings, plan),
    ...throttleRows(readings, plan),
    ...stackRows(readings, plan),
    ...elsewhereRows(plan),
    ...nameRows(readings, plan),
    ...domainRows(readings, plan, now),
  ];
}

/** What is missing is missing, whatever could not be read beside it. */
export function outcomeOf(rows: readonly Row[]): 'ready' | 'not ready' | 'not known' {
  if (rows.some(({ verdict }) => verdict === 'missing')) return 'not ready';
  return rows.some(({ verdict }) => verdict === 'unread') ? 'not known' : 'ready';
}
