/** Where agencies and systems stand on a day, with those that have ended by then: at the place that they had last (R18). */
import { type Agency, COUNTRY, type System } from '../../contract/registry.ts';
import { lastWithin, type RegistrySnapshot } from './tree.ts';

type AgencyStretch = Agency['history'][number];
type SystemStretch = System['history'][number];

/** Codes and ids in order. What begins later than the day is nowhere. */
export type Places = {
  readonly day: string;
  readonly agencies: ReadonlyMap<string, AgencyStretch>;
  readonly systems: ReadonlyMap<string, SystemStretch>;
  readonly agenciesBelow: ReadonlyMap<string, readonly string[]>;
  readonly systemsOf: ReadonlyMap<string, readonly string[]>;
};

const FIRST_DAY = '0000-01-01';

function placesOf({ agencies, systems }: RegistrySnapshot, day: string): Places {
  const days = { from: FIRST_DAY, to: day };
  const placed = <T extends AgencyStretch | SystemStretch>(
    things: ReadonlyMap<string, { readonly history: readonly T[] }>,
  ): Map<string, T> =>
    new Map(
      [...things].flatMap(([id, { history }]) => {
        const stretch = lastWithin(history, days);
        return stretch === null ? [] : [[id, stretch]];
      }),
    );
  const below = <T>(stretches: ReadonlyMap<string, T>, above: (stretch: T) => string) => {
    const groups = Map.groupBy(stretches, ([, stretch]) => above(stretch));
    return new Map([...groups].map(([code, those]) => [code, those.map(([id]) => id).sort()]));
  };
  const [placedAgencies, placedSystems] = [placed(agencies), placed(systems)];
  return {
    day,
    agencies: placedAgencies,
    systems: placedSystems,
    agenciesBelow: below(placedAgencies, ({ parent }) => parent),
    systemsOf: below(placedSystems, ({ agency }) => agency),
  };
}

const known = new WeakMap<RegistrySnapshot, Places>();

/** Of each snapshot the day that was asked for last is kept: callers choose days, and there is room for one. */
export function placesOn(snapshot: RegistrySnapshot, day: string): Places {
  const kept = known.get(snapshot);
  if (kept?.day === day) return kept;
  const places = placesOf(snapshot, day);
  known.set(snapshot, places);
  return places;
}

/** The ids of all systems of a node and below it, in order. */
export function systemsUnder({ agenciesBelow, systems, systemsOf }: Places, code: string): string[] {
  if (code === COUNTRY) return [...systems.keys()].sort();
  const found: string[] = [];
  const open = [code];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    found.push(...(systemsOf.get(at) ?? []));
    open.push(...(agenciesBelow.get(at) ?? []));
  }
  return found.sort();
}
