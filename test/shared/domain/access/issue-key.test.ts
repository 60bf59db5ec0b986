import { describe, expect, test } from 'vitest';
import { Credential } from '../../../../shared/contract/registry.ts';
import { isSecret, parseApiKey } from '../../../../shared/domain/access/api-key.ts';
import { issueKey, keyState } from '../../../../shared/domain/access/issue-key.ts';
import { DAY } from '../../../../shared/domain/values/duration.ts';

const now = Date.parse('2026-11-24T03:00:00.000Z');
const random = (bytes: Uint8Array) => crypto.getRandomValues(bytes);
const order = { agency: 'H26', systems: null, scopes: ['submit', 'read'] as Credential['scopes'], days: 30 };

describe('an issued key', () => {
  const { key, credential } = issueKey(order, 'dev', now, random);

  test('is stored as a hash that its secret fits', () => {
    expect(Credential.parse(credential)).toEqual(credential);
    const parsed = parseApiKey(key, 'dev');
    expect(parsed?.keyId).toBe(credential.keyId);
    expect(isSecret(parsed?.secret ?? '', credential.secretHash ?? '')).toBe(true);
    expect(JSON.stringify(credential)).not.toContain(parsed?.secret);
  });

  test.each([
    [now, null, 'live'],
    [now - 1, null, 'not yet valid'],
    [now + 30 * DAY, null, 'expired'],
    [now, new Date(now).toISOString(), 'revoked'],
  ])('at %d, revoked at %s, it is %s', (at, revokedAt, state) => {
    expect(keyState({ ...credential, revokedAt }, at)).toBe(state);
  });
});
