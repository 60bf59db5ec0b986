/** Deadlines and cut-offs as callers read them (R19): the rules, and what they come to in one year. */
import type { CalendarAnswer } from '../../contract/registry/calendar-answer.ts';
import { describeCalendar } from '../../domain/registry/describe-calendar.ts';
import { dayOf } from '../../domain/values/period.ts';
import type { ReadCalendar, ReadVersion } from '../ports/registry.ts';

export type CalendarPorts = { readonly readCalendar: ReadCalendar; readonly readVersion: ReadVersion };

/** `year` null: that of today in Vietnam; `now` in milliseconds. */
export async function readCalendar(
  ports: CalendarPorts,
  year: number | null,
  now: number,
): Promise<CalendarAnswer> {
  const [calendar, version] = await Promise.all([ports.readCalendar(), ports.readVersion()]);
  return describeCalendar(calendar, version, year ?? Number(dayOf(now).slice(0, 4)));
}
