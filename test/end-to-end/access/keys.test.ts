/** A vendor's key over its life at the running hub: issued for two agencies, rotated, leaked and ended, each with `dtm`. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { AuditEvent } from '../../../shared/contract/access/audit.ts';
import { History } from '../../../shared/contract/access/change.ts';
import type { KeyLife } from '../../../shared/contract/access/keys.ts';
import { parseApiKey } from '../../../shared/domain/access/api-key.ts';
import { announce, dtm } from '../dtm.ts';
import { STAGE, startHub, type TestHub, TODAY } from '../hub.ts';
import { allLogs, eventsOf, jsonLog } from '../logs.ts';
import { operatorSqs, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { senderOf } from '../sender.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

let hub: TestHub;
const shown: string[] = [];
beforeAll(async () => {
  hub = await startHub();
  announce(hub.stateDirectory, hub);
}, 120_000);
afterAll(() => hub.stop());

const run = (...words: string[]) => dtm(hub.stateDirectory, TODAY, ...words);

/** The key that a command shows. */
async function keyOf(...words: string[]): Promise<string> {
  const { text } = await run('key', ...words);
  const [key] = /dtm_dev_\w+/.exec(text) ?? [];
  if (key === undefined) throw new Error(text);
  shown.push(key);
  return key;
}
const idOf = (key: string): string => parseApiKey(key, STAGE)?.keyId ?? '';
const lifeOf = async (key: string): Promise<KeyLife> => {
  const { text } = await run('key', 'show', idOf(key), '--json');
  return JSON.parse(text.slice(text.indexOf('{')));
};
const auditOf = (name: string, requestId: string | null): AuditEvent[] =>
  eventsOf(AuditEvent, jsonLog(hub.twin, name)).filter((line) => line.requestId === requestId);
async function registryVersion(): Promise<number> {
  const Key = { pk: { S: 'registry#version' }, sk: { S: 'current' } };
  const found = await hub.client.send(new GetItemCommand({ TableName: `dtm-${STAGE}-registry`, Key }));
  return Number(found.Item?.version?.N);
}
const saysOf = (receipt = ''): unknown =>
  JSON.parse(Buffer.from(receipt.split('.')[1] ?? '', 'base64url').toString());

let vendor = '';

test('a vendor’s key acts for both of its agencies and no other, and the audit says for which', async () => {
  vendor = await keyOf('issue', '--agency', 'H26,H01', '--note', 'a vendor', '--networks', '127.0.0.0/8,::1');
  const sender = senderOf(hub, vendor);
  for (const agency of ['H26', 'H01']) {
    const sent = await sender.post(report(hub.seed, { system: `${agency}.dvc` }));
    expect(saysOf(sent.accepted?.receipt)).toMatchObject({ agency, system: `${agency}.dvc` });
    const lines = auditOf('submit', sent.headers.get('x-request-id'));
    expect(lines).toMatchObject([{ agency, credential: idOf(vendor), outcome: 'done' }]);
  }
  const foreign = await sender.post(report(hub.seed, { system: 'H05.dvc' }));
  expect([foreign.status, foreign.problem?.code]).toEqual([403, 'foreign-agency']);
  expect(foreign.problem?.detail).toContain('H26, H01');
  const unnamed = await sender.call({ path: '/totals?dataset=etx-monthly&period=2026-11' });
  expect([unnamed.status, JSON.parse(unnamed.text).errors]).toMatchObject([
    400,
    [{ parameter: 'agency', code: 'missing-parameter', allowed: ['H26', 'H01'] }],
  ]);
  const sqs = operatorSqs(hub.twin);
  await untilQuiet(sqs, hub.twin);
  sqs.destroy();
  expect((await sender.totals('H01')).total.reporters).toBe(1);
});

test('who may do nothing, or act for what is no more, gets no key', async () => {
  await expect(run('key', 'issue', '--agency', 'H01', '--scopes', 'incidents')).rejects.toThrow(
    '--scopes: No call needs incidents',
  );
  await expect(run('key', 'issue', '--agency', 'H01', '--networks', '0.0.0.0/0')).rejects.toThrow(
    '--networks: "0.0.0.0/0" is no network',
  );
  const closed = hub.seed.agencies.find(({ history }) => (history.at(-1)?.to ?? TODAY) < TODAY.slice(0, 10));
  await expect(run('key', 'issue', '--agency', closed?.code ?? '')).rejects.toThrow(
    /--agency: Agency \S+ was closed/,
  );
});

test('from another network it is refused, and told so who has the secret alone', async () => {
  const elsewhere = await keyOf('issue', '--agency', 'H26', '--networks', '198.51.100.0/24');
  const answer = await senderOf(hub, elsewhere).call({ path: '/drills' });
  expect([answer.status, JSON.parse(answer.text).code]).toEqual([403, 'key-network']);
  expect(answer.text).toContain('127.0.0.1');
  expect(auditOf('read-drills', answer.headers.get('x-request-id'))).toMatchObject([
    { agency: 'H26', problem: 'key-network', outcome: 'refused' },
  ]);
});

test('rotated, both keys work until the overlap is over; no total is put anew for it', async () => {
  const before = await registryVersion();
  expect(before).toBeGreaterThan(0);
  const next = await keyOf('rotate', idOf(vendor), '--overlap', '7');
  expect(await registryVersion()).toBe(before);
  for (const key of [vendor, next])
    expect((await senderOf(hub, key).call({ path: '/drills' })).status).toBe(200);
  const [old, new_] = [await lifeOf(vendor), await lifeOf(next)];
  expect(old.key).toMatchObject({ replacedBy: idOf(next), state: 'live' });
  expect(Date.parse(old.key.validTo) - Date.parse(new_.key.validFrom)).toBe(7 * 86_400_000);
  expect(new_.key).toMatchObject({
    agencies: ['H26', 'H01'],
    note: 'a vendor',
    networks: ['127.0.0.0/8', '::1/128'],
  });
  expect(old.changes.map(({ action }) => action)).toEqual(['issue', 'rotate']);
  await expect(run('key', 'rotate', idOf(next))).rejects.toThrow('key-line-full');
  const { text } = await run('key', 'list');
  expect(text).toMatch(new RegExp(`H26 H01 +${idOf(next)}`));
});

test('the log has the life of a key from its beginning, be it issued or the next one of a line', async () => {
  const { key } = await lifeOf(vendor);
  const stretch = ['--since', TODAY, '--until', '2026-11-20T03:30:00Z', '--json'];
  const events = async (keyId: string | null) => {
    const { text } = await run('audit', 'life-of-a-key', '--key', keyId ?? '', ...stretch);
    const rows = text.split('\n').map((line) => JSON.parse(line));
    return rows.map(({ event, outcome }) => `${event} ${outcome}`);
  };
  expect(await events(key.keyId)).toEqual(
    expect.arrayContaining(['issueKey done', 'rotateKey done', 'submit done']),
  );
  expect(await events(key.replacedBy)).toEqual(expect.arrayContaining(['rotateKey done', 'listDrills done']));
});

test('which key it is is said before it is issued: who is stopped before it is shown can end it', async () => {
  const { text } = await run('key', 'issue', '--agency', 'H26', '--days', '1');
  const [key = ''] = /dtm_dev_\w+/.exec(text) ?? [];
  shown.push(key);
  expect(text.indexOf(`issuing key ${idOf(key)}`)).toBeLessThan(text.indexOf(key));
  expect(text).toContain(`issuing key ${idOf(key)}`);
});

test('a key that leaked is ended, what it recorded is told, and the next one issued, by one command', async () => {
  const leaked = await keyOf('issue', '--agency', 'H26', '--days', '30');
  const sent = await senderOf(hub, leaked).post(report(hub.seed, { system: 'H26.dvc', revision: 2 }, 2));
  expect(sent.status).toBe(202);
  const sqs = operatorSqs(hub.twin);
  await untilQuiet(sqs, hub.twin);
  sqs.destroy();
  const { text } = await run('key', 'leaked', idOf(leaked), '--since', TODAY, '--yes');
  expect(text).toContain('1 submission recorded by it');
  expect(text).toMatch(/H26\.dvc~etx-monthly~2026-11~2 +stands/);
  const [next = ''] = /dtm_dev_\w+/.exec(text) ?? [];
  shown.push(next);
  // A function that has not seen it within the minute.
  const ended = await senderOf(hub, leaked).call({ path: '/compliance' });
  expect([ended.status, JSON.parse(ended.text).code]).toEqual([401, 'key-revoked']);
  expect((await senderOf(hub, next).call({ path: '/compliance' })).status).toBe(200);
  expect((await lifeOf(next)).key).toMatchObject({ replaces: idOf(leaked), agencies: ['H26'] });
});

test('the history has what was done with each key, as that of other tasks', async () => {
  const { text } = await run('admin', 'history', '--task', 'keys', '--json');
  const { changes } = History.parse(JSON.parse(text.slice(text.indexOf('{'))));
  const ofVendor = changes.filter(({ record }) => record === `key~${idOf(vendor)}`);
  expect(ofVendor.map(({ action }) => action)).toEqual(['rotate', 'issue']);
  expect(changes.map(({ at }) => at)).toEqual(
    changes
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
  expect((await run('admin', 'history', '--task', 'keys')).text).toMatch(
    new RegExp(`user/dtm-dev-key-officer +rotate +key~${idOf(vendor)}`),
  );
});

test('no secret of a key is in a log, nor in what the hub answered of keys', async () => {
  const listed = await run('key', 'list', '--json');
  const history = await run('admin', 'history', '--task', 'keys', '--json');
  const lines = [...allLogs(hub.twin)].flatMap(([, log]) => log).join('\n');
  const secrets = shown.map((key) => parseApiKey(key, STAGE)?.secret ?? 'no key');
  expect(secrets).toHaveLength(6);
  expect(secrets.filter((secret) => `${lines}${listed.text}${history.text}`.includes(secret))).toEqual([]);
});
