/** Who a caller is, what it may do, and what is open for it now (R19, R20). The ledger is not asked: what is done of it, it says itself. */
import type { Me, OpenPeriod } from '../../contract/access/me.ts';
import type { Calendar, Credential } from '../../contract/registry.ts';
import { agenciesOf } from '../../domain/access/agencies-of.ts';
import { onlySystemsOf } from '../../domain/registry/describe-dataset.ts';
import { placesOn } from '../../domain/registry/places.ts';
import { agencyNode, systemNode } from '../../domain/registry/served-nodes.ts';
import { onDay, type RegistrySnapshot } from '../../domain/registry/tree.ts';
import {
  closesAt,
  dayOf,
  deadlineOf,
  openPeriods,
  type Period,
  startOfDay,
} from '../../domain/values/period.ts';
import type { ReadCalendar, ReadCatalogue, ReadSnapshot } from '../ports/registry.ts';
import { type ActsForAgency, ownAgencies } from './own-agencies.ts';
import type { QuotaStanding } from './quota-gate.ts';
import { placedSystems, type Reporter, reportersIn } from './reporters.ts';

export type WhoAmIPorts = {
  readonly readSnapshot: ReadSnapshot;
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
};

/** A province has thousands of systems. */
const MOST_SYSTEMS = 50;

/** `now` in milliseconds. */
export async function whoAmI(
  ports: WhoAmIPorts,
  credential: Credential,
  standings: readonly QuotaStanding[],
  now: number,
): Promise<Me> {
  const [snapshot, { value: catalogue }, calendar] = await Promise.all([
    ports.readSnapshot(),
    ports.readCatalogue(),
    ports.readCalendar(),
  ]);
  const today = dayOf(now);
  const places = placesOn(snapshot, today);
  const acts = ownAgencies(snapshot, credential, today);
  const { keyId, clientId, agency, furtherAgencies, systems, scopes, networks, validFrom, validTo } =
    credential;
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
      ...(clientId !== undefined && { clientId }),
      agency,
      ...(furtherAgencies !== undefined && { furtherAgencies }),
      systems,
      scopes,
      ...(networks !== undefined && { networks }),
      validFrom,
      validTo,
    },
    quotas: standings.map(({ of, unit, limit, left, until }) => ({
      of,
      window: unit,
      limit,
      left,
      until: new Date(until).toISOString(),
    })),
    agencies: agenciesOf(credential).flatMap((code) => agencyNode(snapshot, places, code) ?? []),
    systems: {
      count: own.length,
      connected: own.filter((id) => snapshot.systems.get(id)?.stage === 'connected').length,
      first: own.slice(0, MOST_SYSTEMS).flatMap((id) => systemNode(snapshot, places, id, true) ?? []),
    },
    datasets,
  };
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
