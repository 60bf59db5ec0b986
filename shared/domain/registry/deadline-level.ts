/** Which of the calendar's deadlines an agency has (R19): its kind says, not where it stands in the tree. */
import type { Agency, Calendar } from '../../contract/registry.ts';
import { type DeadlineLevel, deadlineOf, type Period } from '../values/period.ts';

const levelOfKind: Record<Agency['kind'], DeadlineLevel> = {
  ministry: 'central',
  'ministerial-level': 'central',
  'government-agency': 'central',
  province: 'province',
  department: 'department',
  commune: 'commune',
};

export const deadlineLevelOf = ({ kind }: Pick<Agency, 'kind'>): DeadlineLevel => levelOfKind[kind];

/** By the time of the hub (milliseconds), not by what the sender says. */
export const timelinessOf = (
  period: Period,
  agency: Pick<Agency, 'kind'>,
  calendar: Calendar,
  receivedAt: number,
): 'on-time' | 'late' =>
  receivedAt < deadlineOf(period, deadlineLevelOf(agency), calendar) ? 'on-time' : 'late';
