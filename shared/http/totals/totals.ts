/** The edge of totals. */
import { type ReadTotalsPorts, readTotals } from '../../app/totals/read-totals.ts';
import { nodeOf } from '../access/agency-parameter.ts';
import type { Operation } from '../operation.ts';

export const totalsOperation =
  (ports: ReadTotalsPorts): Operation<'getTotals'> =>
  async (request) => {
    if (request.credential === null) throw new Error('the route needs a key');
    const { dataset, period, agency, asOf, after = null, afterChange = null } = request.query;
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
