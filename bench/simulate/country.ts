/**
 * The country of the simulation: agencies on four levels below it, one with a quarter of all agencies right below it
 * and one with hundreds of systems of its own, so that both ways to be wide occur.
 */
import {
  type Agency,
  type Calendar,
  type Catalogue,
  COUNTRY,
  type Indicator,
  type System,
} from '../../shared/contract/registry.ts';
import type { RegistrySnapshot } from '../../shared/domain/registry/tree.ts';

export type Country = {
  readonly snapshot: RegistrySnapshot;
  readonly systems: readonly string[];
  /** The agencies above each system, its own first, the country last. */
  readonly above: ReadonlyMap<string, readonly string[]>;
};

const names = (text: string) => ({ vi: text, en: text });
const SINCE = '2020-01-01';
const LEVEL_ONE = 56;
const WIDE = 'W00';

function agency(code: string, parent: string): Agency {
  return {
    code,
    legacyCode: `000.00.00.${code.slice(0, 3)}`,
    kind: parent === COUNTRY ? 'province' : 'department',
    history: [{ from: SINCE, to: null, parent, names: names(code) }],
    mergedInto: null,
    provenance: 'simulation',
  };
}

const system = (id: string, owner: string, number: number): System => ({
  id,
  number,
  names: names(id),
  size: 'small',
  securityLevel: 3,
  channel: 'online',
  stage: 'connected',
  due: SINCE,
  history: [{ from: SINCE, to: null, agency: owner }],
});

export function countryOf(agencies: number): Country {
  const parents = new Map<string, string>();
  const levels: string[][] = [[], [], [], []];
  const add = (level: number, code: string, parent: string): void => {
    parents.set(code, parent);
    levels[level]?.push(code);
  };
  for (let index = 1; index < Math.min(LEVEL_ONE, agencies - 1); index += 1)
    add(0, `A${String(index).padStart(2, '0')}`, COUNTRY);
  parents.set(WIDE, COUNTRY);
  for (let index = 0; index < agencies / 4; index += 1) parents.set(`${WIDE}.${index}`, WIDE);
  // A fifth of the rest on the second level, two fifths on the third, the others on the fourth.
  const rest = agencies - parents.size;
  for (let index = 0; index < rest; index += 1) {
    const level = index < rest / 5 ? 1 : index < (rest * 3) / 5 ? 2 : 3;
    const above = levels[level - 1] ?? [];
    const parent = above[index % above.length] ?? COUNTRY;
    add(level, `${parent}.${index}`, parent);
  }

  const owners = new Map<string, string>();
  let count = 0;
  for (const code of parents.keys()) {
    count += 1;
    for (let own = 0; own < (count % 2 === 0 ? 2 : 3); own += 1) owners.set(`${code}.s${own}`, code);
  }
  for (let own = 0; own < agencies / 20; own += 1) owners.set(`A02.x${own}`, 'A02');

  const above = new Map<string, string[]>();
  for (const [id, owner] of owners) {
    const chain = [owner];
    for (let at = parents.get(owner); at !== undefined; at = parents.get(at)) chain.push(at);
    above.set(id, chain);
  }
  return {
    snapshot: {
      version: 1,
      agencies: new Map([...parents].map(([code, parent]) => [code, agency(code, parent)])),
      systems: new Map([...owners].map(([id, owner], index) => [id, system(id, owner, index)])),
    },
    systems: [...owners.keys()],
    above,
  };
}

export const REPORTS = 'sim-report';
export const EVENTS = 'sim-event';

const indicator = (id: string, fold: Indicator['fold']): Indicator => ({
  id,
  group: 'volume',
  names: names(id),
  unit: 'count',
  scale: 2,
  fold,
  overTime: 'none',
  dimensions: [],
  min: null,
  max: null,
});

/** Every fold, in two small datasets. */
export const catalogue: Catalogue = {
  notice: names('simulation'),
  units: [{ id: 'count', names: names('count') }],
  dimensions: [],
  indicators: [
    indicator('amount', 'sum'),
    indicator('share', 'ratio'),
    indicator('most', 'max'),
    indicator('least', 'min'),
    indicator('state', 'latest'),
  ],
  datasets: [
    {
      id: REPORTS,
      names: names(REPORTS),
      category: 'b',
      kind: 'report',
      buckets: [],
      shards: 1,
      periodKind: 'month',
      indicators: ['amount', 'share', 'most'],
      checks: [],
    },
    {
      ...{
        id: EVENTS,
        names: names(EVENTS),
        category: 'b',
        kind: 'event',
        buckets: ['day'],
        shards: 2,
      },
      periodKind: 'month',
      indicators: ['amount', 'least', 'state'],
      checks: [],
    },
  ],
};

/** Months that close after ten years, so that as many are open as a large run needs. */
export const calendar: Calendar = {
  utcOffset: '+07:00',
  periods: [
    {
      kind: 'month',
      start: { month: -1, day: 15 },
      end: { month: 0, day: 14 },
      deadlines: { commune: 2, department: 4, province: 6, central: 11 },
      closes: 3660,
    },
  ],
};
