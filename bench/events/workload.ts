/** Bursts of events and reports: so many a second, each of another system as far as there are any. */
import { seededRandom } from '../../demo/sample/random.ts';
import type { Standing } from '../units/standing.ts';
import { type Arrival, BEGINS, event, type Nation, nationOf, report } from '../units/workload.ts';

export type Burst = {
  readonly dataset: 'etx-monthly' | 'etx-daily' | 'etx-live';
  readonly agencies: number;
  readonly systems: number;
  readonly perSecond: number;
  /** Null for reports, of which each is the first of its system. */
  readonly standing: Standing | null;
};

/** Today's agencies, and ten times as many with ten times the systems; these with fewer days, as a million would take an hour. */
const sizes = [
  { agencies: 56, systems: 7200, perSecond: 1000, standing: { days: 15, eventsOfADay: 12 } },
  { agencies: 560, systems: 72_000, perSecond: 200, standing: { days: 2, eventsOfADay: 2 } },
] as const;

/** @param full with those of 72,000 systems */
export const burstsOf = (full: boolean): Burst[] =>
  sizes.slice(0, full ? 2 : 1).flatMap((size) => [
    { ...size, dataset: 'etx-monthly', standing: null },
    { ...size, dataset: 'etx-daily' },
    { ...size, dataset: 'etx-live' },
  ]);

export const titleOf = ({ dataset, systems, perSecond }: Burst): string =>
  `${dataset}, ${systems.toLocaleString('en')} systems, ${perSecond.toLocaleString('en')}/s`;

export const nationOfBurst = ({ agencies, systems }: Burst): Nation => nationOf(agencies, systems);

/** @param times how many times the rate */
export function* arrivalsOf(
  { dataset, perSecond }: Burst,
  { systems }: Nation,
  count: number,
  times = 1,
): Generator<Arrival> {
  const random = seededRandom(21);
  // Reports come from each system once; of events some systems have several in a batch, as they come.
  const stride = 7919;
  for (let index = 0; index < count; index += 1) {
    const at = (index * 1000) / (perSecond * times);
    const place = dataset === 'etx-monthly' ? index * stride : random.int(0, systems.length - 1);
    const system = systems[place % systems.length] ?? '';
    const now = BEGINS + at;
    if (dataset === 'etx-monthly') {
      const back = Math.floor(index / systems.length);
      const period = new Date(Date.UTC(2026, 10 - back, 1)).toISOString().slice(0, 7);
      yield { at, entry: report(system, period, index, now) };
    } else yield { at, entry: event(dataset, system, `b${index}`, now, random) };
  }
}
