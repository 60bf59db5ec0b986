/** What the OpenAPI document says of the operations of this room. */
import * as z from 'zod';
import { type Descriptions, problemsOfAnyKey, problemsOfHub } from '../openapi/description.ts';
import { conditional, unchanged } from '../registry/descriptions.ts';

const bytes = z.string().meta({ format: 'binary' });

const common = {
  header: conditional,
  problems: ['invalid-request', ...problemsOfAnyKey, 'foreign-agency', 'dataset-not-found', ...problemsOfHub],
} as const;

const says =
  'A row for each system that the key may report for in the period, a column for each cell, with headings in both languages and the key of the cell in brackets at their end: `… [transactions.received|channel=app|kind=citizen]`; of a ratio `…:numerator` and `…:denominator`, of evidence `…:day`, `…:reference` and `…:sha256`. Revision is 1: a correction has the next number in its place. At most 5,000 systems by id; where there are more, `Link` with `rel="next"` leads to the others. With a strong `ETag`. Any valid key.';

export const batchesDescriptions = {
  getCsvTemplate: {
    summary: 'The file to fill in, as CSV',
    description: `${says} UTF-8 with a byte order mark, separated by semicolons. Excel takes a month for a date when it opens CSV: for it there is the workbook.`,
    answers: { 200: { description: 'The file.', schema: z.string(), type: 'text/csv' }, ...unchanged },
    ...common,
  },
  getWorkbookTemplate: {
    summary: 'The file to fill in, as a workbook',
    description: `${says} A second sheet says of each column its unit, digits, range, allowed values and checks, in both languages.`,
    answers: {
      200: {
        description: 'The workbook (.xlsx).',
        schema: bytes,
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      },
      ...unchanged,
    },
    ...common,
  },
} satisfies Descriptions;
