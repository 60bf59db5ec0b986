/**
 * When EventBridge Scheduler hands over what was due: anywhere in the minute that begins then, and now and then twice.
 * Nothing is drawn when it happens: who asks again, in any order, gets the same.
 */
import { createHash } from 'node:crypto';
import { dueTimes, type ScheduleExpression, type Timetable } from './schedule-expression.ts';

/** "Between 1:00:00 and 1:00:59" (EventBridge Scheduler user guide, schedule types). */
const LATEST = 60_000;
/** "At least once" without a figure on AWS: often enough here that every test of an hour meets it. */
const SHARE_DELIVERED_TWICE = 1 / 20;

/** `due`: the time that the event names; `at`: when it comes. */
export type Delivery = { readonly due: number; readonly at: number };

export type DeliverySpecification = {
  readonly name: string;
  readonly expression: ScheduleExpression;
  readonly timeZone: string;
};

export type Deliveries = {
  /** Those that come after one instant and until another, the oldest first. */
  readonly between: (after: number, until: number) => Delivery[];
  /**
   * Those that come while the clock is put from one instant to another: what was due before and late, and of what falls due
   * meanwhile the newest alone, the oldest first.
   */
  readonly passing: (after: number, until: number) => Delivery[];
};

/** In [0, 1). */
function draw(...from: readonly (string | number)[]): number {
  return createHash('sha256').update(from.join(' ')).digest().readUInt32BE(0) / 2 ** 32;
}

const oldestFirst = (deliveries: Delivery[]): Delivery[] => deliveries.toSorted((a, b) => a.at - b.at);

/** `made`: when the schedule was, give or take a minute; a rate counts from a second of it. */
export function deliveriesOf(
  { name, expression, timeZone }: DeliverySpecification,
  seed: string,
  made: number,
): Deliveries {
  const second = Math.floor(60 * draw(seed, name, 'made'));
  const timetable: Timetable = { expression, timeZone, start: Math.floor(made / 1000 - second) * 1000 };
  const ofDue = (due: number): Delivery[] => {
    const late = (time: string): Delivery => ({
      due,
      at: due + Math.floor(LATEST * draw(seed, name, due, time)),
    });
    const isTwice = draw(seed, name, due, 'twice') < SHARE_DELIVERED_TWICE;
    return isTwice ? [late('first'), late('second')] : [late('first')];
  };
  const comingOf = (dues: Iterable<number>, after: number, until: number): Delivery[] =>
    [...dues].flatMap(ofDue).filter(({ at }) => after < at && at <= until);
  return {
    between: (after, until) =>
      oldestFirst(comingOf(dueTimes(timetable, after - LATEST, until), after, until)),
    passing: (after, until) => {
      const late = comingOf(dueTimes(timetable, after - LATEST, after), after, until);
      for (const due of dueTimes(timetable, after, until)) {
        const newest = comingOf([due], after, until);
        if (newest.length > 0) return oldestFirst([...late, ...newest]);
      }
      return oldestFirst(late);
    },
  };
}
