/** Agencies and systems in the form in which they are served. */

import type { AgencyNode, SystemNode } from '../../contract/registry/tree-answers.ts';
import { COUNTRY } from '../../contract/registry.ts';
import { localized } from '../language/localized.ts';
import type { Places } from './places.ts';
import type { RegistrySnapshot } from './tree.ts';

const country = localized('Viet Nam', 'Việt Nam');

/** Null where there is no such agency, or none yet on the day. What comes later, such as a merger, is not told of that day. */
export function agencyNode(snapshot: RegistrySnapshot, places: Places, code: string): AgencyNode | null {
  const counts = {
    agencies: places.agenciesBelow.get(code)?.length ?? 0,
    systems: places.systemsOf.get(code)?.length ?? 0,
  };
  if (code === COUNTRY) {
    const none = {
      legacyCode: null,
      administrativeCode: null,
      parent: null,
      from: null,
      to: null,
      mergedInto: null,
      provenance: null,
    };
    return { code, kind: 'country', names: country, state: 'open', ...none, ...counts };
  }
  const agency = snapshot.agencies.get(code);
  const stretch = places.agencies.get(code);
  if (agency === undefined || stretch === undefined) return null;
  const { from, to, names, parent } = stretch;
  const { legacyCode, administrativeCode = null, kind, provenance } = agency;
  const isOver = to !== null && to < places.day;
  const mergedInto = isOver && stretch === agency.history.at(-1) ? agency.mergedInto : null;
  const state = !isOver ? 'open' : mergedInto === null ? 'closed' : 'merged';
  return {
    code,
    legacyCode: legacyCode || null,
    administrativeCode,
    kind,
    names,
    parent,
    from,
    to,
    state,
    mergedInto,
    ...counts,
    provenance,
  };
}

/** `isOwn`: of whom the details are told. Null as above. */
export function systemNode(
  snapshot: RegistrySnapshot,
  places: Places,
  id: string,
  isOwn: boolean,
): SystemNode | null {
  const system = snapshot.systems.get(id);
  const stretch = places.systems.get(id);
  if (system === undefined || stretch === undefined) return null;
  const { names, size, securityLevel, channel, stage, due } = system;
  const { agency, from, to } = stretch;
  const details = isOwn ? { size, securityLevel, channel, stage, due } : null;
  return { id, names, agency, from, to, details };
}
