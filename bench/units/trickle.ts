/**
 * The steady trickle, in the middle of a month: every system has counted for fifteen days and reports once an hour. All
 * totals are there before the first event that is measured.
 */
import { seededRandom } from '../../demo/sample/random.ts';
import { type Cost, measure } from './run.ts';
import { stand } from './standing.ts';
import { type Arrival, BEGINS, event, type Nation, nationOf } from './workload.ts';

const TRICKLE = { systems: 7200, perSecond: 2, standing: { days: 15, eventsOfADay: 12 } } as const;
const DATASET = 'etx-daily';

function* arrivals(nation: Nation, seconds: number): Generator<Arrival> {
  const random = seededRandom(12);
  for (let index = 0; index < seconds * TRICKLE.perSecond; index += 1) {
    const at = (index * 1000) / TRICKLE.perSecond + random.int(0, 900);
    const system = nation.systems[random.int(0, nation.systems.length - 1)] ?? '';
    yield { at, entry: event(DATASET, system, `t${index}`, BEGINS + at, random) };
  }
}

export function trickle(agencies: number, seconds: number): Promise<Cost> {
  const nation = nationOf(agencies, TRICKLE.systems);
  return measure(nation, arrivals(nation, seconds), (client) =>
    stand(client, nation, DATASET, TRICKLE.standing),
  );
}

/** One system, 50 events a second, in minute buckets of 16 shards. */
export function hotSystem(seconds: number): Promise<Cost> {
  const nation = nationOf(56, 56);
  const random = seededRandom(13);
  const system = nation.systems[0] ?? '';
  const events = function* (): Generator<Arrival> {
    for (let index = 0; index < seconds * 50; index += 1) {
      const at = index * 20;
      yield { at, entry: event('etx-live', system, `h${index}`, BEGINS + at, random) };
    }
  };
  return measure(nation, events());
}
