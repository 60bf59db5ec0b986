/** Tokens of a real issuer at the running hub: what they open, what is said of them, and what the issuer does meanwhile. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { AuditEvent } from '../../../shared/contract/access/audit.ts';
import { ProblemDetails } from '../../../shared/contract/problem.ts';
import { MINUTE } from '../../../shared/domain/values/duration.ts';
import type { Issuer } from '../../../twin/issuer/issuer.ts';
import { announce, dtm, dtmIn } from '../dtm.ts';
import { startHub, type TestHub, TODAY } from '../hub.ts';
import { allLogs, eventsOf, jsonLog } from '../logs.ts';
import { report } from '../report.ts';
import { type HttpAnswer, senderOf, untilCounted } from '../sender.ts';
import { atIssuer, clientOf, issuerAt, TOKEN_LIFE, type TokenClient, tokenFor } from './token-clients.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

let issuer: Issuer;
let hub: TestHub;
let client: TokenClient;
const seen: string[] = [];
beforeAll(async () => {
  const clockOffset = Date.parse(TODAY) - Date.now();
  issuer = await issuerAt(clockOffset);
  hub = await startHub(TODAY, { issuer, clockOffset, processesPerFunction: 1 });
  client = await clientOf(hub, issuer, 'H26');
}, 120_000);
afterAll(async () => {
  await hub.stop();
  await issuer.stop();
});

async function token(of = client, asked = {}): Promise<string> {
  const got = await tokenFor(issuer, of, asked);
  seen.push(got);
  return got;
}
const me = (text: string): Promise<HttpAnswer> => senderOf(hub, text).call({ path: '/me' });
const codesOf = ({ status, text }: HttpAnswer): string => {
  if (status === 200) return '200';
  const { code, errors } = ProblemDetails.parse(JSON.parse(text));
  return [status, code, ...errors.map((one) => one.code)].join(' ');
};
const challengeOf = ({ headers }: HttpAnswer): string | null =>
  headers.get('x-amzn-remapped-www-authenticate');
/** Of the hub and of its issuer. */
async function letPass(milliseconds: number): Promise<void> {
  await issuer.pass(milliseconds);
  await hub.twin.letPass(milliseconds);
}

test('a report that comes with a token is taken, counted, and told of as with a key', async () => {
  const sender = senderOf(hub, await token());
  const first = report(hub.seed, { system: 'H26.dvc' });
  const posted = await sender.post(first);
  expect(posted.status).toBe(202);
  await untilCounted(sender, first);
  const requestId = posted.headers.get('x-request-id');
  const lines = eventsOf(AuditEvent, jsonLog(hub.twin, 'submit')).filter(
    (one) => one.requestId === requestId,
  );
  expect(lines).toMatchObject([{ agency: 'H26', credential: client.id, outcome: 'done' }]);
  const { credential } = JSON.parse((await me(await token())).text);
  expect(credential).toMatchObject({ keyId: client.id, clientId: client.clientId, agency: 'H26' });
});

test('what is wrong with a token is said, with the challenge under the name that REST APIs give it', async () => {
  const other = await me(await token(client, { resource: 'https://other.test' }));
  expect(codesOf(other)).toBe('401 token-refused token-audience');
  expect(challengeOf(other)).toBe('Bearer realm="dtm", error="invalid_token"');
  expect(other.headers.get('www-authenticate')).toBeNull();

  const profile = await me(await token(client, { scope: 'profile' }));
  expect([codesOf(profile), challengeOf(profile)]).toEqual([
    '403 token-scope',
    'Bearer realm="dtm", error="insufficient_scope", scope="submit read batch"',
  ]);
  const stranger = await me(await token(await atIssuer(issuer)));
  expect(codesOf(stranger)).toBe('401 client-unknown');
  const vi = await senderOf(hub, await token(client, { resource: 'https://other.test' })).call({
    path: '/me',
    headers: { 'Accept-Language': 'vi' },
  });
  expect(JSON.parse(vi.text).errors[0].detail).toMatch(/^Mã truy cập dành cho https:\/\/other\.test/);
});

test('dtm comes with a token that is given, or with one that it gets for a client', async () => {
  announce(hub.stateDirectory, hub);
  const ask = (environment: Record<string, string | undefined>) =>
    dtmIn(environment, hub.stateDirectory, TODAY, 'me', '--json');
  const { clientId: DTM_CLIENT_ID, secret: DTM_CLIENT_SECRET } = client;
  for (const environment of [
    { DTM_TOKEN: await token() },
    { DTM_CLIENT_ID, DTM_CLIENT_SECRET, DTM_ISSUER: issuer.url },
  ])
    expect(JSON.parse((await ask(environment)).text).credential.clientId).toBe(DTM_CLIENT_ID);
  await expect(ask({ DTM_CLIENT_ID, DTM_CLIENT_SECRET: 'wrong', DTM_ISSUER: issuer.url })).rejects.toThrow(
    'refuses (401): invalid_client',
  );
});

test('two headers that say who calls are refused, whatever is in them', async () => {
  const key = await hub.issue('H26');
  const both = await senderOf(hub, await token()).call({ path: '/me', headers: { 'X-API-Key': key } });
  expect(codesOf(both)).toBe('400 invalid-request wrong-form');
  expect(both.text).not.toContain(key);
});

test('a token that is over, or not valid yet, is told so; clocks may be a minute apart', async () => {
  const madeAt = async (milliseconds: number): Promise<string> => {
    await issuer.pass(milliseconds);
    const made = await token();
    await issuer.pass(-milliseconds);
    return made;
  };
  const life = TOKEN_LIFE * 1000;
  expect(codesOf(await me(await madeAt(-life - 30_000)))).toBe('200');
  const over = await me(await madeAt(-life - 90_000));
  expect([codesOf(over), challengeOf(over)]).toEqual([
    '401 token-expired',
    'Bearer realm="dtm", error="invalid_token"',
  ]);
  expect(codesOf(await me(await madeAt(30_000)))).toBe('200');
  expect(codesOf(await me(await madeAt(90_000)))).toBe('401 token-refused token-early');
});

test('the issuer’s next key is taken at once; what ends a client, or a key of the issuer, holds within a minute', async () => {
  const before = await token();
  await issuer.rotate(false);
  const after = await token();
  expect([codesOf(await me(after)), codesOf(await me(before))]).toEqual(['200', '200']);

  const other = await clientOf(hub, issuer, 'H01');
  const held = await token(other);
  expect(codesOf(await me(held))).toBe('200');
  announce(hub.stateDirectory, hub);
  const at = new Date(hub.twin.now()).toISOString();
  expect((await dtm(hub.stateDirectory, at, 'client', 'revoke', other.clientId)).exitCode).toBe(0);
  await issuer.rotate(true);
  const late = await token();
  // Another container begins, as the twin has them all end when its clock is put ahead.
  await letPass(MINUTE + 1000);
  expect(codesOf(await me(late))).toBe('200');
  expect(codesOf(await me(before))).toBe('401 token-refused token-key');
  expect(codesOf(await me(await token(other)))).toBe('401 client-revoked');
});

test('while the issuer is away the keys that are known go on; with none it is said when to ask again', async () => {
  const held = await token();
  expect(codesOf(await me(held))).toBe('200');
  const port = Number(new URL(issuer.url).port);
  await issuer.stop();
  expect(codesOf(await me(held))).toBe('200');

  await hub.twin.letPass(1000);
  const unknown = await me(held);
  expect([codesOf(unknown), challengeOf(unknown)]).toEqual(['503 issuer-unavailable', null]);
  expect(Number(unknown.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(jsonLog(hub.twin, 'read-registry')).toContainEqual(
    expect.objectContaining({ level: 'WARN', event: 'issuer', fault: 'IssuerSilent' }),
  );
  // With a key nobody asks the issuer.
  expect(codesOf(await me(await hub.issue('H26')))).toBe('200');

  issuer = await issuerAt(hub.twin.now() - Date.now(), { port });
  await issuer.register({ ...client, scopes: ['submit', 'read', 'batch'] });
  const next = await token();
  await expect.poll(async () => codesOf(await me(next)), { timeout: 30_000, interval: 1000 }).toBe('200');
  expect(codesOf(await me(held))).toBe('401 token-refused token-key');
});

test('no token is in any log', () => {
  const logs = JSON.stringify([...allLogs(hub.twin)]);
  expect(seen.length).toBeGreaterThan(10);
  for (const one of seen) expect(logs).not.toContain(one.split('.')[2]);
});
