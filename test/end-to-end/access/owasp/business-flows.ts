/** API6:2023: unrestricted access to sensitive business flows. */

import { expect, test } from 'vitest';
import { report } from '../../report.ts';
import { event, increment, sent } from '../../stories.ts';
import { codeOf, DAY, systems, type World } from '../callers.ts';
import { operatorOf } from '../operator.ts';
import { attacksOn } from './attacks.ts';

const { home } = systems;

export function businessFlows(world: () => World): void {
  const { as } = attacksOn(world);
  const monthly = (changes: object, variant = 1) =>
    report(world().hub.seed, { system: home, ...changes }, variant);

  test('of many at once with one revision and other figures one is accepted', async () => {
    const posted = await Promise.all(
      [2, 3, 4, 5, 6].map((variant) => as('home').post(monthly({ revision: 2 }, variant))),
    );
    expect(posted.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409]);
  });

  test.each([
    ['of a period to come', { period: '2027-06' }, 422],
    ['of a period that has closed', { period: '2026-05' }, 409],
    ['behind the last revision', { revision: 1000 }, 422],
  ])('a report %s is refused', async (_, changes, status) => {
    expect((await as('home').post(monthly(changes))).status).toBe(status);
  });

  test('how available the hub was is for its own prober to say', async () => {
    const body = event(home, [increment(`${DAY}T01:15:00.000Z`, [sent(1)])], 'hub-probes');
    expect((await as('home').post(body, { 'Idempotency-Key': 'probe' })).problem?.status).toBe(422);
  });

  test('a drill is not begun beside another, and downtime is not explained after the fact', async () => {
    const operator = operatorOf(world().hub, 'on-call');
    const on = async (path: string) => JSON.parse((await operator.call({ path })).text).version;
    const drill = {
      method: 'POST',
      path: '/admin/drills',
      body: {},
      on: await on('/admin/drills'),
    };
    expect(codeOf(await operator.call(drill))).toBe('drill-under-way');
    for (const until of ['2026-11-19T00:00:00.000Z', '2027-11-20T00:00:00.000Z']) {
      const body = { reason: 'new release', until };
      const answer = await operator.call({
        method: 'POST',
        path: '/admin/maintenance',
        body,
        on: await on('/admin/maintenance'),
      });
      expect(answer.status).toBe(422);
    }
  });
}
