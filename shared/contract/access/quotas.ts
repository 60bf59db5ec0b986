/** How much senders may do in an hour and a day, and at once (ADR 44): data that operators set, by level of agency and for some alone. */
import * as z from 'zod';
import { schema } from '../schema.ts';
import { Instant } from '../text.ts';
import { TaskVersion } from './change.ts';

const figure = (most: number, description: string) => z.int().min(1).max(most).meta({ description });

/**
 * Batches under way stand in sixteen items of 400 KB at most (`shardOfAgency`), of some 125 bytes each: with ten of each of 4,000 agencies an
 * item has some 310 KB.
 */
const MOST_BATCHES_AT_ONCE = 10;

export const QuotaLimits = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      requestsPerHour: figure(100_000_000, 'Calls in an hour of the clock.'),
      requestsPerDay: figure(1_000_000_000, 'Calls in a day in Vietnam.'),
      batchesAtOnce: figure(
        MOST_BATCHES_AT_ONCE,
        'Batches of an agency that are under way at the same time. A key has none of its own.',
      ),
    })
    .meta({ id: 'QuotaLimits', description: 'How much may be done.' }),
);
export type QuotaLimits = z.infer<typeof QuotaLimits>;

/** So many subjects may have limits of their own: every container reads all of them. */
export const MOST_OWN_QUOTAS = 500;

const OwnQuota = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      of: z.enum(['key', 'agency']),
      id: z.string().min(1).max(60).meta({ description: 'Id of a credential, or code of an agency.' }),
      limits: QuotaLimits.partial(),
    })
    .meta({ id: 'OwnQuota', description: 'What is not named here is as for all of the level.' }),
);

export const Quotas = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      defaults: z.strictObject({
        central: QuotaLimits,
        province: QuotaLimits,
        department: QuotaLimits,
        commune: QuotaLimits,
      }),
      own: z.array(OwnQuota).max(MOST_OWN_QUOTAS),
    })
    .meta({ id: 'Quotas', description: 'By level of agency, and for whom it is otherwise.' }),
);
export type Quotas = z.infer<typeof Quotas>;

export const QuotaList = /* @__PURE__ */ schema(() =>
  z
    .strictObject({ version: TaskVersion, quotas: Quotas })
    .meta({ id: 'QuotaList', description: 'The quotas that stand, with the version to change them on.' }),
);
export type QuotaList = z.infer<typeof QuotaList>;

export const QuotaOrder = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      of: z.enum(['level', 'agency', 'key']),
      id: z
        .string()
        .min(1)
        .max(60)
        .meta({
          description: 'central, province, department or commune; code of an agency; id of a credential.',
          examples: ['H26'],
        }),
      limits: QuotaLimits.partial().nullable().meta({
        description:
          'What is not named stays. Null: nothing of its own any more; of a level, what the hub comes with.',
      }),
    })
    .meta({ id: 'QuotaOrder' }),
);
export type QuotaOrder = z.infer<typeof QuotaOrder>;

/** Of a caller, by itself. */
export const OwnStanding = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      of: z.enum(['key', 'agency']),
      window: z.enum(['hour', 'day']),
      limit: z.int().meta({ description: 'So many requests are taken in the window.' }),
      left: z.int().meta({ description: 'As far as the part of the hub knows that answers.' }),
      until: Instant.meta({ description: 'When it begins anew.' }),
    })
    .meta({ id: 'OwnStanding', description: 'A quota of the key, or of the agency that it acts for.' }),
);
