/** The edge of availability. */
import { type AvailabilityPorts, readAvailability } from '../../app/oversight/read-availability.ts';
import { refusedParameter } from '../../domain/problems/refused-parameter.ts';
import { fail } from '../../domain/problems/result.ts';
import { dayOf } from '../../domain/values/period.ts';
import type { Operation } from '../operation.ts';

export const availabilityOperation =
  (ports: AvailabilityPorts): Operation<'getAvailability'> =>
  async (request) => {
    const { month, year } = request.query;
    if (month !== undefined && year !== undefined) {
      const details = { value: `month=${month}&year=${year}`, expected: 'month=… | year=…' };
      return fail(refusedParameter({ code: 'wrong-form', parameter: 'year', details }));
    }
    const now = Date.parse(request.now);
    const id = month ?? year ?? dayOf(now).slice(0, 4);
    const body = await readAvailability(ports, id, now);
    return { ok: true, value: { status: 200, body }, audit: { resource: `availability~${id}` } };
  };
