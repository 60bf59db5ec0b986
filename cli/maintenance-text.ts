/** Why maintenance is not started or ended, and what there was of it, for the operator. */
import type { MaintenanceRefusal } from '../shared/app/oversight/maintenance.ts';
import { LONGEST_MAINTENANCE_HOURS, type Maintenance } from '../shared/contract/oversight/availability.ts';
import { table } from './table.ts';

export function maintenanceRefusalText(refusal: MaintenanceRefusal): string {
  switch (refusal.kind) {
    case 'reason':
      return refusal.fault === null
        ? '--reason: allowed: 3 to 200 characters on one line'
        : `--reason: ${refusal.fault.problem}; allowed: ${refusal.fault.allowed}`;
    case 'over already':
      return `--until ${refusal.until} is over already`;
    case 'too long':
      return `maintenance lasts ${LONGEST_MAINTENANCE_HOURS} hours at most: --until up to ${refusal.latest}`;
    case 'under way':
      return `maintenance is under way since ${refusal.since.startedAt} (${refusal.since.reason}): end it first`;
    case 'none':
      return 'no maintenance is under way';
  }
}

const minute = (instant: string): string => `${instant.slice(0, 16)}Z`;

/** What was not ended is no maintenance any more from `until` on. `now` in milliseconds. */
export const maintenanceTable = (all: readonly Maintenance[], now: number): string =>
  table(
    [{ head: 'started' }, { head: 'until' }, { head: 'ended' }, { head: 'reason', width: 38 }],
    all.map(({ startedAt, until, endedAt, reason }) => {
      const standing = Date.parse(until) <= now ? 'overdue' : 'under way';
      return [minute(startedAt), minute(until), endedAt === null ? standing : minute(endedAt), reason];
    }),
  );
