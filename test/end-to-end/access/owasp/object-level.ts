/** API1:2023: broken object level authorization. */

import { expect, test } from 'vitest';
import { event, increment, sent } from '../../stories.ts';
import { DAY, EVENT_KEY, systems, type World } from '../callers.ts';
import { attacksOn, bearer, isRefused, own, theirs } from './attacks.ts';

const { home, sibling } = systems;

export function objectLevel(world: () => World): void {
  const { as, raw } = attacksOn(world);
  test.each([
    theirs.toLowerCase(),
    theirs.toUpperCase(),
    theirs.replace('H', '%48'),
    theirs.replace('H', '%2548'),
    `${theirs}%00`,
    `${theirs}%20`,
    `${own}%2F..%2F${theirs}`,
    `${own}/../${theirs}`,
    `${own},${theirs}`,
    `${own}?id=${theirs}`,
    theirs.replaceAll('~', '%7E'),
  ])('the report of another by any other name: %s', async (id) => {
    for (const method of ['GET', 'DELETE']) {
      const answer = await raw({ method, path: `/v1/submissions/${id}`, headers: bearer(world().keys.home) });
      expect([id, method, isRefused(answer)]).toEqual([id, method, true]);
      expect(answer.text).not.toMatch(/receivedAt|digest/);
    }
  });

  test.each([
    '/totals?dataset=etx-monthly&period=2026-11&agency=000.00.06.H26',
    '/totals?dataset=etx-monthly&period=2026-11&agency=H26.05&agency=H26.06',
    `/submissions?system=${home}&system=${sibling}&dataset=etx-monthly&period=2026-11`,
    `/submissions?system=${home}&dataset=etx-daily&period=2026-11&after=${sibling}~etx-daily~${DAY}~${EVENT_KEY}`,
    '/totals?dataset=etx-monthly&period=2026-11&after=H26.06',
    `/totals?dataset=etx-monthly&period=2026-11&asOf=2026-11-20T02:00:00Z&afterChange=${theirs}`,
    `/compliance?after=${sibling}`,
  ])('what is of another as a parameter or a cursor: %s', async (path) => {
    const answer = await as('home').call({ path });
    expect([path, isRefused(answer)]).toEqual([path, true]);
    expect(answer.text).not.toMatch(/"cells":\[\{|receivedAt|changedSince/);
  });

  test('a key of an Idempotency-Key is its system’s: that of another’s event is free', async () => {
    const body = event(systems.homeToo, [increment(`${DAY}T02:15:00.000Z`, [sent(5)])]);
    expect((await as('home').post(body, { 'Idempotency-Key': 'mine' })).status).toBe(202);
    const same = event(sibling, [increment(`${DAY}T02:15:00.000Z`, [sent(9)])]);
    expect((await as('sibling').post(same, { 'Idempotency-Key': 'mine' })).status).toBe(202);
  });
}
