/**
 * Receipts from the answer to the proof (R27): over HTTP, with saved keys, with the script of the guide; over a restart at the turn
 * of the year, a renewal and a leak.
 */
import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { KeySet, Receipt } from '../../../shared/contract/submissions/receipt.ts';
import { synthesize } from '../../../twin/synth.ts';
import { announce, dtm } from '../dtm.ts';
import { projectDirectory, STAGE, startHub, type TestHub, TODAY } from '../hub.ts';
import { report } from '../report.ts';
import { type Sender, senderOf } from '../sender.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

const directory = mkdtempSync(join(tmpdir(), 'dtm-receipts-'));
const file = (name: string) => join(directory, name);
let assemblyDirectory: string;
let hub: TestHub;
let sender: Sender;
let today = TODAY;

async function start(): Promise<void> {
  hub = await startHub(today, { assemblyDirectory, stateDirectory: file('twin'), processesPerFunction: 1 });
  sender = senderOf(hub, await hub.issue('H26'));
  announce(directory, { ...hub, stateDirectory: file('twin') });
}

/** Every function begins anew, as after a while without calls: what it had kept is gone. */
function coldStart(): void {
  for (const one of hub.twin.functions.values()) one.killProcesses();
}

beforeAll(async () => {
  assemblyDirectory = (await synthesize({ projectDirectory })).assemblyDirectory;
  await start();
}, 120_000);
afterAll(async () => {
  await hub.stop();
  rmSync(directory, { recursive: true, force: true });
});

const run = (...words: string[]) => dtm(directory, today, ...words);
const sent = () => JSON.stringify(report(hub.seed));
const keySet = async () =>
  KeySet.parse(JSON.parse((await sender.call({ path: '/.well-known/jwks.json' })).text));
const receiptOf = async (body: string) => (await sender.post(body)).accepted?.receipt ?? '';
const kidOf = (jws: string): string =>
  JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString()).kid;

let first = '';

test('a 202 has a receipt that the published keys verify, and that says what was received', async () => {
  const { accepted } = await sender.post(sent());
  first = accepted?.receipt ?? '';
  const keys = createLocalJWKSet((await keySet()) as unknown as JSONWebKeySet);
  const { payload } = await compactVerify(first, keys, { algorithms: ['EdDSA'] });
  expect(Receipt.parse(JSON.parse(new TextDecoder().decode(payload)))).toEqual({
    id: 'H26.dvc~etx-monthly~2026-11~1',
    kind: 'report',
    agency: 'H26',
    system: 'H26.dvc',
    dataset: 'etx-monthly',
    period: '2026-11',
    revision: 1,
    receivedAt: accepted?.receivedAt,
    sha256: hash('sha256', sent()),
    digest: accepted?.digest,
  });
});

test('the keys are open to all, may be cached, and refuse what they do not know', async () => {
  const stranger = senderOf(hub, null);
  const answer = await stranger.call({ path: '/.well-known/jwks.json' });
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, max-age=3600']);
  expect(KeySet.parse(JSON.parse(answer.text)).keys.map(({ kid }) => kid.slice(0, 6))).toEqual([
    '2026-a',
    '2026-b',
    '2027-a',
    '2027-b',
  ]);
  expect((await stranger.call({ path: '/.well-known/jwks.json?kid=1' })).status).toBe(400);
});

test('a retry gets the same receipt to the byte; a dry run none', async () => {
  expect(await receiptOf(sent())).toBe(first);
  expect(await receiptOf(sent().replace('{', '{ '))).toBe(first);
  expect((await sender.dryRun(sent())).text).not.toContain('receipt');
});

test('signing costs no call: a submission asks AWS for what it asked for without receipts', async () => {
  const systems = ['H26.ioc', 'H26.lgsp', 'H26.18.motcua'].filter((id) =>
    hub.seed.systems.some((one) => one.id === id),
  );
  expect(systems.length).toBeGreaterThan(1);
  for (const system of systems) await sender.post({ ...report(hub.seed), system });
  // The minute that the registry's records are kept may be over in one round; it is not in the next.
  let calls: (string | number)[][] = [];
  for (
    let revision = 2;
    revision <= 4 && !calls.some(([, operation]) => operation === 'PutItem');
    revision += 1
  ) {
    hub.twin.resetCounts();
    for (const system of systems) {
      const { status } = await sender.post({ ...report(hub.seed, { revision }, revision), system });
      expect(status).toBe(202);
    }
    const round = hub.twin.counts().calls.filter(({ principal }) => principal === 'dtm-dev-submit');
    if (round.every(({ operation }) => operation !== 'Query'))
      calls = round.map(({ service, operation, calls: count }) => [service, operation, count]);
  }
  expect(calls).toEqual([
    ['dynamodb', 'PutItem', systems.length],
    ['sqs', 'SendMessage', systems.length],
  ]);
});

test('with saved keys a receipt is verified while no hub is there, in files alone', async () => {
  writeFileSync(file('answer.json'), JSON.stringify({ receipt: first }));
  writeFileSync(file('report.json'), sent());
  expect((await run('receipt', 'verify', file('answer.json'))).text).toContain('The receipt is genuine');
  expect((await run('receipt', 'keys', '--save', file('published.json'))).text).toBe(
    `✓ 4 keys of dtm-dev in ${file('published.json')}`,
  );
  const offline = (...words: string[]) => dtm(file('nowhere'), today, 'receipt', 'verify', ...words);
  const keys = ['--keys', file('published.json')];
  const proved = await offline(file('answer.json'), ...keys, '--body', file('report.json'));
  expect(proved.exitCode).toBe(0);
  expect(proved.text).toContain('report.json is what was received, byte for byte');
  writeFileSync(file('report.json'), sent().replace('{', '{ '));
  const other = await offline(file('answer.json'), ...keys, '--body', file('report.json'));
  expect(other).toEqual({ exitCode: 1, text: expect.stringContaining('but not for this file') });
});

const guide = readFileSync(join(projectDirectory, 'docs/guide-for-senders.md'), 'utf8');
const [, script = ''] = /```sh verify-receipt\.sh\n([\s\S]*?)```/.exec(guide) ?? [];
/** What it says, and whether it is content. */
function openssl(answer: string): readonly [ok: boolean, said: string] {
  const words = ['-eu', file('verify-receipt.sh'), file(answer), file('published.json')];
  const { status, stdout, stderr } = spawnSync('sh', words, { encoding: 'utf8' });
  return [status === 0, `${stdout}${stderr}`];
}

test('the script of the guide verifies with openssl however the keys are written, and refuses what was changed, is of no key, or leaked', async () => {
  expect(script.trim().split('\n')).toHaveLength(10);
  writeFileSync(file('verify-receipt.sh'), script);
  const [isContent, said] = openssl('answer.json');
  expect(isContent).toBe(true);
  expect(said).toContain('Signature Verified Successfully');
  expect(said).toContain('"id":"H26.dvc~etx-monthly~2026-11~1"');
  const [head, payload = '', signature] = first.split('.');
  const changed = Buffer.from(payload, 'base64url').toString().replace('"revision":1', '"revision":2');
  const forged = `${head}.${Buffer.from(changed).toString('base64url')}.${signature}`;
  writeFileSync(file('forged.json'), JSON.stringify({ receipt: forged }));
  expect(openssl('forged.json')).toEqual([false, expect.stringContaining('Signature Verification Failure')]);
  // What the same keys sign is not all a receipt.
  const other = Buffer.from(head ?? '', 'base64url')
    .toString()
    .replace('dtm-receipt', 'dtm-drill-report');
  const reportOfDrill = `${Buffer.from(other).toString('base64url')}.${payload}.${signature}`;
  writeFileSync(file('report-of-a-drill.json'), JSON.stringify({ receipt: reportOfDrill }));
  expect(openssl('report-of-a-drill.json')).toEqual([false, expect.stringContaining('no receipt')]);
  const saved = KeySet.parse(JSON.parse(readFileSync(file('published.json'), 'utf8')));
  writeFileSync(file('published.json'), JSON.stringify({ ...saved, keys: saved.keys.slice(1) }));
  expect(openssl('answer.json')).toEqual([false, expect.stringMatching(/^no key \S+ in /)]);
  writeFileSync(file('refusal.json'), '{"status":422,"code":"invalid-submission"}');
  expect(openssl('refusal.json')).toEqual([false, expect.stringContaining('no receipt in')]);
  const revoked = { revoked_at: 1_790_000_000, reason: 'compromised' };
  // As other programs write it: members in order, indented, with lines of Windows, keys of other kinds and revoked ones between.
  const sorted = (value: object) =>
    Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const [one, ...others] = saved.keys.map(sorted);
  const keys = [
    ...[
      { crv: 'P-256', kid: 'ec', kty: 'EC', x: 'AA', y: 'AA' },
      ...others.map((key) => sorted({ ...key, revoked })),
    ],
    ...(one === undefined ? [] : [one]),
  ];
  const written = (set: object) =>
    writeFileSync(
      file('published.json'),
      `\uFEFF${JSON.stringify(set, null, 2).replaceAll('\n', '\r\n')}\r\n`,
    );
  for (const order of [keys, keys.toReversed()]) {
    written({ issuer: saved.issuer, keys: order });
    expect(openssl('answer.json')).toEqual([true, expect.stringContaining('Verified Successfully')]);
    const offline = await run('receipt', 'verify', file('answer.json'), '--keys', file('published.json'));
    expect(offline.exitCode).toBe(0);
  }
  // Of two keys with one id the revoked one wins.
  for (const pair of [
    [one, { ...one, revoked }],
    [{ revoked, ...one }, one],
  ]) {
    written({ issuer: saved.issuer, keys: pair });
    expect(openssl('answer.json')).toEqual([false, expect.stringContaining('was revoked')]);
    const offline = await run('receipt', 'verify', file('answer.json'), '--keys', file('published.json'));
    expect(offline).toEqual({ exitCode: 1, text: expect.stringContaining('was reported stolen at') });
  }
  writeFileSync(
    file('published.json'),
    JSON.stringify({ ...saved, keys: saved.keys.map((key) => ({ ...key, revoked })) }),
  );
  expect(openssl('answer.json')).toEqual([false, expect.stringContaining('was revoked')]);
  writeFileSync(file('published.json'), JSON.stringify(saved));
});

test('a year later keys saved today verify what is signed with the new year’s key; a retry gets the old receipt', async () => {
  await hub.twin.stop();
  today = '2027-01-20T02:30:00.000Z';
  await start();
  const body = JSON.stringify(report(hub.seed, { period: '2027-01' }));
  const receipt = await receiptOf(body);
  expect([kidOf(first).slice(0, 6), kidOf(receipt).slice(0, 6)]).toEqual(['2026-a', '2027-a']);
  writeFileSync(file('answer.json'), receipt);
  const offline = await run('receipt', 'verify', file('answer.json'), '--keys', file('published.json'));
  expect(offline.exitCode).toBe(0);
  expect(await receiptOf(sent())).toBe(first);
});

test('a renewal keeps the keys that were, and its own do not sign for a day, unless it is said', async () => {
  const before = await keySet();
  await run('receipt-keys', 'renew');
  await expect(run('receipt-keys', 'rotate')).rejects.toThrow('or say --early');
  coldStart();
  const after = await keySet();
  const kids = after.keys.map(({ kid }) => kid);
  expect(kids).toEqual(expect.arrayContaining(before.keys.map(({ kid }) => kid)));
  expect(kids).toHaveLength(before.keys.length + 3);
  expect((await run('receipt-keys', 'rotate', '--early')).text).toContain('slot b signs from now on');
});

test('after a leak the other slot signs, old receipts of the leaked one prove nothing, and a retry gets a new one', async () => {
  coldStart();
  const ofB = await receiptOf(sent());
  expect(kidOf(ofB)).toMatch(/^2026-b-/);
  expect((await run('receipt-keys', 'leaked', 'b', '--yes')).text).toContain('slot a signs');
  coldStart();
  writeFileSync(file('answer.json'), ofB);
  const refused = await run('receipt', 'verify', file('answer.json'));
  expect(refused).toEqual({ exitCode: 1, text: expect.stringContaining('was reported stolen at') });
  writeFileSync(file('answer.json'), await receiptOf(sent()));
  expect((await run('receipt', 'verify', file('answer.json'))).exitCode).toBe(0);
  expect(kidOf(await receiptOf(sent()))).toBe(kidOf(first));
  const listed = (await run('receipt-keys', 'list')).text;
  expect(listed).toMatch(/^a +signs /m);
  expect(listed).toMatch(/^b +revoked: leaked /m);
  expect(listed).toMatch(/^b +replaced /m);
});

/** As a registry restored to before the first change of them has it. */
async function forgetSlots(): Promise<void> {
  const TableName = `dtm-${STAGE}-registry`;
  const names = { ExpressionAttributeValues: { ':pk': { S: 'signing-keys#current' } } };
  const query = new QueryCommand({ TableName, KeyConditionExpression: 'pk = :pk', ...names });
  const { Items = [] } = await hub.client.send(query);
  expect(Items.length).toBeGreaterThan(3);
  for (const { pk, sk } of Items)
    await hub.client.send(
      new DeleteItemCommand({ TableName, Key: { pk: pk ?? { S: '' }, sk: sk ?? { S: '' } } }),
    );
}

test('a registry that was restored to the day before gets back from a saved set what it forgot', async () => {
  const before = await keySet();
  await run('receipt', 'keys', '--save', file('saved.json'));
  await forgetSlots();
  expect((await run('receipt-keys', 'keep', file('saved.json'))).text).toMatch(/^✓ 6 keys of /m);
  expect((await run('receipt-keys', 'keep', file('saved.json'))).text).toMatch(/^✓ 0 keys /m);
  coldStart();
  expect(await keySet()).toEqual(before);
  expect(kidOf(await receiptOf(sent()))).toBe(kidOf(first));
});
