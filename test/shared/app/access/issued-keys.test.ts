import { beforeEach, describe, expect, test } from 'vitest';
import { issueKeyOf, listKeys, revokeKey } from '../../../../shared/app/access/issued-keys.ts';
import type { Credential } from '../../../../shared/contract/registry.ts';
import { isSecret, parseApiKey } from '../../../../shared/domain/access/api-key.ts';
import type { KeyOrder } from '../../../../shared/domain/access/issue-key.ts';
import { credentialsOf } from '../../../../shared/domain/registry/records.ts';
import { DAY } from '../../../../shared/domain/values/duration.ts';
import { fakeRecords } from '../../../fakes/records.ts';
import { agencies, systems } from '../../../fixtures/registry.ts';

const now = Date.parse('2026-11-24T03:00:00.000Z');
const random = (bytes: Uint8Array) => crypto.getRandomValues(bytes);

let records: ReturnType<typeof fakeRecords>;
beforeEach(() => {
  records = fakeRecords([
    ...agencies.map((body) => ({ kind: 'agency', id: body.code, body }) as const),
    ...systems.map((body) => ({ kind: 'system', id: body.id, body }) as const),
  ]);
});
const order: KeyOrder = { agency: 'H26', systems: null, scopes: ['submit', 'read'], days: 365 };
const ask = (changes: Partial<KeyOrder> = {}) =>
  issueKeyOf(records, { ...order, ...changes, stage: 'dev' }, now, random);
async function issue(changes: Partial<KeyOrder> = {}): Promise<Credential> {
  const issued = await ask(changes);
  if (!issued.ok) throw new Error('refused');
  return issued.value.credential;
}
const stored = async (keyId: string) => credentialsOf(await records.listRecords()).get(keyId);

describe('issuing a key', () => {
  test('writes its hash, and gives the key itself this once', async () => {
    const issued = await ask({ systems: ['H26.dvc'] });
    if (!issued.ok) throw new Error('refused');
    const { key, credential } = issued.value;
    expect(await stored(credential.keyId)).toEqual(credential);
    expect(credential).toMatchObject({ agency: 'H26', systems: ['H26.dvc'], revokedAt: null });
    expect(isSecret(parseApiKey(key, 'dev')?.secret ?? '', credential.secretHash)).toBe(true);
  });

  test.each([
    ['VN', 'VN'],
    ['000.00.00.H26', 'H26'],
  ])('for %s makes one of %s', async (agency, holder) => {
    expect((await issue({ agency })).agency).toBe(holder);
  });

  test.each([
    [{ agency: 'H99' }, { why: 'unknown agency' }],
    [{ agency: 'nobody' }, { why: 'unknown agency' }],
    [{ systems: ['H26.dvc', 'H26.no', 'H49.no'] }, { why: 'unknown systems', systems: ['H26.no', 'H49.no'] }],
    [{ systems: ['H26.dvc', 'H49.dvc'] }, { why: 'foreign systems', systems: ['H49.dvc'] }],
  ])('is refused where the registry does not have %j, and nothing is written', async (changes, problem) => {
    expect(await ask(changes)).toEqual({ ok: false, problem });
    expect(records.rows().filter(({ record }) => record.kind === 'credential')).toEqual([]);
  });
});

describe('revoking a key', () => {
  test('is written at once; a second time changes nothing', async () => {
    const { keyId } = await issue();
    const revoked = await revokeKey(records, keyId, now + DAY);
    expect(revoked).toMatchObject({ isNews: true, credential: { revokedAt: '2026-11-25T03:00:00.000Z' } });
    expect(await stored(keyId)).toEqual(revoked?.credential);
    const again = await revokeKey(records, keyId, now + 2 * DAY);
    expect(again).toEqual({ isNews: false, credential: revoked?.credential });
    expect(records.rows().filter(({ record }) => record.kind === 'credential')).toHaveLength(2);
    // No key is of the registry's version.
    expect(records.version()).toBe(0);
  });

  test('keeps what another release has put into it', async () => {
    const { keyId, ...issued } = await issue();
    const body = { keyId, ...issued, note: { by: 'later' } };
    await records.writeRecords([{ kind: 'credential', id: keyId, body }]);
    await revokeKey(records, keyId, now + DAY);
    expect(await stored(keyId)).toEqual({ ...body, revokedAt: '2026-11-25T03:00:00.000Z' });
  });

  test('that was never issued is said', async () => {
    expect(await revokeKey(records, 'abcdefghijkl', now)).toBeNull();
  });
});

test('the list is by agency, each with its state', async () => {
  await issue({ agency: 'H49', days: 1 });
  const { keyId } = await issue({ agency: 'G06' });
  await revokeKey(records, keyId, now);
  await issue();
  const listed = await listKeys(records, null, now + 2 * DAY);
  expect(listed.map(({ credential, state }) => [credential.agency, state])).toEqual([
    ['G06', 'revoked'],
    ['H26', 'live'],
    ['H49', 'expired'],
  ]);
});

test('or only those that end soon with no other key to follow', async () => {
  const alone = await issue({ agency: 'H49', days: 10 });
  await issue({ days: 10 });
  await issue({ days: 400 });
  const listed = await listKeys(records, 30, now);
  expect(listed.map(({ credential }) => credential.keyId)).toEqual([alone.keyId]);
});
