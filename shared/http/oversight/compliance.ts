/** The edge of compliance. */
import { type CompliancePorts, readCompliance } from '../../app/oversight/read-compliance.ts';
import { nodeOf } from '../access/agency-parameter.ts';
import type { Operation } from '../operation.ts';

export const complianceOperation =
  (ports: CompliancePorts): Operation<'getCompliance'> =>
  async (request) => {
    const { agency, all, after = null } = request.query;
    if (request.credential === null) throw new Error('the route needs a key');
    const node = nodeOf(agency, request.credential);
    if (!node.ok) return node;
    const audit = { resource: node.value };
    const asked = { node: node.value, all: all === 'true', after };
    const answer = await readCompliance(ports, request.credential, asked, Date.parse(request.now));
    return answer.ok ? { ok: true, value: { status: 200, body: answer.value }, audit } : { ...answer, audit };
  };
