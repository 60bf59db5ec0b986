/** What the OpenAPI document says of quotas as operators change them. */
import { QuotaList, QuotaOrder, Quotas } from '../../contract/access/quotas.ts';
import {
  type Descriptions,
  inLanguage,
  onVersion,
  problemsOfBody,
  problemsOfChange,
  problemsOfHub,
  problemsOfOperator,
} from '../openapi/description.ts';

export const quotaDescriptions = {
  getQuotas: {
    summary: 'Quotas of senders',
    description:
      'By level of agency, and those of agencies and credentials that have their own. `ETag` is the version on which they can be changed.',
    header: inLanguage,
    answers: { 200: { description: 'The quotas.', schema: QuotaList } },
    problems: ['invalid-request', ...problemsOfOperator, ...problemsOfHub],
  },
  changeQuotas: {
    summary: 'Change a quota',
    description:
      'Of a level, an agency or a credential. Every part of the hub goes by it within five minutes.',
    header: onVersion,
    body: QuotaOrder,
    answers: { 200: { description: 'The quotas from then on.', schema: Quotas } },
    problems: [
      ...problemsOfOperator,
      'invalid-request',
      'invalid-change',
      ...problemsOfChange,
      ...problemsOfBody,
      ...problemsOfHub,
    ],
  },
} satisfies Descriptions;
