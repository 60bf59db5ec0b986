/** A country whose tree changes while it reports: plain maps, and the registry records that say the same. */
import type { Agency, System } from '../../shared/contract/registry.ts';
import type { RegistrySnapshot } from '../../shared/domain/registry/tree.ts';
import { agency, snapshotOf, system } from '../fixtures/registry.ts';

export const systems = ['H26.dvc', 'H26.18.motcua', 'H26.05.x', 'G06.dvc', 'H49.dvc'] as const;
const WIDE = 'H26';

export type Country = {
  /** Of the agencies below another; null: it is closed in the period. */
  readonly parents: Readonly<Record<string, string | null>>;
  readonly agencyOf: Readonly<Record<string, string>>;
  /** Systems and agencies that were there until the middle of the period, and not behind it: they stay where they were. */
  readonly ended: readonly string[];
  /** H26 has so many systems more that it needs bands. */
  readonly isWide: boolean;
};

export const initialCountry: Country = {
  parents: { H26: 'VN', G06: 'VN', H49: 'VN', 'H26.18': 'H26', 'H26.05': 'H26' },
  agencyOf: {
    'H26.dvc': 'H26',
    'H26.18.motcua': 'H26.18',
    'H26.05.x': 'H26.05',
    'G06.dvc': 'G06',
    'H49.dvc': 'H49',
  },
  ended: [],
  isWide: false,
};

export type Change =
  | { readonly kind: 'agency moves'; readonly agency: string; readonly to: string }
  | { readonly kind: 'agency closes' | 'agency opens again'; readonly agency: string }
  | { readonly kind: 'ends in mid-period'; readonly what: string }
  | { readonly kind: 'system moves'; readonly system: string; readonly to: string }
  | { readonly kind: 'becomes wide' | 'becomes narrow' };

export function changed(country: Country, change: Change): Country {
  switch (change.kind) {
    case 'agency moves':
      return { ...country, parents: { ...country.parents, [change.agency]: change.to } };
    case 'agency closes':
      return { ...country, parents: { ...country.parents, [change.agency]: null } };
    case 'agency opens again':
      return { ...country, parents: { ...country.parents, [change.agency]: 'H26' } };
    case 'ends in mid-period':
      return { ...country, ended: [...country.ended, change.what] };
    case 'system moves':
      return { ...country, agencyOf: { ...country.agencyOf, [change.system]: change.to } };
    default:
      return { ...country, isWide: change.kind === 'becomes wide' };
  }
}

const dayBefore = '2026-09-14';
const MIDDLE = '2026-10-05';
const endOf = ({ ended }: Country, what: string): string | null => (ended.includes(what) ? MIDDLE : null);

export const agenciesOf = (country: Country): Agency[] =>
  Object.entries(country.parents).map(([code, parent]) =>
    parent === null
      ? agency(code, 'commune', { to: dayBefore, parent: 'H26' })
      : agency(code, code.includes('.') ? 'commune' : 'province', { parent, to: endOf(country, code) }),
  );

const silent = Array.from({ length: 260 }, (_, index) => `${WIDE}.stumm${index}`);

export const systemsOf = (country: Country): System[] => [
  ...Object.entries(country.agencyOf).map(([id, code]) =>
    system(id, [{ from: '2021-01-01', to: endOf(country, id), agency: code }]),
  ),
  ...(country.isWide ? silent.map((id) => system(id, [{ from: '2021-01-01', to: null, agency: WIDE }])) : []),
];

/** What was there only while H26 was wide is ended, as nothing is ever removed from the registry. */
export const endedSystems = ({ isWide }: Country): System[] =>
  isWide ? [] : silent.map((id) => system(id, [{ from: '2021-01-01', to: dayBefore, agency: WIDE }]));

export const snapshotOfCountry = (country: Country, version: number): RegistrySnapshot =>
  snapshotOf(version, agenciesOf(country), systemsOf(country));

/** From an agency up to the country, both included; null where one on the way is closed. */
export function wayUp({ parents }: Country, code: string): string[] | null {
  const way = [code];
  for (let at = code; at !== 'VN'; ) {
    const parent = parents[at];
    if (parent === undefined || parent === null) return null;
    way.push(parent);
    at = parent;
  }
  return way;
}
