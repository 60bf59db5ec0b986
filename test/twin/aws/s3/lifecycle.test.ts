/** What the lifecycle of a bucket takes away, by the clock of the twin: at the midnight behind the time that a rule says. */
import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fixture, startFixture } from '../fixture.ts';

const DAY = 86_400_000;
/** Ten in the morning: the day behind an upload ends the next morning, and its midnight is the one after. */
const begun = Date.UTC(2026, 10, 2, 10);
let clock = begun;
let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture({ now: () => clock });
  await fixture.endpoint.createBucket({
    BucketName: 'kept',
    VersioningConfiguration: { Status: 'Enabled' },
    LifecycleConfiguration: {
      Rules: [
        { Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
        {
          Status: 'Enabled',
          Prefix: 'spills/',
          ExpirationInDays: 3,
          NoncurrentVersionExpiration: { NoncurrentDays: 1 },
        },
        { Status: 'Disabled', Prefix: 'off/', ExpirationInDays: 1 },
      ],
    },
  });
});
afterAll(() => fixture.stop());

const Bucket = 'kept';
const put = (Key: string) => fixture.s3().send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
const isThere = (Key: string, VersionId?: string) =>
  fixture
    .s3()
    .send(new GetObjectCommand({ Bucket, Key, VersionId }))
    .then(
      () => true,
      () => false,
    );

test('an upload that was never made whole goes at the midnight behind its day', async () => {
  clock = begun;
  const object = { Bucket, Key: 'uploads/never' };
  const { UploadId } = await fixture.s3().send(new CreateMultipartUploadCommand(object));
  const list = () => fixture.s3().send(new ListPartsCommand({ ...object, UploadId }));
  clock = Date.UTC(2026, 10, 3, 23, 59);
  await expect(list()).resolves.toBeDefined();
  clock = Date.UTC(2026, 10, 4);
  await expect(list()).rejects.toMatchObject({ name: 'NoSuchUpload' });
});

test('an object goes after its days, and leaves a marker; its version goes after those of what is old', async () => {
  const { VersionId } = await put('spills/x');
  await Promise.all([put('off/x'), put('uploads/x')]);
  clock += 3 * DAY - 1;
  expect(await isThere('spills/x')).toBe(true);
  clock += DAY;
  expect([await isThere('spills/x'), await isThere('spills/x', VersionId)]).toEqual([false, true]);
  clock += 2 * DAY;
  expect(await isThere('spills/x', VersionId)).toBe(false);
  const { DeleteMarkers } = await fixture
    .s3()
    .send(new ListObjectVersionsCommand({ Bucket, Prefix: 'spills/x' }));
  expect(DeleteMarkers).toHaveLength(1);
  expect([await isThere('off/x'), await isThere('uploads/x')]).toEqual([true, true]);
});
