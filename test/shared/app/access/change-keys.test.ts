/** Keys over their lives: issued, rotated, ended, by one operator at a time, whole wherever it dies. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { KeyPorts } from '../../../../shared/app/access/change-keys.ts';
import { readKey } from '../../../../shared/app/access/read-keys.ts';
import { DAY } from '../../../../shared/domain/values/duration.ts';
import { held, issueNow, keyPorts, NOW, officer, revokeNow, rotateNow } from '../../../fixtures/keys.ts';

const FIRST = 'first0000000';
const SECOND = 'second000000';
const THIRD = 'third0000000';
const dayAfter = (days: number) => new Date(NOW + days * DAY).toISOString();
const refusedAs = (kind: string, details = {}) => ({ ok: false, problem: { kind, details } });

let ports: KeyPorts;
beforeEach(() => {
  ports = keyPorts();
});

describe('issuing', () => {
  test('stores the hash with who issued it, when, and the note', async () => {
    await issueNow(ports, FIRST, { networks: ['203.0.113.7'], note: 'the platform team' });
    expect(await held(ports, FIRST)).toEqual({
      keyId: FIRST,
      secretHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      agency: 'H26',
      systems: null,
      scopes: ['submit', 'read'],
      networks: ['203.0.113.7/32'],
      note: 'the platform team',
      issuedBy: officer,
      validFrom: dayAfter(0),
      validTo: dayAfter(365),
      revokedAt: null,
    });
  });

  test.each([
    [['VN'], { agency: 'VN' }],
    [['000.00.00.H26'], { agency: 'H26' }],
    [['H26', 'H49', '000.00.00.H26'], { agency: 'H26', furtherAgencies: ['H49'] }],
  ])('for %j is for %j', async (agencies, stored) => {
    await issueNow(ports, FIRST, { agencies });
    expect(await held(ports, FIRST)).toMatchObject(stored);
  });

  test('the same again, whose answer was lost, is answered as the first time and made once', async () => {
    const first = await issueNow(ports, FIRST);
    expect(await issueNow(ports, FIRST, {}, NOW + 5000)).toEqual(first);
    expect(await ports.readKeyVersions(FIRST)).toHaveLength(1);
  });

  test('another key of the same id is refused', async () => {
    await issueNow(ports, FIRST);
    expect(await issueNow(ports, FIRST, { agencies: ['H49'] })).toMatchObject(refusedAs('version-changed'));
    expect(await held(ports, FIRST)).toMatchObject({ agency: 'H26' });
  });
});

describe('rotating', () => {
  test('issues the next with the same grants, and says when the one before ends', async () => {
    await issueNow(ports, FIRST, {
      agencies: ['H26', 'H49'],
      systems: ['H26.dvc'],
      networks: ['::1'],
      note: 'the vendor',
    });
    const old = await held(ports, FIRST);
    const rotated = await rotateNow(ports, FIRST, SECOND);
    expect(rotated).toMatchObject({ value: { body: { validTo: dayAfter(14), replacedBy: SECOND } } });
    expect(await held(ports, SECOND)).toEqual({
      ...old,
      keyId: SECOND,
      secretHash: expect.not.stringMatching(old?.secretHash ?? ''),
      replaces: FIRST,
    });
    const life = await readKey(ports.readKeyVersions, SECOND, NOW);
    expect(life).toMatchObject({ value: { changes: [{ action: 'issue', operator: officer }] } });
    expect(JSON.stringify(life)).not.toContain('secretHash');
  });

  test('lengthens no life: one that ends within the overlap ends as before', async () => {
    await issueNow(ports, FIRST, { days: 3 });
    expect(await rotateNow(ports, FIRST, SECOND)).toMatchObject({
      value: { body: { validTo: dayAfter(3) } },
    });
  });

  test('leaves two of a line live at most', async () => {
    await issueNow(ports, FIRST);
    await rotateNow(ports, FIRST, SECOND);
    expect(await rotateNow(ports, FIRST, THIRD)).toMatchObject(refusedAs('key-has-next', { other: SECOND }));
    expect(await rotateNow(ports, SECOND, THIRD)).toMatchObject(
      refusedAs('key-line-full', { other: FIRST, to: dayAfter(14) }),
    );
    expect(await held(ports, THIRD)).toBeUndefined();
    expect((await rotateNow(ports, SECOND, THIRD, { now: NOW + 14 * DAY })).ok).toBe(true);
  });

  test('of a key that was revoked issues the next; so does one whose next was revoked', async () => {
    await issueNow(ports, FIRST);
    await revokeNow(ports, FIRST);
    expect(await rotateNow(ports, FIRST, SECOND, { overlapDays: 0 })).toMatchObject({
      value: { body: { revokedAt: dayAfter(0), replacedBy: SECOND } },
    });
    await revokeNow(ports, SECOND);
    expect((await rotateNow(ports, FIRST, THIRD)).ok).toBe(true);
    expect(await held(ports, THIRD)).toMatchObject({ replaces: FIRST, revokedAt: null });
  });

  test('is refused for a key that was never issued, and with the id of another key', async () => {
    expect(await rotateNow(ports, FIRST, SECOND)).toMatchObject(refusedAs('key-not-found', { id: FIRST }));
    await issueNow(ports, FIRST);
    await issueNow(ports, SECOND, { agencies: ['H49'] });
    expect(await rotateNow(ports, FIRST, SECOND)).toMatchObject(refusedAs('key-id-taken'));
    expect(await held(ports, FIRST)).toMatchObject({ validTo: dayAfter(365) });
  });

  test('that dies behind any of its puts is whole when it is asked for again', async () => {
    for (const dies of [1, 2]) {
      ports = keyPorts();
      await issueNow(ports, FIRST);
      let puts = 0;
      const dying: KeyPorts = {
        ...ports,
        putKeyVersion: async (...put) => {
          const written = await ports.putKeyVersion(...put);
          puts += 1;
          if (puts === dies) throw new Error('it died');
          return written;
        },
      };
      await expect(rotateNow(dying, FIRST, SECOND, { on: '0.1' })).rejects.toThrow('it died');
      const again = await rotateNow(ports, FIRST, SECOND, { on: '0.1', now: NOW + 1000 });
      expect(again).toMatchObject({ ok: true, value: { on: '0.1', version: '0.2' } });
      expect(await ports.readKeyVersions(FIRST)).toHaveLength(2);
      expect(await ports.readKeyVersions(SECOND)).toHaveLength(1);
      expect(await held(ports, SECOND)).toMatchObject({ replaces: FIRST, validFrom: dayAfter(0) });
    }
  });
});

describe('revoking', () => {
  test('is written at once; a second time changes nothing', async () => {
    await issueNow(ports, FIRST);
    expect(await revokeNow(ports, FIRST, NOW + DAY)).toMatchObject({
      value: { body: { revokedAt: dayAfter(1) } },
    });
    expect(await revokeNow(ports, FIRST, NOW + 2 * DAY)).toMatchObject(
      refusedAs('key-ended', { at: dayAfter(1) }),
    );
    expect(await held(ports, FIRST)).toMatchObject({ revokedAt: dayAfter(1) });
    expect(await revokeNow(ports, THIRD)).toMatchObject(refusedAs('key-not-found'));
  });

  test('keeps what another release has put into it', async () => {
    await issueNow(ports, FIRST);
    const body = { ...(await held(ports, FIRST)), later: { by: 'another' } };
    await ports.putKeyVersion(2, body as never, null);
    await revokeNow(ports, FIRST, NOW + DAY);
    expect(await held(ports, FIRST)).toEqual({ ...body, revokedAt: dayAfter(1) });
  });
});
