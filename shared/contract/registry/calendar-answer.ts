/** The calendar as it is served: the rules of reporting periods, and what they come to in a year (R19). */
import * as z from 'zod';
import { Calendar } from '../registry.ts';
import { schema } from '../schema.ts';
import { Day, Instant, Localized, PeriodId, PeriodKind } from '../text.ts';

const Level = /* @__PURE__ */ schema(() =>
  z
    .enum(['central', 'province', 'department', 'commune'])
    .meta({ description: 'Of the agency that a system is with, by its kind.' }),
);

export const CalendarAnswer = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      version: z.int().min(0).meta({ description: 'Of the registry, of which the calendar is a part.' }),
      calendar: Calendar,
      names: z
        .array(z.strictObject({ id: z.union([PeriodKind, Level]), names: Localized }))
        .meta({ description: 'What kinds of periods and levels are called.' }),
      year: z.int(),
      periods: z
        .array(
          z
            .strictObject({
              id: PeriodId,
              kind: PeriodKind,
              from: Day,
              to: Day,
              opens: Instant.meta({ description: 'From here on it is taken.' }),
              cutOff: Instant.meta({ description: 'The end of its last day.' }),
              deadlines: z
                .array(z.strictObject({ level: Level, at: Instant }))
                .meta({ description: 'What is received before is on time.' }),
              closes: Instant.meta({ description: 'From here on nothing is taken for it any more.' }),
            })
            .meta({ id: 'CalendarPeriod' }),
        )
        .meta({ description: 'Those named after the year.' }),
    })
    .meta({ id: 'CalendarAnswer', description: 'Cut-offs and deadlines (R19).' }),
);
export type CalendarAnswer = z.infer<typeof CalendarAnswer>;
