/** The availability of a month or a year, with what is left of its 1 % (R6). */
import type { AvailabilityAnswer } from '../../contract/oversight/availability.ts';
import {
  addTallies,
  availabilityOf,
  budgetOf,
  calendarSpan,
  clip,
  monthsIn,
  noMinutes,
  type Span,
  type Tally,
  touchedMinutes,
} from '../../domain/oversight/availability.ts';
import { MINUTE } from '../../domain/values/duration.ts';
import type { ListOperations, ReadOperation } from '../ports/operations.ts';
import type { ReadCalendar } from '../ports/registry.ts';
import { listMaintenance, spanOf } from './maintenance.ts';
import { type MeasurePorts, measuredSince, measuring } from './measure-availability.ts';

export type AvailabilityPorts = MeasurePorts & {
  readonly readCalendar: ReadCalendar;
  readonly readOperation: ReadOperation;
  readonly listOperations: ListOperations;
};

/** The minute under way and the one before it are still being measured. */
const BEING_MEASURED = 2;

const instant = (at: number): string => new Date(at).toISOString();

/** `id` names a calendar month or year; throws for anything else, which the edge has refused. */
export async function readAvailability(
  ports: AvailabilityPorts,
  id: string,
  now: number,
): Promise<AvailabilityAnswer> {
  const period = calendarSpan(id);
  if (period === null) throw new Error(`${id} is no month and no year`);
  const [calendar, maintenances, since] = await Promise.all([
    ports.readCalendar(),
    listMaintenance(ports.listOperations),
    measuredSince(ports.readOperation),
  ]);
  const until = (Math.floor(now / MINUTE) - BEING_MEASURED + 1) * MINUTE;
  const inService: Span = { from: since ?? until, to: Number.POSITIVE_INFINITY };
  const windows = touchedMinutes(maintenances.map((one) => clip(spanOf(one), { from: 0, to: until })));
  const tallyOf = measuring(ports, calendar, windows, now);

  const months: { month: string; ahead: Span; tally: Tally }[] = [];
  for (const month of monthsIn(id)) {
    const whole = calendarSpan(month);
    if (whole === null || whole.from >= until) continue;
    const ahead = clip(whole, inService);
    months.push({ month, ahead, tally: await tallyOf(clip(ahead, { from: 0, to: until })) });
  }
  const figures = (tally: Tally, ahead: Span) => ({
    from: instant(ahead.from),
    to: instant(ahead.to),
    until: instant(Math.max(ahead.from, Math.min(until, ahead.to))),
    ...tally,
    availability: availabilityOf(tally),
    budget: budgetOf(tally, ahead),
  });
  const sum = months.reduce((all, { tally }) => addTallies(all, tally), noMinutes);
  const touching = maintenances.filter((one) => {
    const { from, to } = clip(spanOf(one), period);
    return to > from;
  });
  return {
    period: id,
    ...figures(sum, clip(period, inService)),
    months:
      id.length > 4 ? [] : months.map(({ month, ahead, tally }) => ({ month, ...figures(tally, ahead) })),
    maintenances: touching,
  };
}
