/** API5:2023: broken function level authorization. */

import { expect, test } from 'vitest';
import { type Route, routes } from '../../../../shared/contract/routes.ts';
import type { World } from '../callers.ts';
import { operatorOf } from '../operator.ts';
import { attacksOn, bearer, isRefused, own, verdict } from './attacks.ts';

export function functionLevel(world: () => World): void {
  const { as, raw } = attacksOn(world);
  const admin = (routes as readonly Route[]).filter(({ operator }) => operator !== undefined);
  const overrides = {
    'X-HTTP-Method-Override': 'DELETE',
    'X-HTTP-Method': 'DELETE',
    'X-Method-Override': 'DELETE',
  };

  test('the method is that of the request line', async () => {
    const { status, text } = await as('home').call({ path: `/submissions/${own}`, headers: overrides });
    expect([status, JSON.parse(text).state]).not.toContain('withdrawn');
    expect(verdict(await as('read-only').call({ path: `/submissions/${own}?_method=DELETE` }))).toBe(
      '400 invalid-request',
    );
    const auditor = operatorOf(world().hub, 'auditor');
    expect((await auditor.call({ path: '/admin/maintenance', headers: overrides })).status).toBe(200);
    expect(JSON.parse((await as('home').call({ path: `/submissions/${own}` })).text).state).not.toBe(
      'withdrawn',
    );
  });

  test.each([...new Set(admin.map(({ path }) => path))])(
    '%s by any other name, with the key of the country',
    async (path) => {
      const name = path.slice('/admin/'.length);
      const spellings = [
        `/Admin/${name}`,
        `/ADMIN/${name}`,
        `//admin/${name}`,
        `/./admin/${name}`,
        `/health/../admin/${name}`,
        `/%61dmin/${name}`,
        `/admin%2F${name}`,
        `/admin;a=b/${name}`,
        `${path}/`,
        `${path}.json`,
        `${path}%20`,
        '/admin',
        '/admin/',
      ];
      for (const spelling of spellings)
        for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
          const answer = await raw({
            method,
            path: `/v1${spelling}`,
            headers: { ...bearer(world().keys.country), ...overrides },
          });
          expect([spelling, method, isRefused(answer)]).toEqual([spelling, method, true]);
        }
    },
  );

  test('a signature opens the routes of operators, and none of senders', async () => {
    for (const kind of ['registrar', 'key-officer', 'on-call', 'auditor'] as const)
      for (const path of ['/me', `/submissions/${own}`])
        expect(verdict(await operatorOf(world().hub, kind).call({ path }))).toBe('401 key-malformed');
  });
}
