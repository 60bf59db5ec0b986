/** API9:2023: improper inventory management. What is served is what the document says, in one version. */
import { expect, test } from 'vitest';
import { methodsOf, type Route, routes } from '../../../../shared/contract/routes.ts';
import type { World } from '../callers.ts';
import { attacksOn, bearer, verdict } from './attacks.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

export function inventory(world: () => World): void {
  const { as, raw } = attacksOn(world);

  test('the document that is served has every route and no other', async () => {
    const { paths } = JSON.parse((await raw({ path: '/v1/openapi.json' })).text);
    const said = Object.entries<object>(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(said.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  test.each([...new Set((routes as readonly Route[]).map(({ path }) => path))])(
    '%s takes the methods of the document and no other',
    async (path) => {
      const asked = `/v1${path.replace('{id}', '1')}`;
      const { headers } = await raw({ method: 'OPTIONS', path: asked });
      expect(headers.get('allow')).toBe(methodsOf(path).join(', '));
      for (const method of methods.filter((one) => !methodsOf(path).includes(one))) {
        const answer = await raw({ method, path: asked, headers: bearer(world().keys.country) });
        // An answer to HEAD has no body that could have a code.
        const code = method === 'HEAD' ? '' : 'method-not-allowed';
        expect([method, verdict(answer)]).toEqual([method, `405 ${code}`.trim()]);
      }
    },
  );

  test.each([
    '/v1',
    '/v1/',
    ...['v2', 'v0', 'v1.0', 'V1', 'v1beta', 'dev', 'prod', 'test', 'api/v1', 'v1/v1'].map(
      (version) => `/${version}/me`,
    ),
    ...[
      'docs',
      'swagger.json',
      'openapi.yaml',
      'graphql',
      'metrics',
      'actuator/env',
      'debug',
      'status',
      'keys',
      'credentials',
      'registry',
      'internal',
      'admin/keys/..',
      'documents',
      'grants',
      'sandbox-keys',
      '.git/config',
      '.env',
    ].map((path) => `/v1/${path}`),
  ])('%s is nothing, with the key of the country as well', async (path) => {
    for (const headers of [{}, bearer(world().keys.country)]) {
      const { status, text } = await raw({ path, headers });
      expect([403, 404]).toContain(status);
      expect(text).not.toMatch(/keyId|secret|"openapi"/);
    }
  });

  test('a key of another stage is none here, in whichever field', async () => {
    const key = world().keys['other stage'] ?? '';
    for (const headers of [bearer(key), { 'X-API-Key': key }])
      expect(verdict(await raw({ path: '/v1/me', headers }))).toBe('401 key-malformed');
    expect((await as('home').call({ path: '/me' })).status).toBe(200);
  });
}
