/**
 * A ministry, four provinces and all below them, of the country of the seed. What recomputes every total there is, verification
 * and drills, takes an eighth of the time of the whole; `npm run test:long` takes the whole.
 */
import type { Seed } from '../../shared/app/registry/load-seed.ts';
import { sized } from '../size.ts';

const kept = new Set(['VN', 'G06', 'H26', 'H27', 'H29', 'H49']);
const isKept = (code: string | null): boolean => code === null || kept.has(code.split('.')[0] ?? '');

const few = (seed: Seed): Seed => ({
  ...seed,
  agencies: seed.agencies.filter(
    ({ code, mergedInto, history }) =>
      isKept(code) && isKept(mergedInto) && history.every(({ parent }) => isKept(parent)),
  ),
  systems: seed.systems.filter(({ history }) => history.every(({ agency }) => isKept(agency))),
});

export const fewAgencies: (seed: Seed) => Seed = sized(few, (seed) => seed);
