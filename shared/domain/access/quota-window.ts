/** The windows that calls are counted in: the hour and the day of Vietnam, by the clock of whoever counts. */
import { DAY, HOUR } from '../values/duration.ts';
import { dayOf, startOfDay } from '../values/period.ts';

export type QuotaWindow = {
  readonly day: string;
  /** Of the day, 0 to 23. */
  readonly hour: number;
  /** Milliseconds, as all times here; an end is the first instant of what follows. */
  readonly hourFrom: number;
  readonly hourTo: number;
  readonly dayFrom: number;
  readonly dayTo: number;
};

export function quotaWindowAt(now: number): QuotaWindow {
  const day = dayOf(now);
  const dayFrom = startOfDay(day);
  const hour = Math.floor((now - dayFrom) / HOUR);
  const hourFrom = dayFrom + hour * HOUR;
  return { day, hour, hourFrom, hourTo: hourFrom + HOUR, dayFrom, dayTo: dayFrom + DAY };
}
