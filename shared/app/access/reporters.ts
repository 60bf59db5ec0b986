/** Which systems a key may report for in a period. */
import type { Credential, System } from '../../contract/registry.ts';
import { deadlineLevelOf } from '../../domain/registry/deadline-level.ts';
import { type Days, lastWithin, type RegistrySnapshot } from '../../domain/registry/tree.ts';
import type { DeadlineLevel } from '../../domain/values/period.ts';
import type { ActsForAgency } from './own-agencies.ts';

/** A system that may report in a period, and the level of the agency that it was with then. */
export type Reporter = { readonly id: string; readonly level: DeadlineLevel };

const isFor = ({ systems }: Credential, id: string): boolean => systems === null || systems.includes(id);

/** The key's systems that are placed on some of the days, by their agency. */
export function placedSystems(
  { systems }: RegistrySnapshot,
  credential: Credential,
  days: Days,
  counts: (system: System) => boolean,
): Map<string, string[]> {
  const placed = new Map<string, string[]>();
  for (const [id, system] of systems) {
    const stretch = counts(system) && isFor(credential, id) ? lastWithin(system.history, days) : null;
    if (stretch === null) continue;
    const those = placed.get(stretch.agency);
    if (those === undefined) placed.set(stretch.agency, [id]);
    else those.push(id);
  }
  return placed;
}

const isConnected = ({ stage }: System): boolean => stage === 'connected';

/** By the rules by which submissions are judged (`judgeOwner`): connected, and with an agency in being and of the key's. */
export async function reportersIn(
  snapshot: RegistrySnapshot,
  credential: Credential,
  acts: ActsForAgency,
  period: Days,
): Promise<Reporter[]> {
  const reporters: Reporter[] = [];
  for (const [code, ids] of placedSystems(snapshot, credential, period, isConnected)) {
    const agency = snapshot.agencies.get(code);
    if (agency === undefined || lastWithin(agency.history, period) === null) continue;
    if (!(await acts(code, period))) continue;
    const level = deadlineLevelOf(agency);
    for (const id of ids) reporters.push({ id, level });
  }
  return reporters;
}
