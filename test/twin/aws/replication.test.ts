/** S3 replication as unkind as it is: late, in no order, by a role with rights on both sides, and of new objects only. */

import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, expect, test } from 'vitest';
import type { PolicyStatement } from '../../../twin/aws/iam/policy-statement.ts';
import type { ReplicationOutcome } from '../../../twin/aws/s3/replication.ts';
import { arn, type Fixture, operator, region, role, startFixture, temporaryDirectory } from './fixture.ts';

const elsewhere = 'ap-southeast-3';
const target = 'replica';
const everything: PolicyStatement[] = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
const opened: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

type Setting = { statements?: PolicyStatement[]; delays?: number[]; ruled?: boolean; path?: string };

async function start({ statements = everything, delays = [], ruled = true, path }: Setting = {}) {
  const own = path === undefined ? temporaryDirectory() : { path, remove: () => undefined };
  const outcomes: ReplicationOutcome[] = [];
  const rule = {
    id: 'all',
    source: 'journal',
    target,
    prefix: '',
    accessKeyId: 'REPLICATION',
    accesses: (key: string) => [
      { action: 's3:GetObjectVersionForReplication', resource: `${arn.bucket}/${key}`, context: {} },
      { action: 's3:ReplicateObject', resource: `arn:aws:s3:::${target}/${key}`, context: {} },
    ],
  };
  const fixture = await startFixture({
    stateDirectory: own.path,
    principals: [operator, role('REPLICATION', statements)],
    otherRegions: { [elsewhere]: join(own.path, elsewhere) },
    replication: {
      rules: ruled ? [rule] : [],
      seconds: () => delays.shift() ?? 0,
      onOutcome: (outcome) => outcomes.push(outcome),
    },
  });
  await fixture.endpoint.createBucket({ BucketName: target }, elsewhere);
  let isOpen = true;
  const end = async (): Promise<void> => {
    if (isOpen) await fixture.stop();
    isOpen = false;
  };
  opened.push(async () => {
    await end();
    own.remove();
  });
  return { fixture, outcomes, path: own.path, end };
}

const put = ({ s3 }: Fixture, Key: string) =>
  s3().send(
    new PutObjectCommand({
      Bucket: 'journal',
      Key,
      Body: `of ${Key}`,
      ContentType: 'application/x-ndjson',
      ContentEncoding: 'gzip',
      Metadata: { colour: 'red' },
    }),
  );
/** A client that is told of the wrong region goes where the bucket is. */
const wanderer = ({ endpoint }: Fixture): S3Client =>
  new S3Client({
    endpoint: endpoint.url,
    region,
    credentials: { accessKeyId: 'OPERATOR', secretAccessKey: 'not checked' },
    maxAttempts: 1,
    forcePathStyle: true,
    followRegionRedirects: true,
  });
const status = async (fixture: Fixture, Bucket: string, Key: string) =>
  (await wanderer(fixture).send(new HeadObjectCommand({ Bucket, Key }))).ReplicationStatus;
const names = async (fixture: Fixture) =>
  ((await wanderer(fixture).send(new ListObjectsV2Command({ Bucket: target }))).Contents ?? []).map(
    ({ Key }) => Key,
  );

test('an object is copied some time after its put, with all that it has', async () => {
  const { fixture } = await start({ delays: [0.3] });
  await put(fixture, 'one');
  expect(await status(fixture, 'journal', 'one')).toBe('PENDING');
  expect(await names(fixture)).toEqual([]);
  await expect.poll(() => status(fixture, 'journal', 'one')).toBe('COMPLETED');
  const { Body, ...copy } = await wanderer(fixture).send(
    new GetObjectCommand({ Bucket: target, Key: 'one' }),
  );
  expect(await Body?.transformToString()).toBe('of one');
  expect(copy).toMatchObject({
    ReplicationStatus: 'REPLICA',
    ContentType: 'application/x-ndjson',
    ContentEncoding: 'gzip',
    Metadata: { colour: 'red' },
  });
});

test('objects come in another order than they were put in', async () => {
  const { fixture, outcomes } = await start({ delays: [0.3, 0] });
  await put(fixture, 'first');
  await put(fixture, 'second');
  await expect.poll(() => outcomes.map(({ key }) => key)).toEqual(['second', 'first']);
});

test('what was there before the rule is never copied', async () => {
  const before = await start({ ruled: false });
  await put(before.fixture, 'old');
  await before.end();
  const { fixture } = await start({ path: before.path });
  await put(fixture, 'new');
  await expect.poll(() => names(fixture)).toEqual(['new']);
  expect(await status(fixture, 'journal', 'old')).toBeUndefined();
});

test('what the role may not do fails, and stays so', async () => {
  const { fixture, outcomes } = await start({
    statements: [{ Effect: 'Allow', Action: 's3:GetObjectVersionForReplication', Resource: '*' }],
  });
  await put(fixture, 'one');
  await expect.poll(() => status(fixture, 'journal', 'one')).toBe('FAILED');
  expect(outcomes[0]?.refused?.action).toBe('s3:ReplicateObject');
  expect(await names(fixture)).toEqual([]);
});

test('what was on its way when the twin ended is copied by the next one', async () => {
  const before = await start({ delays: [60] });
  await put(before.fixture, 'one');
  await before.end();
  const { fixture } = await start({ path: before.path });
  await expect.poll(() => names(fixture)).toEqual(['one']);
});

test('a bucket is in its region: elsewhere there is only the word where', async () => {
  const { fixture } = await start();
  await expect(fixture.s3().send(new ListObjectsV2Command({ Bucket: target }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 301 },
  });
  expect(await names(fixture)).toEqual([]);
  await expect(fixture.s3().send(new CreateBucketCommand({ Bucket: 'another' }))).resolves.toBeDefined();
});
