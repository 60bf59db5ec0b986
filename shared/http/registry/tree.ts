/** The edge of agencies and systems. */
import { listPlacements, type PlacementPorts } from '../../app/registry/read-placements.ts';
import { listAgencies, listSystems, type TreePorts } from '../../app/registry/read-tree.ts';
import { ok } from '../../domain/problems/result.ts';
import { dayOf } from '../../domain/values/period.ts';
import { nodeOf } from '../access/agency-parameter.ts';
import type { Operation } from '../operation.ts';
import { conditional } from './conditional.ts';

export const agenciesOperation =
  (ports: TreePorts): Operation<'listAgencies'> =>
  async ({ query, credential, now }) => {
    const { agency, search = null, asOf = null, after = null } = query;
    if (credential === null) throw new Error('the route needs a key');
    const isEverywhere = search !== null && agency === undefined;
    const node = isEverywhere ? ok(null) : nodeOf(agency, credential);
    if (!node.ok) return node;
    const audit = { resource: node.value ?? 'agencies' };
    const asked = { node: node.value, search, asOf, after };
    const answer = await listAgencies(ports, asked, dayOf(Date.parse(now)));
    return answer.ok ? { ok: true, value: { status: 200, body: answer.value }, audit } : { ...answer, audit };
  };

export const systemsOperation =
  (ports: TreePorts): Operation<'listSystems'> =>
  async ({ query, credential, now }) => {
    const { agency, asOf = null, after = null } = query;
    if (credential === null) throw new Error('the route needs a key');
    const node = nodeOf(agency, credential);
    if (!node.ok) return node;
    const audit = { resource: node.value };
    const asked = { node: node.value, asOf, after };
    const answer = await listSystems(ports, credential, asked, dayOf(Date.parse(now)));
    return answer.ok ? { ok: true, value: { status: 200, body: answer.value }, audit } : { ...answer, audit };
  };

export const placementsOperation =
  (ports: PlacementPorts): Operation<'listPlacements'> =>
  async ({ query: { after = null }, credential, headers }) => {
    if (credential === null) throw new Error('the route needs a key');
    const audit = { resource: 'placements' };
    const answer = await listPlacements(ports, credential, after);
    return answer.ok ? { ok: true, value: conditional(headers, answer.value), audit } : { ...answer, audit };
  };
