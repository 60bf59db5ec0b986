/** Where agencies and systems stand and stood, as whoever judges a file without the hub has to know it (R18, R26). */
import type { Placements } from '../../contract/registry/placements.ts';
import { COUNTRY, type Credential } from '../../contract/registry.ts';
import { agenciesOf } from '../../domain/access/agencies-of.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import { unknownCursor } from '../../domain/problems/refused-parameter.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { RegistrySnapshot } from '../../domain/registry/tree.ts';
import type { ReadSnapshot } from '../ports/registry.ts';

export type PlacementPorts = { readonly readSnapshot: ReadSnapshot };

const MOST_PLACED = 1_000;

/** `after`: an agency or a system that is there. */
export async function listPlacements(
  { readSnapshot }: PlacementPorts,
  credential: Credential,
  after: string | null,
): Promise<Result<Placements, Problem>> {
  const snapshot = await readSnapshot();
  const { agencies, systems, version } = snapshot;
  const order = [...[...agencies.keys()].sort(), ...[...systems.keys()].sort()];
  const begin = after === null ? 0 : order.indexOf(after) + 1;
  if (after !== null && begin === 0) return fail(unknownCursor(after));
  const page = order.slice(begin, begin + MOST_PLACED);
  return ok({
    version,
    agencies: page.flatMap((id) => placedAgency(snapshot, id)),
    systems: page.flatMap((id) => placedSystem(snapshot, credential, id)),
    next: begin + page.length < order.length ? (page.at(-1) ?? null) : null,
  });
}

function placedAgency({ agencies }: RegistrySnapshot, id: string): Placements['agencies'] {
  const agency = agencies.get(id);
  if (agency === undefined) return [];
  const { code, kind, mergedInto, history } = agency;
  return [{ code, kind, mergedInto, history: history.map(({ from, to, parent }) => ({ from, to, parent })) }];
}

function placedSystem(snapshot: RegistrySnapshot, credential: Credential, id: string): Placements['systems'] {
  const system = snapshot.systems.get(id);
  if (system === undefined) return [];
  const history = system.history.map(({ from, to, agency }) => ({ from, to, agency }));
  const isFor = credential.systems === null || credential.systems.includes(id);
  const isOwn = isFor && history.some(({ agency }) => wasEverOf(snapshot, credential, agency));
  return [{ id, stage: isOwn ? system.stage : null, history }];
}

/** On any day: in some open period the key may send for what has left its agency since, or is to come to it. */
function wasEverOf({ agencies }: RegistrySnapshot, credential: Credential, code: string): boolean {
  const own = new Set(agenciesOf(credential));
  const seen = new Set([code]);
  for (const one of seen) {
    if (own.has(one) || own.has(COUNTRY)) return true;
    const agency = agencies.get(one);
    for (const { parent } of agency?.history ?? []) seen.add(parent);
    if (agency?.mergedInto) seen.add(agency.mergedInto);
  }
  return false;
}
