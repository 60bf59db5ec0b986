/** API2:2023: broken authentication. */

import { expect, test } from 'vitest';
import { allLogs } from '../../logs.ts';
import { type HttpAnswer, senderOf } from '../../sender.ts';
import { type World, withOtherSecret } from '../callers.ts';
import { operatorOf } from '../operator.ts';
import { attacksOn, bearer, isRefused, verdict } from './attacks.ts';

export function authentication(world: () => World): void {
  const { as, raw } = attacksOn(world);
  const textOf = ({ text }: HttpAnswer) => text.replace(/"requestId":"[^"]+"/, '');

  test('who guesses cannot tell a wrong secret from a key that there is not, or one that has ended', async () => {
    const unknown = await as('unknown').call({ path: '/me' });
    expect(verdict(unknown)).toBe('401 key-unknown');
    for (const caller of ['home', 'revoked', 'expired'] as const) {
      const guess = senderOf(world().hub, withOtherSecret(world().keys[caller] ?? ''));
      const answer = await guess.call({ path: '/me' });
      expect([caller, answer.status, textOf(answer)]).toEqual([caller, 401, textOf(unknown)]);
    }
  });

  test('a key anywhere but in its header opens nothing, and is in no log', async () => {
    const key = world().keys.country ?? '';
    const headers: Record<string, string>[] = [
      { Cookie: `key=${key}` },
      { Authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
      { Authorization: `Bearer ${key} ${key}` },
      { Authorization: `Bearer "${key}"` },
      { Authorization: `Bearer ${key}`, 'X-API-Key': world().keys.home ?? '' },
      { 'X-Auth-Token': key },
    ];
    for (const one of headers) expect(isRefused(await raw({ path: '/v1/me', headers: one }))).toBe(true);
    for (const name of ['key', 'api_key', 'access_token', 'Authorization'])
      expect(verdict(await raw({ path: `/v1/me?${name}=${key}` }))).toBe('401 key-missing');
    const lines = [...allLogs(world().hub.twin)].flatMap(([, log]) => log).join('\n');
    expect(lines).not.toContain(key);
  });

  test('an identity that the caller claims is nobody’s', async () => {
    const { userArn } = operatorOf(world().hub, 'on-call');
    const event = JSON.stringify({ requestContext: { identity: { userArn } } });
    const claims = {
      'X-Amz-User-Arn': userArn,
      'X-Forwarded-User': userArn,
      'X-Amzn-Oidc-Identity': userArn,
      'X-ApiGateway-Event': encodeURIComponent(event),
    };
    for (const headers of [claims, { ...claims, ...bearer(world().keys.country) }])
      expect(verdict(await raw({ path: '/v1/admin/maintenance', headers }))).toBe('404 not-found');
  });

  test('a signature of another operator’s key, or taken from a call that was allowed, opens nothing else', async () => {
    const call = { path: '/admin/history?task=maintenance' };
    const signed = await operatorOf(world().hub, 'auditor').sign(call);
    for (const [method, path] of [
      ['GET', '/v1/admin/drills'],
      ['DELETE', '/v1/admin/maintenance'],
    ] as const) {
      const { authorization = '', ...rest } = signed.headers;
      const answer = await raw({ method, path, headers: { ...rest, authorization } });
      expect(verdict(answer)).toBe('403 signature-refused');
    }
  });
}
