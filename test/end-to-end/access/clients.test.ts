/** A client of the issuer over its life at the running hub, each step with `dtm`; the audit tells all of it. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { AuditEvent } from '../../../shared/contract/access/audit.ts';
import { clientCredentialId } from '../../../shared/domain/access/client-credential-id.ts';
import { announce, dtm } from '../dtm.ts';
import { startHub, type TestHub, TODAY } from '../hub.ts';
import { eventsOf, jsonLog } from '../logs.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  announce(hub.stateDirectory, hub);
}, 120_000);
afterAll(() => hub.stop());

const run = (...words: string[]) => dtm(hub.stateDirectory, TODAY, ...words);
const CLIENT = 'vendor@h26';
const ID = clientCredentialId(CLIENT);

test('a client is registered, seen, changed and ended', async () => {
  const made = await run('client', 'register', CLIENT, '--agency', 'H26,H01', '--networks', '::1');
  expect(made.text).toContain(`client ${CLIENT} registered for H26, H01 until`);
  expect((await run('client', 'list')).text).toMatch(
    /H26 H01 +vendor@h26 +\w{12} +submit, read +all .* live/,
  );
  await run('client', 'change', CLIENT, '--scopes', 'read', '--networks', 'any');
  const { client } = JSON.parse((await run('client', 'show', ID, '--json')).text.replace(/^[^{]*/, ''));
  expect(client).toMatchObject({ agencies: ['H26', 'H01'], scopes: ['read'], networks: null });
  expect((await run('client', 'revoke', CLIENT)).text).toContain(`client ${CLIENT} revoked`);
  expect((await run('client', 'revoke', CLIENT)).text).toContain('already');
  const { text } = await run('--lang', 'vi', 'client', 'show', CLIENT);
  expect(text).toMatch(/trạng thái +đã thu hồi[\s\S]*đăng ký, bởi[\s\S]*thay đổi, bởi[\s\S]*thu hồi, bởi/);
});

test('who asks for what it may not is told why, by the name of the option', async () => {
  await expect(run('client', 'register', 'other', '--agency', 'H02X')).rejects.toThrow(/^--agency: /);
  await expect(run('client', 'show', 'nobody')).rejects.toThrow('There is no such client');
  await expect(run('client', 'change', CLIENT)).rejects.toThrow('was revoked');
});

test('each change is one audit line with who made it and on what; a client’s name at the issuer is in none', () => {
  const lines = eventsOf(AuditEvent, jsonLog(hub.twin, 'admin-keys'));
  const changes = lines.filter(({ action, outcome }) => action === 'change' && outcome === 'done');
  expect(
    changes.map(({ event, resource, operator }) => [event, resource, operator?.split('/').at(-1)]),
  ).toEqual(
    ['registerClient', 'changeClient', 'revokeClient'].map((event) => [
      event,
      `client~${ID}`,
      'dtm-dev-key-officer',
    ]),
  );
  expect(JSON.stringify(jsonLog(hub.twin, 'admin-keys'))).not.toContain(CLIENT);
});
