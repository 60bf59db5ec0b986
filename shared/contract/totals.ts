/** Totals as they are read. */
import * as z from 'zod';
import { schema } from './schema.ts';
import { CanonicalDecimal, CatalogueId, Instant, Localized, PeriodId, SystemId } from './text.ts';

export const TotalCell = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      indicator: CatalogueId,
      dimensions: z
        .record(z.string(), z.string())
        .meta({ description: 'A dimension that is not named is summed over: a subtotal.' }),
      value: CanonicalDecimal.nullable().meta({ description: 'Null for a ratio whose denominator is 0.' }),
      numerator: CanonicalDecimal.optional(),
      denominator: CanonicalDecimal.optional(),
      reporters: z.int().nullable().optional().meta({
        description:
          'How many systems have this figure, where not all that are in the total have it. Null: not known, as so many systems have left out so many different figures that there is no room to keep who.',
      }),
    })
    .meta({
      id: 'TotalCell',
      description: 'One figure of a total. Ratios come with what they were computed from.',
    }),
);
export type TotalCell = z.infer<typeof TotalCell>;

export const TotalNode = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      node: z
        .string()
        .meta({ description: 'VN, an agency code or a system id.', examples: ['VN', 'H26', 'H26.dvc'] }),
      names: Localized.nullable(),
      reporters: z.int().meta({
        description:
          'How many systems are in this total, each counted once; in a coarser period those of all its parts together.',
      }),
      newestReceivedAt: Instant.nullable().meta({
        description: 'When the newest submission in it was received.',
      }),
      cells: z.array(TotalCell),
      subtotals: z
        .array(TotalCell)
        .meta({ description: 'Over each dimension in turn, and over all of them.' }),
    })
    .meta({ id: 'TotalNode' }),
);
export type TotalNode = z.infer<typeof TotalNode>;

const PeriodTotal = /* @__PURE__ */ schema(() =>
  z.strictObject({
    period: PeriodId,
    from: z.iso.date(),
    to: z.iso.date(),
    foldedFrom: z.array(PeriodId).meta({
      description:
        'The finer periods that it was folded from; empty where the dataset has the period itself.',
    }),
    stocksFrom: PeriodId.nullable().meta({
      description:
        'The last of these, which every stock (an indicator whose overTime is latest) is from: a node that has reported none for it has no value of it. Null where the dataset has the period itself.',
    }),
    total: TotalNode,
  }),
);

const ofSystems = /* @__PURE__ */ schema(() =>
  z.array(SystemId).optional().meta({
    description:
      'Of a key that is limited to some systems: these. All figures are then of them alone, and not of the whole node.',
  }),
);

export const TotalsAnswer = /* @__PURE__ */ schema(() =>
  PeriodTotal.extend({
    kind: z.literal('total').meta({ description: 'One period; several make a series.' }),
    dataset: CatalogueId,
    children: z.array(TotalNode),
    next: z
      .string()
      .nullable()
      .meta({ description: 'Where there are more children: ask again with `after` of this.' }),
    asOf: Instant.nullable(),
    changedSince: z.array(z.string()).meta({
      description:
        'With asOf: the ids of what was stored later, in the order of the tree (an agency’s own systems by name, then its sub-units by name with theirs), at most 1,000 at a time.',
    }),
    changes: z.int().meta({ description: 'With asOf: how many there are in all; else 0.' }),
    nextChange: z.string().nullable().meta({
      description:
        'Where there are more of them than changedSince has: ask again with `afterChange` of this.',
    }),
    ofSystems,
  }).meta({ id: 'Totals', description: 'The total of a node and of its children that have reported.' }),
);
export type TotalsAnswer = z.infer<typeof TotalsAnswer>;

export const SeriesAnswer = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      kind: z.literal('series'),
      dataset: CatalogueId,
      node: z.string(),
      series: z.array(PeriodTotal),
      ofSystems,
    })
    .meta({ id: 'Series', description: 'Totals of one node over periods that follow each other.' }),
);
export type SeriesAnswer = z.infer<typeof SeriesAnswer>;
