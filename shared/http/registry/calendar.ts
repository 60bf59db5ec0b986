/** The edge of the calendar. */
import { type CalendarPorts, readCalendar } from '../../app/registry/read-calendar.ts';
import type { Operation } from '../operation.ts';
import { conditional } from './conditional.ts';

export const calendarOperation =
  (ports: CalendarPorts): Operation<'getCalendar'> =>
  async ({ query: { year }, headers, now }) => {
    const answer = await readCalendar(ports, year === undefined ? null : Number(year), Date.parse(now));
    return { ok: true, value: conditional(headers, answer), audit: { resource: 'calendar' } };
  };
