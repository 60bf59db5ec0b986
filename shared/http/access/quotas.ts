/** The edge of quotas, for operators. */
import { type ChangeQuotasPorts, changeQuotas, standingQuotas } from '../../app/access/change-quotas.ts';
import { QuotaOrder } from '../../contract/access/quotas.ts';
import type { Operation } from '../operation.ts';
import { answerChange, changeOrder, entityTag } from './change-order.ts';
import { readOrder } from './read-order.ts';

const TASK = 'quotas';

const getQuotasOperation =
  (ports: Pick<ChangeQuotasPorts, 'listQuotas'>): Operation<'getQuotas'> =>
  async () => {
    const body = await standingQuotas(ports);
    return {
      ok: true,
      value: { status: 200, body, headers: entityTag(body.version) },
      audit: { resource: TASK },
    };
  };

const changeQuotasOperation =
  (ports: ChangeQuotasPorts): Operation<'changeQuotas'> =>
  async (request) => {
    const order = changeOrder(request, TASK, 'changeQuotas');
    if (!order.ok) return order;
    const asked = readOrder(QuotaOrder, request.body);
    return asked.ok ? answerChange(await changeQuotas(ports, order.value, asked.value), 200) : asked;
  };

export const quotaOperations = (ports: ChangeQuotasPorts) => ({
  getQuotas: getQuotasOperation(ports),
  changeQuotas: changeQuotasOperation(ports),
});
