/** Clients of the issuer over their lives: registered, changed, ended; and never taken for a key, nor a key for a client. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { KeyPorts } from '../../../../shared/app/access/change-keys.ts';
import { listClients, readClient } from '../../../../shared/app/access/read-clients.ts';
import { listKeys, readKey } from '../../../../shared/app/access/read-keys.ts';
import { clientCredentialId } from '../../../../shared/domain/access/client-credential-id.ts';
import { DAY } from '../../../../shared/domain/values/duration.ts';
import { changeNow, registerNow, revokeClientNow } from '../../../fixtures/clients.ts';
import { held, issueNow, keyPorts, NOW, officer, revokeNow, rotateNow } from '../../../fixtures/keys.ts';
import { credential } from '../../../fixtures/registry.ts';

const CLIENT = 'h26-dvc';
const ID = clientCredentialId(CLIENT);
const dayAfter = (days: number) => new Date(NOW + days * DAY).toISOString();
const refusedAs = (kind: string, details = {}) => ({ ok: false, problem: { kind, details } });

let ports: KeyPorts;
beforeEach(() => {
  ports = keyPorts();
});

test('what is registered is for whom, for what and how long, with who did it, and no secret', async () => {
  await registerNow(ports, CLIENT, { agencies: ['H26', 'H49'], networks: ['::1'], note: 'the vendor' });
  expect(await held(ports, ID)).toEqual({
    keyId: ID,
    clientId: CLIENT,
    agency: 'H26',
    furtherAgencies: ['H49'],
    systems: null,
    scopes: ['submit', 'read'],
    networks: ['::1/128'],
    note: 'the vendor',
    issuedBy: officer,
    validFrom: dayAfter(0),
    validTo: dayAfter(365),
    revokedAt: null,
  });
});

test('the same again is answered as the first time, another registration of the client is refused', async () => {
  const first = await registerNow(ports, CLIENT);
  expect(await registerNow(ports, CLIENT, {}, NOW + 5000)).toEqual(first);
  expect(await registerNow(ports, CLIENT, { agencies: ['H49'] })).toMatchObject(refusedAs('version-changed'));
});

test('a name whose id belongs to another is refused, whatever that other is', async () => {
  await ports.putKeyVersion(1, credential({ keyId: ID }), null);
  expect(await registerNow(ports, CLIENT)).toMatchObject(refusedAs('client-id-taken', { id: ID }));
});

test('what it may be granted is judged as for keys, all at once', async () => {
  const refused = await registerNow(ports, CLIENT, { agencies: ['H02X'], networks: ['0.0.0.0/0'] });
  expect(refused).toMatchObject({
    problem: {
      kind: 'invalid-change',
      findings: [
        { code: 'unknown-agency', pointer: '/agencies/0' },
        { code: 'key-network-form', pointer: '/networks/0' },
      ],
    },
  });
});

test('a change says all anew: what is not named ends; since when it is registered, and by whom, stays', async () => {
  await registerNow(ports, CLIENT, { networks: ['::1'], note: 'the vendor' });
  await changeNow(ports, CLIENT, { scopes: ['read'] }, NOW + 10 * DAY);
  expect(await held(ports, ID)).toEqual({
    keyId: ID,
    clientId: CLIENT,
    agency: 'H26',
    systems: null,
    scopes: ['read'],
    issuedBy: officer,
    validFrom: dayAfter(0),
    validTo: dayAfter(375),
    revokedAt: null,
  });
});

test('one that was revoked is neither changed, nor revoked or registered again', async () => {
  await registerNow(ports, CLIENT);
  await revokeClientNow(ports, CLIENT, NOW + DAY);
  expect(await held(ports, ID)).toMatchObject({ revokedAt: dayAfter(1) });
  const ended = refusedAs('client-ended', { clientId: CLIENT, at: dayAfter(1) });
  expect(await changeNow(ports, CLIENT, {}, NOW + 2 * DAY)).toMatchObject(ended);
  expect(await revokeClientNow(ports, CLIENT, NOW + 2 * DAY)).toMatchObject(ended);
  expect(await registerNow(ports, CLIENT, { note: 'again' }, NOW + 2 * DAY)).toMatchObject(
    refusedAs('version-changed'),
  );
});

test('its life tells what was done with it', async () => {
  await registerNow(ports, CLIENT);
  await changeNow(ports, CLIENT, { scopes: ['read'] });
  expect(await readClient(ports.readKeyVersions, ID, NOW)).toMatchObject({
    value: {
      version: '0.2',
      client: { id: ID, clientId: CLIENT, state: 'live', scopes: ['read'] },
      changes: [
        { action: 'register', record: `client~${ID}`, body: { scopes: ['submit', 'read'] } },
        { action: 'change', record: `client~${ID}`, body: { scopes: ['read'] } },
      ],
    },
  });
});

describe('a client is no key, and a key is no client', () => {
  test('whoever asks for the one is not told of the other', async () => {
    await registerNow(ports, CLIENT);
    await issueNow(ports, 'first0000000');
    expect(await readKey(ports.readKeyVersions, ID, NOW)).toMatchObject(refusedAs('key-not-found'));
    expect(await revokeNow(ports, ID)).toMatchObject(refusedAs('key-not-found'));
    expect(await rotateNow(ports, ID, 'second000000')).toMatchObject(refusedAs('key-not-found'));
    expect(await readClient(ports.readKeyVersions, 'first0000000', NOW)).toMatchObject(
      refusedAs('client-not-found'),
    );
  });

  test('lists have the ones or the others; a client to follow keeps a key out of those that end', async () => {
    const { secretHash: _, ...rest } = credential({ keyId: 'b'.repeat(12), agency: 'H26' });
    const client = { ...rest, clientId: 'h26' };
    const soon = { validTo: dayAfter(5) };
    const all = [
      client,
      { ...client, keyId: 'c'.repeat(12), agency: 'H49', ...soon },
      credential({ keyId: 'a'.repeat(12), agency: 'H26', ...soon }),
      credential({ keyId: 'd'.repeat(12), agency: 'G06', ...soon }),
    ];
    const asked = { expiring: null, after: null };
    const keys = async (expiring: number | null) =>
      (await listKeys(async () => all, { ...asked, expiring }, NOW)).keys.map(({ keyId }) => keyId.charAt(0));
    const clients = async (expiring: number | null) =>
      (await listClients(async () => all, { ...asked, expiring }, NOW)).clients.map(({ id }) => id.charAt(0));
    expect([await keys(null), await keys(30)]).toEqual([['a', 'd'], ['d']]);
    expect([await clients(null), await clients(30)]).toEqual([['b', 'c'], ['c']]);
  });
});
