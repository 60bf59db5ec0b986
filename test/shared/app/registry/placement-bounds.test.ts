/** What an import would take away is looked for within the time of a call: counted up to a bound, and never passed over. */
import { expect, test } from 'vitest';
import { droppedBy } from '../../../../shared/app/registry/placement-change.ts';
import type { Displaced } from '../../../../shared/domain/registry/displaced.ts';
import { readPeriod } from '../../../../shared/domain/values/period.ts';
import { calendar, catalogue } from '../../../fixtures/catalogue.ts';
import { faultText } from '../../../fixtures/fault-text.ts';
import { agencies, snapshotOf, system } from '../../../fixtures/registry.ts';

function given() {
  const dataset = catalogue.datasets[0];
  const period = readPeriod('2026-11', calendar);
  if (dataset === undefined || period === null) throw new Error('the fixtures have none');
  return { dataset, period };
}

const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `H26.s${at}`);
const before = (ids: readonly string[]) =>
  snapshotOf(
    1,
    agencies,
    ids.map((id) => system(id, [{ from: '2020-01-01', to: null, agency: 'H26' }])),
  );
const after = snapshotOf(2, agencies, []);

async function asked(ids: readonly string[], entries: number) {
  const limits: number[] = [];
  const displaced: Displaced[] = [{ ...given(), moved: [], dropped: ids }];
  const count = async (_: string, __: unknown, ___: unknown, most: number): Promise<number> => {
    limits.push(most);
    return Math.min(most, entries);
  };
  const dropped = await droppedBy(count, before(ids), after, displaced);
  return { limits, texts: dropped.map(({ fault }) => faultText(fault)) };
}

test('few are counted, and many are said to be at least so many', async () => {
  expect((await asked(names(1), 7)).texts[0]).toContain(' of which 7 entries were accepted (');
  const { texts } = await asked(names(1), 5000);
  expect(texts[0]).toContain(' of which at least 1000 entries were accepted (');
});

test('of a busy province so many are counted in all, then whether there is any', async () => {
  const { limits, texts } = await asked(names(300), 5000);
  expect(texts).toHaveLength(300);
  expect(limits.filter((most) => most > 1).length).toBeLessThan(30);
  expect(limits).toHaveLength(300);
});

test('more places than a call can ask for are refused, though nothing was found', async () => {
  const { limits, texts } = await asked(names(20_001), 0);
  expect(limits).toHaveLength(20_000);
  expect(texts).toEqual([
    'too many systems lose their place in a period at once: 20001; allowed: up to 20000 places by one import; bring the others in by another',
  ]);
  expect((await asked(names(20_000), 0)).texts).toEqual([]);
});
