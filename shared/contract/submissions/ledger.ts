/**
 * The entry of the ledger: what was accepted, with everything that was decided about it at that moment. It is
 * the item in the Submissions table, the message in the queue and the line in the journal. What another release has put beside
 * the fields of this one stays with the entry wherever it goes (ADR 25); within the content nothing is taken that is not known, as
 * the digest is made of it.
 */
import * as z from 'zod';
import { Format, recorded } from '../recorded.ts';
import { schema } from '../schema.ts';
import {
  AgencyCode,
  CanonicalDecimal,
  CatalogueId,
  Day,
  DocumentNumber,
  EventBucket,
  Instant,
  PeriodId,
  Sha256,
  SystemId,
} from '../text.ts';

export const CellValue = /* @__PURE__ */ schema(() =>
  z
    .union([
      CanonicalDecimal,
      z.tuple([CanonicalDecimal, CanonicalDecimal]),
      z.tuple([Day, DocumentNumber, Sha256]),
      z.tuple([]),
    ])
    .meta({
      id: 'CellValue',
      description:
        'A decimal; a ratio is [numerator, denominator], evidence [day, reference, sha256], or [] where there is none.',
    }),
);

export type CellValue = z.infer<typeof CellValue>;

export const CellValues = /* @__PURE__ */ schema(() =>
  z.record(z.string(), CellValue).meta({ id: 'CellValues', description: 'Cell key → value.' }),
);
export type CellValues = z.infer<typeof CellValues>;

const decided = /* @__PURE__ */ schema(() => ({
  format: Format(),
  system: SystemId,
  agency: AgencyCode.meta({
    description: 'Of the system on its last day in the period, as known when it was accepted.',
  }),
  dataset: CatalogueId,
  period: PeriodId,
  digest: Sha256,
  sha256: Sha256,
  receivedAt: Instant,
  storedAt: Instant,
  registryVersion: z.int(),
  catalogueVersion: z.int(),
  timeliness: z.enum(['on-time', 'late']),
  credential: z.string(),
  idempotencyKey: z.string().nullable(),
}));

export const ReportEntry = /* @__PURE__ */ schema(() =>
  recorded({
    kind: z.enum(['report', 'withdrawal']),
    ...decided,
    revision: z.int().min(1).max(999),
    cells: CellValues,
  }).meta({ id: 'ReportEntry', description: 'One revision of a report, or its withdrawal.' }),
);
export type ReportEntry = z.infer<typeof ReportEntry>;

export const Increment = /* @__PURE__ */ schema(() =>
  z
    .strictObject({ from: Instant, to: Instant, cells: CellValues })
    .meta({ id: 'Increment', description: 'What happened from `from` until before `to`.' }),
);
export type Increment = z.infer<typeof Increment>;

export const EventEntry = /* @__PURE__ */ schema(() =>
  recorded({
    kind: z.enum(['event', 'event-withdrawal']),
    ...decided,
    bucket: EventBucket,
    shard: z.int().min(0).max(15),
    idempotencyKey: z.string(),
    increments: z.array(Increment),
  }).meta({
    id: 'EventEntry',
    description: "All increments of one request, or the withdrawal of that request's entry.",
  }),
);
export type EventEntry = z.infer<typeof EventEntry>;

export const LedgerEntry = /* @__PURE__ */ schema(() =>
  z
    .discriminatedUnion('kind', [ReportEntry, EventEntry])
    .meta({ id: 'LedgerEntry', description: 'What was accepted, with all that was decided about it then.' }),
);
export type LedgerEntry = z.infer<typeof LedgerEntry>;

export const Refold = /* @__PURE__ */ schema(() =>
  recorded({
    kind: z.literal('refold'),
    format: Format(),
    dataset: CatalogueId,
    period: PeriodId,
    node: z.string().min(1),
  }).meta({
    id: 'Refold',
    description: 'Asks the consumer to fold a total and all above it, after a change of the tree.',
  }),
);
export type Refold = z.infer<typeof Refold>;

export const QueueBody = /* @__PURE__ */ schema(() =>
  z
    .union([LedgerEntry, Refold])
    .meta({ id: 'QueueBody', description: 'What the submissions queue carries.' }),
);
export type QueueBody = z.infer<typeof QueueBody>;
