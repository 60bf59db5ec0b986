/** Totals as they are read. */
import * as z from 'zod';
import { CanonicalDecimal, CatalogueId, Instant, Localized, PeriodId } from './text.ts';

export const TotalCell = z
  .strictObject({
    indicator: CatalogueId,
    dimensions: z.record(z.string(), z.string()),
    value: CanonicalDecimal.nullable().meta({ description: 'Null for a ratio whose denominator is 0.' }),
    numerator: CanonicalDecimal.optional(),
    denominator: CanonicalDecimal.optional(),
  })
  .meta({
    id: 'TotalCell',
    description: 'One figure of a total. Ratios come with what they were computed from.',
  });
export type TotalCell = z.infer<typeof TotalCell>;

export const TotalNode = z
  .strictObject({
    node: z
      .string()
      .meta({ description: 'VN, an agency code or a system id.', examples: ['VN', 'H26', 'H26.dvc'] }),
    names: Localized.nullable(),
    reporters: z.int().meta({ description: 'How many systems are in this total.' }),
    newestReceivedAt: Instant.nullable().meta({
      description: 'When the newest submission in it was received.',
    }),
    cells: z.array(TotalCell),
  })
  .meta({ id: 'TotalNode' });
export type TotalNode = z.infer<typeof TotalNode>;

export const TotalsAnswer = z
  .strictObject({
    dataset: CatalogueId,
    period: PeriodId,
    from: z.iso.date(),
    to: z.iso.date(),
    total: TotalNode,
    children: z.array(TotalNode),
  })
  .meta({ id: 'Totals', description: 'The total of a node and of its children that have reported.' });
export type TotalsAnswer = z.infer<typeof TotalsAnswer>;
