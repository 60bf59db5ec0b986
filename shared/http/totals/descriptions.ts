/** What the OpenAPI document says of the operations of this room. */
import * as z from 'zod';
import { SeriesAnswer, TotalsAnswer } from '../../contract/totals.ts';
import { type Descriptions, inLanguage, problemsOfHub, problemsOfKey } from '../openapi/description.ts';

export const totalsDescriptions = {
  getTotals: {
    summary: 'Totals of a node and its children',
    description:
      'Exact: every total can be recomputed from what was received. Ratios come with their numerator and denominator.',
    header: inLanguage,
    answers: {
      200: { description: 'The totals.', schema: z.discriminatedUnion('kind', [TotalsAnswer, SeriesAnswer]) },
    },
    problems: ['invalid-request', ...problemsOfKey, 'foreign-agency', ...problemsOfHub],
  },
} satisfies Descriptions;
