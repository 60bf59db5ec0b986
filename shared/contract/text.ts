/** The small forms that every other schema is built from: localized text, codes, instants, decimals, digests. */
import * as z from 'zod';
import { schema } from './schema.ts';

/** The languages of messages and documents (R5). The first is the default. */
export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

export const Localized = /* @__PURE__ */ schema(() =>
  z
    .strictObject({ vi: z.string().min(1), en: z.string().min(1) })
    .meta({ id: 'Localized', description: 'A text in Vietnamese and English.' }),
);
export type Localized = z.infer<typeof Localized>;

export const AgencyCode = /* @__PURE__ */ schema(() =>
  z
    .string()
    .max(35)
    .regex(/^[0-9A-Z]+(\.[0-9A-Z]+)*$/)
    .meta({
      id: 'AgencyCode',
      description:
        'Agency identifier under Decision 20/2020/QĐ-TTg: groups of 0-9 A-Z separated by dots, level 1 first, at most 35 characters.',
      examples: ['G06', 'H26', 'H26.18'],
    }),
);

export const AdministrativeCode = /* @__PURE__ */ schema(() =>
  z
    .string()
    .regex(/^(\d{2}|\d{5})$/)
    .meta({
      id: 'AdministrativeCode',
      description:
        'A second identifier of provinces (two digits) and communes (five) under Decision 19/2025/QĐ-TTg, never given twice. Other agencies have none.',
      examples: ['01', '00004'],
    }),
);

export const SystemId = /* @__PURE__ */ schema(() =>
  z
    .string()
    .max(64)
    .regex(/^[0-9A-Z]+(\.[0-9A-Z]+)*\.[a-z][a-z0-9-]{0,27}$/)
    .meta({
      id: 'SystemId',
      description:
        'A connected system: the code of the agency that registered it, a dot, and a lower-case name. It never changes, even when the agency does.',
      examples: ['H26.dvc', 'H26.18.motcua'],
    }),
);

/** Lower-case identifiers of the catalogue: datasets, indicators, dimensions and their values. */
export const CatalogueId = /* @__PURE__ */ schema(() =>
  z
    .string()
    .max(60)
    .regex(/^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/)
    .meta({
      id: 'CatalogueId',
      description: 'A name of the catalogue: lower-case words, joined by dots or hyphens.',
      examples: ['etx-monthly', 'transactions.received'],
    }),
);

export const periodKinds = ['month', 'quarter', 'half-year', 'year'] as const;
export const PeriodKind = /* @__PURE__ */ schema(() => z.enum(periodKinds).meta({ id: 'PeriodKind' }));
export type PeriodKind = z.infer<typeof PeriodKind>;

export const PeriodId = /* @__PURE__ */ schema(() =>
  z
    .string()
    .regex(/^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4]|-H[12])?$/)
    .meta({
      id: 'PeriodId',
      description:
        'A reporting period (R19): month 2026-10, quarter 2026-Q4, half-year 2026-H2 or year 2026. Its first and last day come from the calendar; they are not those of the calendar month.',
      examples: ['2026-10', '2026-Q4', '2026-H2', '2026'],
    }),
);

/** A time bucket in Vietnam (UTC+7): a day, an hour or a minute. */
export const EventBucket = /* @__PURE__ */ schema(() =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2})?)?$/)
    .meta({ id: 'EventBucket', examples: ['2026-11-05', '2026-11-05T10', '2026-11-05T10:31'] }),
);

/** A day in Vietnam (UTC+7), `YYYY-MM-DD`. */
export const Day = /* @__PURE__ */ schema(() => z.iso.date().meta({ id: 'Day' }));

/** Of an instant as others write it, with its offset: nobody measures more than billionths of a second. */
export const LONGEST_INSTANT = 40;

/** An instant in UTC with milliseconds: sorts as text. */
export const Instant = /* @__PURE__ */ schema(() =>
  z.iso.datetime({ precision: 3 }).meta({ id: 'Instant', examples: ['2026-11-16T02:30:00.000Z'] }),
);

export const Sha256 = /* @__PURE__ */ schema(() =>
  z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .meta({ id: 'Sha256', description: 'SHA-256, 64 lower-case hexadecimal digits.' }),
);

/**
 * Number and symbol of an official document, as Decree 30/2020/NĐ-CP has them (TTr, QyĐ and TTg have small letters).
 * There is no room for a name of a person (R22).
 */
export const DocumentNumber = /* @__PURE__ */ schema(() =>
  z
    .string()
    .max(60)
    .regex(/^\d{1,6}[A-Z]?(\/\d{4})?\/[0-9A-ZĐƯƠgry]{1,12}([.&-][0-9A-ZĐƯƠgry]{1,12}){0,5}$/)
    .meta({
      id: 'DocumentNumber',
      description: 'Number and symbol of an official document, in composed Unicode (NFC).',
      examples: ['15/BC-UBND', '128/2026/BB-BKHCN'],
    }),
);

/** The canonical form of an exact decimal: no exponent, no leading zeros, no trailing zeros after the point. */
export const CanonicalDecimal = /* @__PURE__ */ schema(() =>
  z
    .string()
    .regex(/^(0|-?[1-9]\d*|-?(0|[1-9]\d*)\.\d*[1-9])$/)
    .meta({
      id: 'Decimal',
      // Of what is sent 38 digits are read, with a sign, a point and a zero before it; sums have a few more.
      maxLength: 60,
      description: 'An exact decimal as text, without exponent and without trailing zeros.',
      examples: ['0', '1250', '98.25'],
    }),
);
