/** The trail: the locked copy of access and audit lines (R13, R23). What CloudWatch Logs delivers, and what is kept of it. */
import * as z from 'zod';
import { schema } from '../schema.ts';

/** What a subscription hands over, unpacked. A `CONTROL_MESSAGE` only asks whether somebody is there: it has no line of a log. */
export const LogDelivery = /* @__PURE__ */ schema(() =>
  z
    .object({
      messageType: z.enum(['DATA_MESSAGE', 'CONTROL_MESSAGE']),
      logGroup: z.string(),
      logStream: z.string(),
      logEvents: z.array(z.object({ id: z.string(), timestamp: z.int(), message: z.string() })),
    })
    .meta({ id: 'LogDelivery' }),
);
export type LogDelivery = z.infer<typeof LogDelivery>;

/** One line of an object of the trail. `id` is CloudWatch's, `timestamp` in milliseconds. */
export const TrailLine = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      id: z.string(),
      timestamp: z.int(),
      logGroup: z.string(),
      logStream: z.string(),
      message: z.string(),
    })
    .meta({ id: 'TrailLine' }),
);
export type TrailLine = z.infer<typeof TrailLine>;
