/** The locked copy of the logs: every call is in it, whatever dies meanwhile; a gap is found, named and closed (R13, R23). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { TrailHour } from '../../../shared/app/access/check-trail.ts';
import { readTrail } from '../../../shared/aws/access/trail-bucket.ts';
import { operatorS3 } from '../../../shared/aws/operator.ts';
import { trailSourcesOf } from '../../../shared/contract/access/trail-sources.ts';
import { announce, dtm, type Said } from '../dtm.ts';
import { STAGE, startHub, type TestHub, TODAY } from '../hub.ts';
import { report } from '../report.ts';
import { senderOf } from '../sender.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 240_000 });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let directory: string;
let hub: TestHub;
const ids: string[] = [];

const start = async (): Promise<void> => {
  hub = await startHub(TODAY, { stateDirectory: directory });
  announce(directory, hub);
};
const at = (milliseconds: number): string => new Date(Date.parse(TODAY) + milliseconds).toISOString();
const check = (...words: readonly string[]): Promise<Said> =>
  dtm(directory, TODAY, 'trail', 'check', '--from', at(-HOUR), '--to', at(2 * HOUR), ...words);
const hours = async (): Promise<TrailHour[]> =>
  (await check('--json')).text.split('\n').map((line) => JSON.parse(line));

/** Lines of the last seconds are on their way. */
async function untilWhole(): Promise<Said> {
  for (let look = 0; look < 40; look += 1) {
    const said = await check();
    if (said.exitCode === 0) return said;
    await sleep(500);
  }
  return check();
}

async function call(key: string, count: number): Promise<void> {
  const sender = senderOf(hub, key);
  for (let made = 0; made < count; made += 1)
    for (const path of ['/health', '/compliance', '/nowhere', '/totals?dataset=etx-monthly&period=2026-11']) {
      const answer = await sender.call({ path });
      ids.push(answer.headers.get('x-request-id') ?? '');
    }
}

const bucket = () => {
  const { awsUrl: endpoint, region, operatorCredentials, accountId } = hub.twin;
  const client = operatorS3({ endpoint, region, credentials: { ...operatorCredentials } });
  return { client, name: `dtm-${STAGE}-trail-${accountId}-${region}` };
};
async function objects(): Promise<{ readonly name: string; readonly messages: readonly string[] }[]> {
  const { client, name } = bucket();
  const found = [];
  for await (const object of readTrail(client, name)(''))
    found.push({ name: object.name, messages: object.lines.map(({ message }) => message) });
  client.destroy();
  return found;
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'dtm-trail-'));
  await start();
}, 120_000);
afterAll(async () => {
  await hub.stop();
  rmSync(directory, { recursive: true, force: true });
});

test('every call is in the trail, though the function and the hub are killed in between', async () => {
  const key = await hub.issue('H26');
  await senderOf(hub, key).call({ method: 'POST', path: '/submissions', body: report(hub.seed) });
  await call(key, 2);
  hub.twin.functions.get(`dtm-${STAGE}-trail`)?.killProcesses();
  await call(key, 2);
  await sleep(1_500);
  hub.twin.functions.get(`dtm-${STAGE}-trail`)?.killProcesses();
  await call(key, 1);
  await hub.twin.kill();
  await start();
  await call(key, 1);
  // What the first kills interrupted comes again after minutes.
  await hub.twin.letPass(4 * MINUTE);
  const said = await untilWhole();
  expect(said).toMatchObject({ exitCode: 0 });
  expect(said.text).toMatch(/✓ The trail has every line\. \d+ lines compared\./);

  const kept = (await objects()).flatMap(({ messages }) => messages);
  const missing = ids.filter((id) => !kept.some((message) => message.includes(id)));
  expect(missing).toEqual([]);
  const known = trailSourcesOf(STAGE).map(({ logGroup }) => logGroup.slice(1));
  const from = new Set((await objects()).map(({ name }) => known.find((one) => name.startsWith(`${one}/`))));
  for (const group of ['dtm/dev/access', 'aws/lambda/dtm-dev-public', 'aws/lambda/dtm-dev-read-totals'])
    expect(from).toContain(group);
  // Nothing but access and audit lines, and none of the function's own.
  expect(kept.filter((line) => !line.includes('"requestId"'))).toEqual([]);
  expect([...from]).not.toContain(undefined);
});

test('an object that is gone is a gap: named, and closed from the log', async () => {
  const before = await objects();
  const gone = before.find(({ name }) => name.includes('dtm-dev-public'));
  const { client, name: Bucket } = bucket();
  // No lock on the twin; on AWS this is what the lock refuses, and what a lost delivery looks like.
  await client.send(new DeleteObjectCommand({ Bucket, Key: gone?.name }));
  client.destroy();

  const said = await check();
  expect(said.exitCode).toBe(1);
  expect(said.text).toContain('✗ public, ');
  const lacking = (await hours()).filter(({ missing }) => missing > 0);
  expect(lacking.map(({ source }) => source)).toEqual(['public']);
  const named = lacking.flatMap(({ first }) => first.map(({ message }) => message));
  expect(gone?.messages).toEqual(expect.arrayContaining(named));

  expect((await check('--repair')).text).toContain('and has them now');
  expect(await check()).toMatchObject({ exitCode: 0 });
  const copied = (await objects()).filter(({ name }) => name.endsWith('.copied.ndjson.gz'));
  expect(copied.flatMap(({ messages }) => messages).toSorted()).toEqual(named.toSorted());
});

test('a delivery that fails three times is dropped: an alarm, a gap, and the log still has it', async () => {
  const key = await hub.issue('H29');
  const ringing = () => hub.twin.alarms().filter(({ name }) => name === `dtm-${STAGE}-trail-dropped`);
  expect(ringing()).toMatchObject([{ state: 'OK' }]);
  // Less than a process takes to load.
  const killer = setInterval(() => hub.twin.functions.get(`dtm-${STAGE}-trail`)?.killProcesses(), 20);
  try {
    await call(key, 1);
    await sleep(2_500);
    for (const minutes of [1.1, 2.1]) {
      await hub.twin.letPass(minutes * MINUTE);
      await sleep(2_500);
    }
    expect(ringing()).toMatchObject([{ state: 'ALARM' }]);
  } finally {
    clearInterval(killer);
  }
  expect((await hours()).reduce((sum, { missing }) => sum + missing, 0)).toBeGreaterThan(0);
  await check('--repair');
  expect(await untilWhole()).toMatchObject({ exitCode: 0 });
});

test('an object that is not what was written is said', async () => {
  const { client, name } = bucket();
  const Key = (await objects()).find((one) => one.name.includes('/access/'))?.name;
  await client.send(new PutObjectCommand({ Bucket: name, Key, Body: 'no gzip' }));
  client.destroy();
  const said = await check();
  expect(said.exitCode).toBe(1);
  expect(said.text).toContain(`cannot be read: ${Key}`);
});

test('what is no range of time is refused', async () => {
  await expect(dtm(directory, TODAY, 'trail', 'check', '--from', 'yesterday')).rejects.toThrow(
    '--from yesterday',
  );
  await expect(dtm(directory, TODAY, 'trail', 'check', '--from', at(0), '--to', at(0))).rejects.toThrow(
    'an instant before --to',
  );
});
