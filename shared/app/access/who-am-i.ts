/** Who a caller is, what it may do, and what is open for it now (R19, R20). The ledger is not asked: what is done of it, it says itself. */
import type { Me, OpenPeriod } from '../../contract/access/me.ts';
import type { Calendar, Credential, System } from '../../contract/registry.ts';
import { agenciesOf } from '../../domain/access/agencies-of.ts';
import { deadlineLevelOf } from '../../domain/registry/deadline-level.ts';
import { onlySystemsOf } from '../../domain/registry/describe-dataset.ts';
import { placesOn } from '../../domain/registry/places.ts';
import { agencyNode, systemNode } from '../../domain/registry/served-nodes.ts';
import { type Days, lastWithin, onDay, type RegistrySnapshot } from '../../domain/registry/tree.ts';
import {
  closesAt,
  type DeadlineLevel,
  dayOf,
  deadlineOf,
  openPeriods,
  type Period,
  startOfDay,
} from '../../domain/values/period.ts';
import type { ReadCalendar, ReadCatalogue, ReadSnapshot } from '../ports/registry.ts';
import { type ActsForAgency, ownAgencies } from './own-agencies.ts';

export type WhoAmIPorts = {
  readonly readSnapshot: ReadSnapshot;
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
};

/** A province has thousands of systems. */
const MOST_SYSTEMS = 50;

/** A system that may report in a period, and the level of the agency that it was with then. */
type Reporter = { readonly id: string; readonly level: DeadlineLevel };

/** `now` in milliseconds. */
export async function whoAmI(ports: WhoAmIPorts, credential: Credential, now: number): Promise<Me> {
  const [snapshot, { value: catalogue }, calendar] = await Promise.all([
    ports.readSnapshot(),
    ports.readCatalogue(),
    ports.readCalendar(),
  ]);
  const today = dayOf(now);
  const places = placesOn(snapshot, today);
  const acts = ownAgencies(snapshot, credential, today);
  const { keyId, agency, furtherAgencies, systems, scopes, networks, validFrom, validTo } = credential;
  const own = await ownSystems(snapshot, credential, acts, today);
  const reporters = new Map<string, readonly Reporter[]>();
  const datasets: Me['datasets'] = [];
  for (const { dataset } of catalogue.datasets.values()) {
    const { id, names, kind, periodKind } = dataset;
    const onlySystems = onlySystemsOf(id);
    const periods: OpenPeriod[] = [];
    for (const period of openPeriods(periodKind, calendar, now)) {
      const all = reporters.get(period.id) ?? (await reportersIn(snapshot, credential, acts, period));
      reporters.set(period.id, all);
      const those = onlySystems === null ? all : all.filter((one) => onlySystems.includes(one.id));
      if (those.length > 0) periods.push(openPeriod(period, those, calendar));
    }
    if (periods.length > 0) datasets.push({ id, names, kind, periodKind, onlySystems, periods });
  }
  return {
    now: new Date(now).toISOString(),
    today,
    credential: {
      keyId,
      agency,
      ...(furtherAgencies !== undefined && { furtherAgencies }),
      systems,
      scopes,
      ...(networks !== undefined && { networks }),
      validFrom,
      validTo,
    },
    agencies: agenciesOf(credential).flatMap((code) => agencyNode(snapshot, places, code) ?? []),
    systems: {
      count: own.length,
      connected: own.filter((id) => snapshot.systems.get(id)?.stage === 'connected').length,
      first: own.slice(0, MOST_SYSTEMS).flatMap((id) => systemNode(snapshot, places, id, true) ?? []),
    },
    datasets,
  };
}

const isFor = ({ systems }: Credential, id: string): boolean => systems === null || systems.includes(id);

/** The key's systems that are placed on some of the days, by their agency. */
function placedSystems(
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

/** Those that are with an agency of the key's today, in order. */
async function ownSystems(
  snapshot: RegistrySnapshot,
  credential: Credential,
  acts: ActsForAgency,
  today: string,
): Promise<string[]> {
  const own: string[] = [];
  for (const [agency, ids] of placedSystems(snapshot, credential, onDay(today), () => true))
    if (await acts(agency, onDay(today))) own.push(...ids);
  return own.sort();
}

const isConnected = ({ stage }: System): boolean => stage === 'connected';

/** By the rules by which submissions are judged (`judgeOwner`): connected, and with an agency in being and of the key's. */
async function reportersIn(
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

function openPeriod(period: Period, reporters: readonly Reporter[], calendar: Calendar): OpenPeriod {
  const { id, from, to } = period;
  const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();
  const levels = Map.groupBy(reporters, ({ level }) => level);
  const deadlines = [...levels].map(([level, those]) => ({
    level,
    at: instant(deadlineOf(period, level, calendar)),
    systems: those.length,
  }));
  return {
    id,
    from,
    to,
    opens: instant(startOfDay(from)),
    cutOff: instant(startOfDay(to, 1)),
    closes: instant(closesAt(period, calendar)),
    systems: reporters.length,
    deadlines: deadlines.sort((a, b) => a.at.localeCompare(b.at) || a.level.localeCompare(b.level)),
  };
}
