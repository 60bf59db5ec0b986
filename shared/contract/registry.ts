/**
 * What the hub knows and did not receive from senders: agencies, systems, credentials, the catalogue and the
 * calendar. All of it is versioned data; the seed files, the Registry table and the API share these schemas.
 */
import * as z from 'zod';
import { ClientId } from './access/client-id.ts';
import { KeyId } from './access/key-id.ts';
import { scopes } from './access/scopes.ts';
import { schema } from './schema.ts';
import {
  AdministrativeCode,
  AgencyCode,
  CanonicalDecimal,
  CatalogueId,
  Day,
  Instant,
  Localized,
  PeriodId,
  PeriodKind,
  Sha256,
  SystemId,
} from './text.ts';

/** The country: parent of every level-1 agency and the root of all totals. */
export const COUNTRY = 'VN';

const agencyKinds = [
  'ministry',
  'ministerial-level',
  'government-agency',
  'province',
  'department',
  'commune',
] as const;

/** One stretch of an agency's life: `to` is the last day, `null` while it goes on. */
const AgencyValidity = /* @__PURE__ */ schema(() =>
  z.strictObject({
    from: Day,
    to: Day.nullable(),
    parent: z.union([z.literal(COUNTRY), AgencyCode]),
    names: Localized,
  }),
);

export const Agency = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      code: AgencyCode,
      legacyCode: z
        .string()
        .meta({ description: 'Code under QCVN 102:2016, level 1 last.', examples: ['000.00.00.H26'] }),
      administrativeCode: AdministrativeCode.optional(),
      kind: z.enum(agencyKinds),
      history: z.array(AgencyValidity).min(1).meta({ description: 'In order of time, without overlap.' }),
      mergedInto: AgencyCode.nullable(),
      provenance: z.string().min(1).meta({ description: 'Where this record comes from.' }),
    })
    .meta({
      id: 'Agency',
      description: 'A state agency; closed codes take no new periods and keep their history (R18).',
    }),
);
export type Agency = z.infer<typeof Agency>;

const SystemValidity = /* @__PURE__ */ schema(() =>
  z.strictObject({ from: Day, to: Day.nullable(), agency: AgencyCode }),
);

const roadmapStages = ['planned', 'testing', 'connected', 'suspended'] as const;

export const System = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      id: SystemId,
      names: Localized,
      size: z
        .enum(['large', 'small'])
        .meta({ description: 'Decides how often recovery drills are due (R7).' }),
      securityLevel: z.int().min(1).max(5),
      channel: z.enum(['online', 'batch']).meta({ description: 'How it sends (R1).' }),
      stage: z
        .enum(roadmapStages)
        .meta({ description: 'Where it stands on the roadmap (R16); only connected systems report.' }),
      due: Day.meta({ description: 'When it is to be connected.' }),
      history: z.array(SystemValidity).min(1),
      number: z.int().min(0).optional().meta({
        description:
          'Its place in sets of reporters: given by the first load that has the system, kept for ever, in no seed file.',
      }),
    })
    .meta({ id: 'System', description: 'A system of an agency that reports to the hub.' }),
);
export type System = z.infer<typeof System>;

const indicatorGroups = ['connectivity', 'sharing', 'volume', 'usage', 'efficiency'] as const;
/** `evidence`: a day and its document, which no total has; `GET /compliance` reads it. */
export const folds = ['sum', 'min', 'max', 'latest', 'ratio', 'evidence'] as const;
/** How values of finer periods make that of a coarser one; `none`: they do not. */
export const foldsOverTime = ['sum', 'min', 'max', 'latest', 'ratio', 'none'] as const;
/** The levels of time buckets between an event and its system, coarsest first. */
export const bucketLevels = ['day', 'hour', 'minute'] as const;

export const Indicator = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      id: CatalogueId,
      group: z.enum(indicatorGroups).meta({ description: 'The five groups of the circular (R17).' }),
      names: Localized,
      unit: CatalogueId,
      scale: z.int().min(0).max(9).meta({ description: 'Digits after the decimal point, at most.' }),
      fold: z.enum(folds).meta({
        description:
          'How values of children make the value of their parent. latest: the latest of one system; a total of more than one system has no value of it.',
      }),
      overTime: z.enum(foldsOverTime).meta({
        description:
          'How values of months make that of a quarter, half-year or year. latest, for a stock: the values of the last month, at every node; none: there is no value. A flow goes by its fold.',
      }),
      dimensions: z
        .array(CatalogueId)
        .meta({ description: 'Every cell of the indicator names one value of each.' }),
      min: CanonicalDecimal.nullable(),
      max: CanonicalDecimal.nullable(),
      retired: z.literal(true).optional().meta({
        description: 'No dataset asks for it any more; what was received of it still folds and reads.',
      }),
    })
    .meta({
      id: 'Indicator',
      description:
        'What is measured. For fold "ratio" a cell has a numerator and a denominator, for fold "evidence" a day and its document.',
    }),
);
export type Indicator = z.infer<typeof Indicator>;

const CrossCheck = /* @__PURE__ */ schema(() =>
  z.strictObject({
    id: CatalogueId,
    left: CatalogueId,
    operator: z.enum(['<=', '=']),
    right: CatalogueId,
  }),
);

export const Dataset = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      id: CatalogueId,
      names: Localized,
      category: z.enum(['a', 'b', 'c']).meta({ description: 'Sharing category (R12).' }),
      kind: z.enum(['report', 'event']).meta({
        description: 'report: the state of one system in one period; event: increments with a time window.',
      }),
      buckets: z.array(z.enum(bucketLevels)).max(3).meta({
        description:
          'Events only: the levels of time below the system, coarsest first, so many that no fold reads more than a few hundred items at the expected rate. No window crosses the finest.',
      }),
      shards: z.int().min(1).max(16).meta({
        description:
          'Events only: into how many parts the finest bucket is divided; 16 for 50 events a second.',
      }),
      periodKind: PeriodKind,
      indicators: z
        .array(CatalogueId)
        .min(1)
        .meta({ description: 'Every cell of each is required; nothing happened is said as 0.' }),
      checks: z
        .array(CrossCheck)
        .meta({ description: 'Compared cell by cell; both sides have the same dimensions.' }),
      provenance: Localized.optional().meta({
        description: 'Where its choice of indicators comes from, beyond the notice of the catalogue.',
      }),
    })
    .meta({ id: 'Dataset', description: 'What one submission consists of.' }),
);
export type Dataset = z.infer<typeof Dataset>;

const Coded = /* @__PURE__ */ schema(() => z.strictObject({ id: CatalogueId, names: Localized }));

export const Catalogue = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      notice: Localized.meta({
        description: 'What this catalogue is worth: the shipped one is illustrative (R21).',
      }),
      units: z.array(Coded),
      dimensions: z.array(
        z.strictObject({ id: CatalogueId, names: Localized, values: z.array(Coded).min(1) }),
      ),
      indicators: z.array(Indicator).min(1),
      datasets: z.array(Dataset).min(1),
    })
    .meta({
      id: 'Catalogue',
      description: 'Indicators, datasets and code lists, published as one version (R21).',
    }),
);
export type Catalogue = z.infer<typeof Catalogue>;

/** A day relative to a period's own calendar months: `month` 0 is the first for `start`, the last for `end`. */
const DayRule = /* @__PURE__ */ schema(() =>
  z.strictObject({ month: z.int().min(-12).max(12), day: z.int().min(1).max(28) }),
);

const DaysAfter = /* @__PURE__ */ schema(() => z.int().min(1).max(366));

export const Calendar = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      utcOffset: z.literal('+07:00'),
      periods: z.array(
        z.strictObject({
          kind: PeriodKind,
          from: PeriodId.optional().meta({
            description:
              'The first period under this rule; it begins with the day after the period before it. Left out in the first rule of a kind.',
          }),
          start: DayRule,
          end: DayRule,
          deadlines: z
            .strictObject({
              central: DaysAfter,
              province: DaysAfter,
              department: DaysAfter,
              commune: DaysAfter,
            })
            .meta({ description: 'Days after the last day, per level.' }),
          closes: z
            .int()
            .min(1)
            .max(3660)
            .meta({ description: 'Days after the last day; then nothing is taken any more.' }),
        }),
      ),
    })
    .meta({
      id: 'Calendar',
      description: 'Cut-offs and deadlines of reporting periods (R19); the rules of one kind in order.',
    }),
);
export type Calendar = z.infer<typeof Calendar>;

export const Credential = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      keyId: KeyId,
      secretHash: Sha256.optional().meta({
        description:
          'Of a key: SHA-256 of the secret; the secret itself is shown once and never stored. A client has none.',
      }),
      clientId: ClientId.optional().meta({
        description: 'Of a client: whose tokens are taken. A key has none.',
      }),
      agency: z
        .union([z.literal(COUNTRY), AgencyCode])
        .meta({ description: 'It acts for this agency and its sub-units.' }),
      furtherAgencies: z.array(AgencyCode).min(1).optional().meta({
        description: 'A vendor acts for these as well. A release that knows one agency only reads the first.',
      }),
      systems: z
        .array(SystemId)
        .nullable()
        .meta({ description: 'Only these systems; null: every one of the agency and its sub-units.' }),
      scopes: z.array(z.enum(scopes)).min(1),
      networks: z
        .array(z.string())
        .min(1)
        .optional()
        .meta({ description: 'Taken only from these (CIDR); left out: from anywhere.' }),
      note: z.string().max(200).optional(),
      issuedBy: z
        .string()
        .optional()
        .meta({ description: 'The operator; left out where no operator signed.' }),
      replaces: z
        .string()
        .optional()
        .meta({ description: 'The key before it in its line: it was rotated, or leaked.' }),
      replacedBy: z.string().optional().meta({ description: 'The key behind it in its line.' }),
      validFrom: Instant,
      validTo: Instant,
      revokedAt: Instant.nullable(),
    })
    .meta({ id: 'Credential', description: 'A key of the hub, or a client of the issuer of tokens.' }),
);
export type Credential = z.infer<typeof Credential>;
