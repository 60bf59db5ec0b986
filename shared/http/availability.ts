/** The edge of availability. */
import * as z from 'zod';
import { type AvailabilityPorts, readAvailability } from '../app/read-availability.ts';
import { schema } from '../contract/schema.ts';
import { calendarSpan } from '../domain/availability.ts';
import { dayOf } from '../domain/period.ts';
import { problem } from '../domain/problems.ts';
import { fail } from '../domain/result.ts';
import type { Answered, Operation } from './operation.ts';
import { readQuery } from './query.ts';

const named = (example: string, description: string) =>
  z
    .string()
    .refine((id) => id.length === example.length && calendarSpan(id) !== null)
    .optional()
    .meta({ description, examples: [example] });

/** Query of `GET /availability`: a month or a year, not both. */
export const AvailabilityQuery = /* @__PURE__ */ schema(() =>
  z.strictObject({
    month: named('2026-11', 'A calendar month in Vietnam, instead of a year.'),
    year: named('2026', 'A calendar year in Vietnam; this one when both are left out.'),
  }),
);

export const availabilityOperation =
  (ports: AvailabilityPorts): Operation =>
  async (request): Promise<Answered> => {
    const query = readQuery(request.query, AvailabilityQuery);
    if (!query.ok) return query;
    const { month, year } = query.value;
    if (month !== undefined && year !== undefined) {
      const details = { value: `month=${month}&year=${year}`, expected: 'month=… | year=…' };
      return fail(
        problem('invalid-request', {}, [
          { code: 'wrong-form', pointer: null, parameter: 'year', key: null, details },
        ]),
      );
    }
    const now = Date.parse(request.now);
    const id = month ?? year ?? dayOf(now).slice(0, 4);
    const body = await readAvailability(ports, id, now);
    return { ok: true, value: { status: 200, body }, audit: { resource: `availability~${id}` } };
  };
