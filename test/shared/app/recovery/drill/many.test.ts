/** However much is wrong, the drill ends and says so, and its record stays far below what an item may have (400 KB). */
import { expect, test } from 'vitest';
import type { DrillPorts } from '../../../../../shared/app/recovery/drill/ports.ts';
import { MINUTE } from '../../../../../shared/domain/values/duration.ts';
import { ask, keptReport, settledHub, untilDone } from './country.ts';

// Some seconds; a busy machine is slow, not wrong.
test('with the totals of ten years gone, a hundred agencies are watched at a time, and the rest is counted', {
  timeout: 120_000,
}, async () => {
  const all = await settledHub();
  const [first] = all.hub.ledger.reports();
  if (first === undefined) throw new Error('systems have reported');
  for (let month = 0; month < 120; month += 1)
    for (const system of ['H26.dvc', 'H49.dvc']) {
      const period = `${2021 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
      const agency = system.slice(0, 3);
      await all.hub.ledger.putEntry({ ...first, system, agency, period, revision: 7 });
    }
  all.clock.now += 60 * MINUTE;
  let largest = 0;
  const ports: DrillPorts = {
    ...all.ports,
    putOperation: (...put) => {
      largest = Math.max(largest, JSON.stringify(put[3]).length);
      return all.ports.putOperation(...put);
    },
  };
  await ask(all);
  expect((await untilDone(all, async () => undefined, ports)).outcome).toBe('failed');
  const { differences, totals } = keptReport(all);
  expect(differences.filter(({ kind }) => kind === 'not-finished')).toEqual([]);
  expect(differences.filter(({ kind }) => kind === 'total-live').length).toBe(100);
  expect(totals.unwatched).toBeGreaterThan(0);
  expect(largest).toBeLessThan(150_000);
});
