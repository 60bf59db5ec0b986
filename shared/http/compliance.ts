/** The edge of compliance. */
import * as z from 'zod';
import { type CompliancePorts, readCompliance } from '../app/read-compliance.ts';
import { schema } from '../contract/schema.ts';
import { SystemId } from '../contract/text.ts';
import { AgencyParameter, nodeOf } from './agency-parameter.ts';
import type { Answered, Operation } from './operation.ts';
import { readQuery } from './query.ts';

/** Query of `GET /compliance`. */
export const ComplianceQuery = /* @__PURE__ */ schema(() =>
  z.strictObject({
    agency: AgencyParameter,
    all: z
      .enum(['true', 'false'])
      .optional()
      .meta({ description: '`true`: also the duties that are met; only the overdue ones when left out.' }),
    after: SystemId.optional().meta({
      description: 'Only systems behind this one: `next` of the answer before.',
      examples: ['H26.dvc'],
    }),
  }),
);

export const complianceOperation =
  (ports: CompliancePorts): Operation =>
  async (request): Promise<Answered> => {
    const query = readQuery(request.query, ComplianceQuery);
    if (!query.ok) return query;
    if (request.credential === null) throw new Error('the route needs a key');
    const node = nodeOf(query.value.agency, request.credential);
    if (!node.ok) return node;
    const audit = { resource: node.value };
    const asked = { node: node.value, all: query.value.all === 'true', after: query.value.after ?? null };
    const answer = await readCompliance(ports, request.credential, asked, Date.parse(request.now));
    return answer.ok ? { ok: true, value: { status: 200, body: answer.value }, audit } : { ...answer, audit };
  };
