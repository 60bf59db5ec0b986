/** A province that needs more than others for a month. */
import type { Quotas } from '../../../contract/access/quotas.ts';
import { firstQuotas } from '../../../domain/access/quota-limits.ts';
import type { Example } from '../../openapi/example.ts';

const raised: Quotas = {
  ...firstQuotas,
  own: [{ of: 'agency', id: 'H26', limits: { requestsPerHour: 400_000 } }],
};

export const changeQuotasExamples: readonly Example[] = [
  {
    name: 'raise',
    summary: 'A third more requests an hour for one province',
    headers: { 'If-Match': '"0.0"' },
    body: { of: 'agency', id: 'H26', limits: { requestsPerHour: 400_000 } },
    status: 200,
    answer: raised,
  },
];

export const getQuotasExample: Example = {
  name: 'quotas',
  summary: 'Quotas, one agency with its own',
  status: 200,
  answer: { version: '0.1', quotas: raised },
};
