/** The edge of totals. */
import * as z from 'zod';
import { type ReadTotalsPorts, readTotals } from '../app/read-totals.ts';
import { schema } from '../contract/schema.ts';
import { SubmissionId } from '../contract/submission.ts';
import { CatalogueId } from '../contract/text.ts';
import { AgencyParameter, nodeOf } from './agency-parameter.ts';
import type { Answered, Operation } from './operation.ts';
import { readQuery } from './query.ts';

/** Query of `GET /totals`; `agency` in either code scheme (R18), `VN` for the country. */
export const TotalsQuery = /* @__PURE__ */ schema(() =>
  z.strictObject({
    dataset: CatalogueId,
    period: z
      .string()
      .regex(/^[0-9QH-]+(\.\.[0-9QH-]+)?$/)
      .meta({
        description:
          'A period of the dataset, a coarser one folded from its periods, or a series from..to of either.',
        examples: ['2026-10', '2026-Q4', '2026-01..2026-06'],
      }),
    agency: AgencyParameter,
    asOf: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({
        description: 'The total as the hub knew it at this instant, recomputed from the ledger.',
        examples: ['2026-11-16T02:30:00Z'],
      }),
    after: z
      .string()
      .max(64)
      .optional()
      .meta({
        description: 'Only children behind this one: `next` of the answer before.',
        examples: ['H26.18'],
      }),
    afterChange: SubmissionId.optional().meta({
      description: 'With asOf: only changes behind this one: `nextChange` of the answer before.',
      examples: ['H26.dvc~etx-monthly~2026-10~2'],
    }),
  }),
);

export const totalsOperation =
  (ports: ReadTotalsPorts): Operation =>
  async (request): Promise<Answered> => {
    const query = readQuery(request.query, TotalsQuery);
    if (!query.ok) return query;
    if (request.credential === null) throw new Error('the route needs a key');
    const { dataset, period, agency, asOf, after = null, afterChange = null } = query.value;
    const node = nodeOf(agency, request.credential);
    if (!node.ok) return node;
    const audit = { resource: `${node.value}~${dataset}~${period}` };
    const asked = {
      dataset,
      period,
      node: node.value,
      asOf: asOf === undefined ? null : Date.parse(asOf),
      after,
      afterChange,
    };
    const totals = await readTotals(ports, request.credential, asked, Date.parse(request.now));
    return totals.ok ? { ok: true, value: { status: 200, body: totals.value }, audit } : { ...totals, audit };
  };
