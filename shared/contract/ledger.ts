/**
 * The entry of the ledger: what was accepted, with everything that was decided about it at that moment. It is
 * the item in the Submissions table, the message in the queue and the line in the journal.
 */
import * as z from 'zod';
import { AgencyCode, CanonicalDecimal, CatalogueId, Instant, PeriodId, Sha256, SystemId } from './text.ts';

export const CellValues = z
  .record(z.string(), z.union([CanonicalDecimal, z.tuple([CanonicalDecimal, CanonicalDecimal])]))
  .meta({ id: 'CellValues', description: 'Cell key → value; a ratio is [numerator, denominator].' });
export type CellValues = z.infer<typeof CellValues>;

export const LedgerEntry = z
  .strictObject({
    kind: z.enum(['report', 'withdrawal']),
    system: SystemId,
    agency: AgencyCode.meta({
      description: 'Of the system as of the last day of the period, when accepted.',
    }),
    dataset: CatalogueId,
    period: PeriodId,
    revision: z.int().min(1).max(999),
    cells: CellValues,
    digest: Sha256,
    sha256: Sha256,
    receivedAt: Instant,
    storedAt: Instant,
    registryVersion: z.int(),
    catalogueVersion: z.int(),
    timeliness: z.enum(['on-time', 'late']),
    credential: z.string(),
    idempotencyKey: z.string().nullable(),
  })
  .meta({ id: 'LedgerEntry', description: 'What was accepted, with all that was decided about it then.' });
export type LedgerEntry = z.infer<typeof LedgerEntry>;
