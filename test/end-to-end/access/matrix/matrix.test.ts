/** Every route, asked by every kind of caller for objects of every kind, at the running hub: rows in `route-rows.ts`. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type OperationId, routes } from '../../../../shared/contract/routes.ts';
import { STAGE } from '../../hub.ts';
import type { HttpAnswer } from '../../sender.ts';
import { type Caller, startWorld, systems, type World } from '../callers.ts';
import { askRows } from './ask-rows.ts';
import { foreign } from './foreign-pairs.ts';
import { rows } from './route-rows.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await startWorld();
}, 120_000);
afterAll(() => world.hub.stop());

test('every route has rows', () => {
  const asked = (Object.keys(rows) as OperationId[]).filter((id) => rows[id].length > 0);
  expect(asked.sort()).toEqual(routes.map(({ operationId }) => operationId).sort());
});

askRows(() => world);

/** All of an answer but what is of this one call: time, ids of the request, and what was asked for, which it repeats. */
function withoutItself({ status, headers, text }: HttpAnswer, asked: string) {
  // Each call leaves less of a quota.
  const own = /^(date|x-amz.*|x-request-id|ratelimit)$/;
  return {
    status,
    headers: [...headers].filter(([name]) => !own.test(name)),
    text: text.replace(/"requestId":"[^"]+"/, '').replaceAll(asked, '…'),
  };
}

const strangers: readonly Caller[] = ['home', 'one-system', 'child', 'successor', 'merged'];

describe('what is not the caller’s looks like what is not there', () => {
  test.each(foreign)('to the byte: $what', async ({ there, notThere, call }) => {
    for (const caller of strangers) {
      const ask = async (id: string) => withoutItself(await world.ask(caller, call(world, id)), id);
      const told = await ask(there(world));
      expect([caller, told.status]).toEqual([caller, 403]);
      expect(told).toEqual(await ask(notThere));
    }
  });

  // An answer that waits for no store cannot be later for what is stored there.
  test('and at the same time: neither is looked up', async () => {
    const stores = ['submissions', 'totals', 'operations'].map((name) => `dtm-${STAGE}-${name}`);
    const away = { kind: 'unavailable', service: 'dynamodb', operation: '*' } as const;
    world.hub.twin.setFaults(stores.map((resource) => ({ ...away, resource })));
    const own = await world.ask('home', { path: `/submissions/${systems.home}~etx-monthly~2026-11~1` });
    expect(own.status).toBe(503);
    for (const { there, notThere, call } of foreign)
      for (const id of [there(world), notThere])
        expect((await world.ask('home', call(world, id))).status).toBe(403);
    world.hub.twin.setFaults([]);
  });
});
