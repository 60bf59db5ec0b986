/** What comes in the last hour of a period and whose message is never sent. */
import { expect, test } from 'vitest';
import { sweepOpenPeriods } from '../../shared/app/verification/verify-open-periods.ts';
import { closesAt } from '../../shared/domain/values/period.ts';
import { engine } from '../model/engine.ts';
import { calendar, catalogue, NOW, period } from '../model/small-country.ts';
import { Fault } from './faults.ts';
import { reportWish, storyHub } from './hub.ts';
import { storeInMemory } from './stores.ts';

test('a report recorded just before its period closed, but never sent, is counted by the next sweep', async () => {
  const store = await storeInMemory();
  const closes = closesAt(period, calendar);
  const hub = storyHub(store, engine);
  const door = { ahead: closes - NOW - 1000, behind: 0, fault: 'send refused' as const };
  await expect(hub.ask(reportWish('H26.dvc', 1, 3), door)).rejects.toThrow(Fault);
  const ports = {
    ...store,
    readCatalogue: async () => ({ version: 1, value: catalogue }),
    readCalendar: async () => calendar,
    pause: async () => undefined,
  };
  const swept = await Array.fromAsync(sweepOpenPeriods(ports, closes + 59 * 60_000));
  const repaired = swept.flatMap(({ repairs }) => repairs.map(({ node, outcome }) => `${node} ${outcome}`));
  expect(repaired).toEqual(['H26 written', 'VN written']);
});
