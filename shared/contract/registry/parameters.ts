/** The query parameters of the calendar and of placements. */
import * as z from 'zod';
import { AgencyCode, SystemId } from '../text.ts';

export const calendarParameters = () =>
  z.strictObject({
    year: z
      .string()
      .regex(/^20\d\d$/)
      .optional()
      .meta({
        description: 'Whose periods; the year of today in Vietnam when left out.',
        examples: ['2026'],
      }),
  });

export const placementsParameters = () =>
  z.strictObject({
    after: z
      .union([AgencyCode, SystemId])
      .optional()
      .meta({
        description: 'Only what is behind this agency or system: `next` of the answer before.',
        examples: ['H26.dvc'],
      }),
  });
