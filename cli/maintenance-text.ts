/** Why maintenance is not started or ended, for the operator. */
import type { MaintenanceRefusal } from '../shared/app/oversight/maintenance.ts';
import { LONGEST_MAINTENANCE_HOURS } from '../shared/contract/oversight/availability.ts';

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
