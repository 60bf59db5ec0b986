/** The hub's own availability (R6), what it is measured from, and planned maintenance. */
import * as z from 'zod';
import { TaskVersion } from '../access/change.ts';
import { schema } from '../schema.ts';
import { CanonicalDecimal, Instant } from '../text.ts';

/** The hub reports to itself as this system, in this dataset of events: one entry a minute. */
export const HUB_SYSTEM = 'G06.dtm';
export const PROBE_DATASET = 'hub-probes';

/** What the prober asks through the public endpoint: the values of the dimension `check`. */
export const probeChecks = ['health', 'read', 'dry-run'] as const;
export type ProbeCheck = (typeof probeChecks)[number];

/** The indicators of a probed minute; those of a check have the dimension `check`. */
export const probeIndicators = {
  probed: 'hub.minutes-probed',
  up: 'hub.minutes-up',
  failed: 'hub.probes-failed',
  latency: 'hub.probe-latency',
  slowest: 'hub.slowest-probe',
} as const;

export const MaintenanceReason = /* @__PURE__ */ schema(() =>
  z
    .string()
    .trim()
    .min(3)
    .max(200)
    .regex(/^[^\p{Cc}]*$/u)
    .meta({ id: 'MaintenanceReason', description: 'What is being done, in the words of the operator.' }),
);

/** How long planned maintenance may last at most; without an end it is given this one. */
export const LONGEST_MAINTENANCE_HOURS = 12;

export const Maintenance = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      reason: MaintenanceReason,
      startedAt: Instant,
      until: Instant.meta({ description: 'When it ends at the latest: the hub is in service again then.' }),
      endedAt: Instant.nullable().meta({ description: 'When the operator ended it.' }),
    })
    .meta({ id: 'Maintenance', description: 'Planned work, during which nobody is to rely on the hub.' }),
);
export type Maintenance = z.infer<typeof Maintenance>;

export const MaintenanceOrder = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      reason: MaintenanceReason,
      until: Instant.nullable().meta({
        description: `When it ends at the latest, at most ${LONGEST_MAINTENANCE_HOURS} hours from now; null: so many hours from now.`,
      }),
    })
    .meta({ id: 'MaintenanceOrder' }),
);
export type MaintenanceOrder = z.infer<typeof MaintenanceOrder>;

export const MaintenanceList = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      version: TaskVersion,
      maintenances: z.array(Maintenance).meta({ description: 'Newest first.' }),
    })
    .meta({ id: 'MaintenanceList' }),
);
export type MaintenanceList = z.infer<typeof MaintenanceList>;

/** When the first minute was measured: before that there was no service to measure. */
export const MeasuredSince = /* @__PURE__ */ schema(() =>
  z.strictObject({ since: Instant }).meta({ id: 'MeasuredSince' }),
);

const minutes = (description: string) => z.int().min(0).meta({ description });

const measured = /* @__PURE__ */ schema(() => ({
  from: Instant.meta({ description: 'The first instant in Vietnam, or when the hub was first measured.' }),
  to: Instant.meta({ description: 'The first instant behind the period.' }),
  until: Instant.meta({ description: 'Minutes up to this one are counted.' }),
  minutes: minutes('Of service so far: the sum of the next four.'),
  up: minutes('All three probes were answered.'),
  down: minutes('A probe was not answered, or not as it should be.'),
  unknown: minutes('Nothing was measured; they count as downtime.'),
  maintenance: minutes('Within planned maintenance, whatever was measured; they count as downtime.'),
  availability: CanonicalDecimal.nullable().meta({
    description: 'up ÷ minutes, to six digits; null before the first minute.',
  }),
  budget: z
    .strictObject({
      minutes: CanonicalDecimal.meta({ description: '1 % of the minutes from `from` to `to`.' }),
      used: minutes('down + unknown + maintenance.'),
      remaining: CanonicalDecimal.meta({ description: 'Negative when more was used than there was.' }),
    })
    .meta({ description: 'In minutes.' }),
}));

const MeasuredMonth = /* @__PURE__ */ schema(() => z.strictObject({ month: z.string(), ...measured }));

export const AvailabilityAnswer = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      period: z
        .string()
        .meta({ description: 'A calendar month or year in Vietnam.', examples: ['2026-11', '2026'] }),
      ...measured,
      months: z.array(MeasuredMonth).meta({ description: 'Of a year: those that have begun.' }),
      maintenances: z.array(Maintenance).meta({ description: 'Those that touch the period, newest first.' }),
    })
    .meta({
      id: 'Availability',
      description: 'At most 1 % of the minutes of a year may be downtime, planned maintenance included (R6).',
    }),
);
export type AvailabilityAnswer = z.infer<typeof AvailabilityAnswer>;
