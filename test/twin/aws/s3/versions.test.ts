/** Versions as S3 has them: what is replaced or deleted stays, and is read by its version. */
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arn, type Fixture, operator, role, startFixture, temporaryDirectory } from '../fixture.ts';

const reader = role('READER', [
  { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: ['*'] },
]);
const directory = temporaryDirectory();
const principals = [operator, reader];
const start = () => startFixture({ stateDirectory: directory.path, principals });
let fixture: Fixture;
beforeAll(async () => {
  fixture = await start();
});
afterAll(async () => {
  await fixture.stop();
  directory.remove();
});

const Bucket = 'journal';
const put = async (Key: string, Body: string) =>
  String((await fixture.s3().send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId);
const get = async (Key: string, VersionId?: string) => {
  const got = await fixture.s3().send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return [await got.Body?.transformToString(), got.VersionId];
};
const remove = (Key: string, VersionId?: string) =>
  fixture.s3().send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
const versionsOf = async (Prefix: string) => {
  const { Versions = [], DeleteMarkers = [] } = await fixture
    .s3()
    .send(new ListObjectVersionsCommand({ Bucket, Prefix }));
  return [...Versions, ...DeleteMarkers].map(({ VersionId, IsLatest }) => [VersionId, IsLatest]);
};

test('each put makes a version; an earlier one is read by its id, the newest without', async () => {
  const first = await put('a/1', 'one');
  const second = await put('a/1', 'two');
  expect(first).not.toBe(second);
  expect(await get('a/1')).toEqual(['two', second]);
  expect(await get('a/1', first)).toEqual(['one', first]);
  expect(await get('a/1', second)).toEqual(['two', second]);
  const head = await fixture.s3().send(new HeadObjectCommand({ Bucket, Key: 'a/1', VersionId: first }));
  expect([head.VersionId, head.ContentLength]).toEqual([first, 3]);
  expect(await versionsOf('a/1')).toEqual([
    [second, true],
    [first, false],
  ]);
});

test('a copy has a version of its own', async () => {
  await put('copy/from', 'x');
  const { VersionId } = await fixture
    .s3()
    .send(new CopyObjectCommand({ Bucket, Key: 'copy/to', CopySource: `${Bucket}/copy/from` }));
  expect(await get('copy/to')).toEqual(['x', VersionId]);
});

describe('a deletion', () => {
  test('leaves a marker, behind which the versions are', async () => {
    const first = await put('d/1', 'one');
    const { DeleteMarker, VersionId: marker } = await remove('d/1');
    expect(DeleteMarker).toBe(true);
    await expect(get('d/1')).rejects.toMatchObject({ name: 'NoSuchKey', $metadata: { httpStatusCode: 404 } });
    await expect(get('d/1', marker)).rejects.toMatchObject({ name: 'MethodNotAllowed' });
    expect(await get('d/1', first)).toEqual(['one', first]);
    const listed = await fixture.s3().send(new ListObjectsV2Command({ Bucket, Prefix: 'd/1' }));
    expect(listed.KeyCount).toBe(0);
    expect(await versionsOf('d/1')).toEqual([
      [first, false],
      [marker, true],
    ]);
    await remove('d/1', marker);
    expect(await get('d/1')).toEqual(['one', first]);
  });

  test('of a version is for good, and the one before it is the newest', async () => {
    const first = await put('d/2', 'one');
    const second = await put('d/2', 'two');
    await remove('d/2', second);
    expect(await get('d/2')).toEqual(['one', first]);
    await expect(get('d/2', second)).rejects.toMatchObject({ name: 'NoSuchVersion' });
    await remove('d/2', first);
    expect(await versionsOf('d/2')).toEqual([]);
  });
});

test('an id that is none is refused', async () => {
  await expect(get('a/1', 'yesterday')).rejects.toMatchObject({ name: 'InvalidArgument' });
});

test('an earlier version needs a right of its own', async () => {
  const first = await put('right', 'one');
  const read = fixture.s3('READER').send(new GetObjectCommand({ Bucket, Key: 'right', VersionId: first }));
  await expect(read).rejects.toMatchObject({ name: 'AccessDenied' });
  expect(fixture.denials.at(-1)).toMatchObject({
    action: 's3:GetObjectVersion',
    resource: `${arn.bucket}/right`,
  });
});

test('versions are listed in pages, by key and the newest first', async () => {
  for (const key of ['p/1', 'p/2']) for (const body of ['x', 'y', 'z']) await put(key, body);
  const found: (string | undefined)[] = [];
  let last: ListObjectVersionsCommandOutput | undefined;
  do {
    const [KeyMarker, VersionIdMarker] = [last?.NextKeyMarker, last?.NextVersionIdMarker];
    last = await fixture
      .s3()
      .send(new ListObjectVersionsCommand({ Bucket, Prefix: 'p/', MaxKeys: 2, KeyMarker, VersionIdMarker }));
    found.push(...(last.Versions ?? []).map(({ VersionId }) => VersionId));
  } while (last.NextKeyMarker !== undefined);
  expect(found).toEqual((await versionsOf('p/')).map(([id]) => id));
  expect(new Set(found).size).toBe(6);
});

test('a put that is refused makes no version', async () => {
  const first = await put('kept', 'one');
  const again = fixture
    .s3()
    .send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'two', IfNoneMatch: '*' }));
  await expect(again).rejects.toMatchObject({ name: 'PreconditionFailed' });
  expect(await versionsOf('kept')).toEqual([[first, true]]);
});

test('all of it is there after a restart', async () => {
  const first = await put('restart', 'one');
  const second = await put('restart', 'two');
  await fixture.stop();
  fixture = await start();
  expect(await get('restart', first)).toEqual(['one', first]);
  expect(await get('restart')).toEqual(['two', second]);
});

test('a bucket without versions has none: the next put takes the place of the last', async () => {
  await fixture.endpoint.createBucket({ BucketName: 'plain' });
  const putPlain = (Body: string) =>
    fixture.s3().send(new PutObjectCommand({ Bucket: 'plain', Key: 'k', Body }));
  expect((await putPlain('one')).VersionId).toBeUndefined();
  await putPlain('two');
  const { Versions } = await fixture.s3().send(new ListObjectVersionsCommand({ Bucket: 'plain' }));
  expect(Versions?.map(({ VersionId, Size }) => [VersionId, Size])).toEqual([['null', 3]]);
});

test('what lay in a bucket before it had versions is kept as the version null', async () => {
  const bucket = { Bucket: 'grown', Key: 'k' };
  await fixture.endpoint.createBucket({ BucketName: 'grown' });
  await fixture.s3().send(new PutObjectCommand({ ...bucket, Body: 'before' }));
  await fixture.endpoint.createBucket({
    BucketName: 'grown',
    VersioningConfiguration: { Status: 'Enabled' },
  });
  const { VersionId } = await fixture.s3().send(new PutObjectCommand({ ...bucket, Body: 'after' }));
  const of = async (version?: string) =>
    (
      await fixture.s3().send(new GetObjectCommand({ ...bucket, VersionId: version }))
    ).Body?.transformToString();
  expect([await of('null'), await of(), await of(VersionId)]).toEqual(['before', 'after', 'after']);
});
