/** The catalogue as it is served: everything that who builds a report of a dataset has to know. */
import * as z from 'zod';
import { DutyRule } from '../oversight/duties.ts';
import { Dataset, Indicator } from '../registry.ts';
import { schema } from '../schema.ts';
import { Cell } from '../submissions/submission.ts';
import { CanonicalDecimal, CatalogueId, Localized, SystemId } from '../text.ts';

const Coded = /* @__PURE__ */ schema(() => z.strictObject({ id: CatalogueId, names: Localized }));

const version = /* @__PURE__ */ schema(() =>
  z.int().min(0).meta({
    description: 'The version of the registry with which this catalogue came; recorded with each submission.',
  }),
);

const DatasetSummary = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      ...Dataset.pick({ id: true, names: true, category: true, kind: true, periodKind: true }).shape,
      indicators: z.int().meta({ description: 'How many it has.' }),
      cells: z.int().meta({ description: 'How many cells these have together.' }),
    })
    .meta({ id: 'DatasetSummary' }),
);

export const CatalogueAnswer = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      version,
      notice: Localized.meta({ description: 'What this catalogue is worth.' }),
      datasets: z.array(DatasetSummary),
      next: z
        .string()
        .nullable()
        .meta({ description: 'Where there are more: ask again with `after` of this.' }),
    })
    .meta({ id: 'CatalogueAnswer', description: 'The datasets that there are (R21).' }),
);
export type CatalogueAnswer = z.infer<typeof CatalogueAnswer>;

/** The figures of one cell, by their names in it. */
const CellField = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      name: z.enum(['value', 'numerator', 'denominator', 'evidence']),
      min: CanonicalDecimal.nullable().meta({ description: 'The least that is taken; null: no bound.' }),
      max: CanonicalDecimal.nullable().meta({ description: 'The most that is taken; null: no bound.' }),
    })
    .meta({ id: 'CellField' }),
);

const DescribedIndicator = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      ...Indicator.pick({
        id: true,
        names: true,
        scale: true,
        fold: true,
        overTime: true,
        dimensions: true,
      }).shape,
      group: z
        .strictObject({ id: Indicator.shape.group, names: Localized })
        .meta({ description: 'One of the five groups of the circular (R17).' }),
      unit: Coded,
      fields: z.array(CellField).meta({ description: 'What each of its cells has, and no other figure.' }),
      isShare: z.boolean().meta({ description: 'The numerator is part of the denominator: never above it.' }),
    })
    .meta({ id: 'DescribedIndicator' }),
);
export type DescribedIndicator = z.infer<typeof DescribedIndicator>;

const cellKey = /* @__PURE__ */ schema(() =>
  z.string().meta({ examples: ['transactions.received|channel=app|kind=citizen'] }),
);

const DescribedCheck = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      id: CatalogueId,
      operator: z.enum(['<=', '=']),
      says: Localized,
      pairs: z
        .array(z.strictObject({ left: cellKey, right: cellKey }))
        .meta({ description: 'Keys of cells; the value of each left one is compared with its right one.' }),
    })
    .meta({ id: 'DescribedCheck', description: 'left operator right, where both cells are there.' }),
);

export const DatasetDescription = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      version,
      notice: Localized.meta({ description: 'What this catalogue is worth.' }),
      ...Dataset.pick({
        id: true,
        names: true,
        category: true,
        kind: true,
        periodKind: true,
        buckets: true,
      }).shape,
      provenance: Localized.nullable().meta({
        description: 'Where its choice of indicators comes from, beyond the notice.',
      }),
      reporters: z
        .strictObject({ says: Localized, systems: z.array(SystemId).nullable() })
        .meta({ description: 'Who reports it: `systems` only; null: every connected one.' }),
      duties: z.array(DutyRule).meta({ description: 'What a report of it fulfils, and how often.' }),
      indicators: z.array(DescribedIndicator),
      cells: z
        .array(
          z
            .strictObject({
              key: cellKey,
              indicator: CatalogueId,
              dimensions: z.record(z.string(), z.string()),
            })
            .meta({ id: 'DescribedCell' }),
        )
        .meta({
          description:
            'Of kind report: each is sent exactly once, with 0 where nothing happened. Of kind event: an increment has those in which something happened, each at most once.',
        }),
      checks: z.array(DescribedCheck),
      codeLists: z
        .array(z.strictObject({ ...Coded.shape, values: z.array(Coded) }))
        .meta({ description: 'The dimensions of its indicators, with the values that cells may name.' }),
      example: z.array(Cell).meta({
        description:
          'All cells with the least figures that ranges and checks allow: right in form, and nobody’s figures.',
      }),
    })
    .meta({ id: 'DatasetDescription', description: 'What one submission of a dataset consists of (R21).' }),
);
export type DatasetDescription = z.infer<typeof DatasetDescription>;
