/** How drills stand, whether or not one is under way: what the alarms are made of. */

import { DAY } from '../../../domain/values/duration.ts';
import { drilledTables } from '../../ports/recovery.ts';
import type { DrillPorts } from './ports.ts';
import type { DrillState } from './state.ts';

export type DrillStanding = {
  /** Days by which the newest drill that passed is older than the interval; 0 where it is not. */
  readonly overdueDays: number;
  /** Whether the newest finished drill failed, or the running one is past its deadline. */
  readonly failing: boolean;
};

export const isFinished = ({ outcome }: DrillState): boolean => outcome === 'passed' || outcome === 'failed';

/** `all`: newest first. */
export async function standingOf(
  ports: Pick<DrillPorts, 'readWindow' | 'now'>,
  all: readonly DrillState[],
  everyDays: number,
): Promise<DrillStanding> {
  const running = all.find((state) => !isFinished(state));
  const finished = all.find(isFinished);
  const passed = all.find(({ outcome }) => outcome === 'passed');
  const since = passed === undefined ? await beginning(ports, all.at(-1)) : Date.parse(passed.startedAt);
  const late = (ports.now() - since) / DAY - everyDays;
  return {
    overdueDays: Math.max(0, Math.floor(late)),
    failing:
      finished?.outcome === 'failed' || (running !== undefined && ports.now() > Date.parse(running.deadline)),
  };
}

/** From when on a first drill is awaited: the first that was begun, or the day from which tables can be restored. */
async function beginning(
  ports: Pick<DrillPorts, 'readWindow' | 'now'>,
  first: DrillState | undefined,
): Promise<number> {
  if (first !== undefined) return Date.parse(first.startedAt);
  const windows = await Promise.all(drilledTables.map((table) => ports.readWindow(table)));
  return Math.max(...windows.map((window) => window?.earliest ?? ports.now()));
}
