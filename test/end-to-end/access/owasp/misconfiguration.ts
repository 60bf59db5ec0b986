/** API8:2023: security misconfiguration. Whoever answers (function, gateway, firewall) says as little, under the same fields. */
import { expect, test } from 'vitest';
import type { World } from '../callers.ts';
import { operatorOf } from '../operator.ts';
import { attacksOn, bearer, theirs, verdict } from './attacks.ts';

export function misconfiguration(world: () => World): void {
  const { as, raw } = attacksOn(world);
  const json = { 'Content-Type': 'application/json' };

  const answers = [
    ['200', () => as('home').call({ path: '/me' })],
    ['204', () => raw({ method: 'OPTIONS', path: '/v1/me' })],
    [
      '400 malformed-json',
      () =>
        raw({
          method: 'POST',
          path: '/v1/submissions',
          headers: { ...bearer(world().keys.home), ...json },
          body: '{"a":',
        }),
    ],
    ['400 invalid-request', () => as('home').call({ path: '/totals' })],
    ['401 key-missing', () => raw({ path: '/v1/me' })],
    ['401 key-malformed', () => raw({ path: '/v1/me', headers: bearer('dtm_dev_x') })],
    ['403 foreign-agency', () => as('home').call({ path: `/submissions/${theirs}` })],
    ['403 refused-by-firewall', () => raw({ path: '/v1/me?a=%3Cscript%3Ealert(1)%3C/script%3E' })],
    ['403 operator-not-allowed', () => operatorOf(world().hub, 'registrar').call({ path: '/admin/drills' })],
    [
      '403 signature-refused',
      () => operatorOf(world().hub, 'on-call').call({ path: '/admin/drills' }, { secret: 'x'.repeat(40) }),
    ],
    ['404 not-found', () => raw({ path: '/v1/nothing' })],
    ['404 submission-not-found', () => as('home').call({ path: '/submissions/7' })],
    ['405 method-not-allowed', () => raw({ method: 'PUT', path: '/v1/me' })],
    [
      '413 request-too-large',
      () =>
        raw({
          method: 'POST',
          path: '/v1/submissions',
          headers: { ...bearer(world().keys.home), ...json },
          body: ' '.repeat(11_000_000),
        }),
    ],
    ['422 invalid-submission', () => as('home').post({ system: "' OR 1=1 --" })],
    [
      '415 unsupported-media-type',
      () =>
        raw({
          method: 'POST',
          path: '/v1/submissions',
          headers: { ...bearer(world().keys.home), 'Content-Type': 'text/xml' },
          body: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        }),
    ],
  ] as const;

  test.each(answers)(
    'an answer %s has the fields that protect it, and says nothing of what is behind it',
    async (expected, ask) => {
      const answer = await ask();
      expect(verdict(answer)).toBe(expected);
      const { headers, text } = answer;
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=63072000/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toMatch(/no-store|private, no-cache/);
      // No browser is a client: no origin may read, no page may be made of it.
      const given = [...headers.keys()];
      expect(
        given.filter((name) => /^access-control-|^server$|^x-powered-by$|^set-cookie$/.test(name)),
      ).toEqual([]);
      if (text !== '') expect(headers.get('content-type')).toMatch(/^application\/(problem\+)?json/);
      expect(text).not.toMatch(
        /\bat .+:\d+:\d+|node_modules|\.ts\b|dynamo|arn:aws|dtm-dev-\w+-|Exception|root:/i,
      );
    },
  );

  test('a browser of another origin is told nothing before it asks', async () => {
    for (const path of ['/v1/me', '/v1/submissions', '/v1/admin/drills', '/v1/openapi.json']) {
      const preflight = {
        Origin: 'https://evil.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization',
      };
      const { status, headers } = await raw({ method: 'OPTIONS', path, headers: preflight });
      expect([path, status, [...headers.keys()].filter((name) => name.startsWith('access-control'))]).toEqual(
        [path, 204, []],
      );
    }
  });

  test.each(['TRACE', 'PROPFIND', 'PATCH', 'LOCK', 'PURGE'])('%s gives nothing back', async (method) => {
    const answer = await raw({
      method,
      path: '/v1/me',
      headers: { ...bearer(world().keys.home), 'X-Echo': 'canary' },
    });
    expect([403, 404, 405]).toContain(answer.status);
    expect(answer.text).not.toContain('canary');
  });
}
