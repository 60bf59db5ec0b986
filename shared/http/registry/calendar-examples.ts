/** The calendar of the examples' hub, and the last two of its systems. */
import type { Placements } from '../../contract/registry/placements.ts';
import type { Calendar } from '../../contract/registry.ts';
import { describeCalendar } from '../../domain/registry/describe-calendar.ts';
import type { Example } from '../openapi/example.ts';

type Rule = Calendar['periods'][number];

/** From the 15th of the month before to the 14th of its last month. */
const rule = (kind: Rule['kind'], closes: number, deadlines: Rule['deadlines']): Rule => ({
  kind,
  start: { month: -1, day: 15 },
  end: { month: 0, day: 14 },
  deadlines,
  closes,
});

const calendar: Calendar = {
  utcOffset: '+07:00',
  periods: [
    rule('month', 90, { commune: 2, department: 4, province: 6, central: 11 }),
    rule('quarter', 120, { commune: 3, department: 5, province: 8, central: 12 }),
    rule('half-year', 180, { commune: 3, department: 5, province: 8, central: 12 }),
    rule('year', 366, { commune: 2, department: 3, province: 5, central: 6 }),
  ],
};

export const calendarExample: Example = {
  name: 'year',
  summary: 'The periods of 2026',
  query: { year: '2026' },
  status: 200,
  answer: describeCalendar(calendar, 1, 2026),
};

const placed = (id: string): Placements['systems'][number] => ({
  id,
  stage: null,
  history: [{ from: '2025-03-01', to: null, agency: 'H61' }],
});

const placements: Placements = {
  version: 1,
  agencies: [],
  systems: [placed('H61.lgsp'), placed('H61.vanban')],
  next: null,
};

export const placementsExample: Example = {
  name: 'end of the list',
  summary: 'What is behind a system',
  query: { after: 'H61.ioc' },
  status: 200,
  answer: placements,
};
