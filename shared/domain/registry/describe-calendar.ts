/** The calendar with what it comes to in a year (R19). */
import type { CalendarAnswer } from '../../contract/registry/calendar-answer.ts';
import type { Calendar } from '../../contract/registry.ts';
import type { Localized, PeriodKind } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';
import { closesAt, type DeadlineLevel, deadlineOf, periodsOfYear, startOfDay } from '../values/period.ts';

const kinds: Readonly<Record<PeriodKind, Localized>> = {
  month: localized('month', 'tháng'),
  quarter: localized('quarter', 'quý'),
  'half-year': localized('half-year', 'nửa năm'),
  year: localized('year', 'năm'),
};
const levels: Readonly<Record<DeadlineLevel, Localized>> = {
  central: localized('ministries and agencies of their level', 'bộ và cơ quan ngang bộ, thuộc Chính phủ'),
  province: localized('provinces', 'cấp tỉnh'),
  department: localized('departments of provinces', 'sở, ngành của tỉnh'),
  commune: localized('communes', 'cấp xã'),
};

const named = <Id extends string>(texts: Readonly<Record<Id, Localized>>) =>
  (Object.keys(texts) as Id[]).map((id) => ({ id, names: texts[id] }));

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** `version`: of the registry that has it. */
export function describeCalendar(calendar: Calendar, version: number, year: number): CalendarAnswer {
  const periods = (Object.keys(kinds) as PeriodKind[]).flatMap((kind) =>
    periodsOfYear(kind, calendar, year).map((period) => ({
      ...period,
      opens: instant(startOfDay(period.from)),
      cutOff: instant(startOfDay(period.to, 1)),
      deadlines: (Object.keys(levels) as DeadlineLevel[]).map((level) => ({
        level,
        at: instant(deadlineOf(period, level, calendar)),
      })),
      closes: instant(closesAt(period, calendar)),
    })),
  );
  return { version, calendar, names: [...named(kinds), ...named(levels)], year, periods };
}
