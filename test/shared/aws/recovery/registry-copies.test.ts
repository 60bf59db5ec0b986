/** The registry in the journal's bucket, and a replica taken over, on the twin's S3 and DynamoDB. */
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readJournal } from '../../../../shared/aws/recovery/journal-bucket.ts';
import { copyJournal } from '../../../../shared/aws/recovery/journal-copy.ts';
import { keepRegistryCopy, readRegistryCopy } from '../../../../shared/aws/recovery/registry-copies.ts';
import { listRegistry } from '../../../../shared/aws/registry/lists.ts';
import { readRegistryVersion } from '../../../../shared/aws/registry/version.ts';
import { putRegistryBack } from '../../../../shared/aws/registry/write.ts';
import { type Fixture, startFixture } from '../../../twin/aws/fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
  await fixture.endpoint.createBucket({ BucketName: 'hub-two' });
});
afterAll(() => fixture.stop());

const copyOf = (version: number, at: string, count = 1) => ({
  version,
  at,
  rows: Array.from({ length: count }, (_, n) => ({
    name: `agency#${String(n).padStart(2, '0')}`,
    version,
    at,
    text: `{"n":${n}}`,
  })),
});
const older = copyOf(7, '2026-11-01T00:00:00.000Z');
const sameNumber = { ...older, rows: older.rows.map((row) => ({ ...row, text: '{}' })) };
/** Of a registry that was restored to an earlier day: a lower version, and the newer one. More rows than one call takes. */
const newer = copyOf(6, '2026-11-02T00:00:00.000Z', 60);

test('a copy is kept once, the newest is the one of the latest change, and it is no entry', async () => {
  const keep = keepRegistryCopy(fixture.s3(), 'journal');
  expect(await readRegistryCopy(fixture.s3(), 'journal')()).toBeNull();
  for (const one of [newer, older, sameNumber]) await keep(one);
  expect(await readRegistryCopy(fixture.s3(), 'journal')()).toEqual(newer);
  expect(await Array.fromAsync(readJournal(fixture.s3(), 'journal')(0))).toEqual([]);
});

test('more rows under one time and version are another copy, and the newest', async () => {
  const s3 = fixture.s3();
  await fixture.endpoint.createBucket({ BucketName: 'more-rows' });
  for (const count of [9, 10]) await keepRegistryCopy(s3, 'more-rows')(copyOf(7, older.at, count));
  expect((await readRegistryCopy(s3, 'more-rows')())?.rows).toHaveLength(10);
});

test('rows that are put back are those of the copy, also over half of them, and the version is theirs', async () => {
  const client = fixture.dynamoDb();
  await putRegistryBack(client, 'Ledger')(newer);
  const found = await Array.fromAsync(listRegistry(client, 'Ledger')());
  expect(found.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(newer.rows);
  expect(await readRegistryVersion(client, 'Ledger')()).toEqual({ version: 6, at: newer.at });
});

test('a replica is taken over byte for byte, what is there already stays, and a bucket is not copied into itself', async () => {
  const s3 = fixture.s3();
  const put = (Bucket: string, Key: string, Body: string) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentEncoding: 'gzip' }));
  for (let n = 0; n < 40; n += 1) await put('journal', `entries/${n}`, `of the replica ${n}`);
  await put('hub-two', 'entries/7', 'of the hub');
  const taken = await Array.fromAsync(copyJournal(s3, 'journal', 'hub-two')());
  expect([taken.length, taken.filter(({ isNew }) => !isNew).map(({ name }) => name)]).toEqual([
    42,
    ['entries/7'],
  ]);
  const text = async (Key: string) => {
    const { Body, ContentEncoding } = await s3.send(new GetObjectCommand({ Bucket: 'hub-two', Key }));
    return [await Body?.transformToString(), ContentEncoding];
  };
  expect([await text('entries/7'), await text('entries/39')]).toEqual([
    ['of the hub', 'gzip'],
    ['of the replica 39', 'gzip'],
  ]);
  expect(await Array.fromAsync(copyJournal(s3, 'journal', 'hub-two')())).toHaveLength(42);
  expect((await s3.send(new ListObjectsV2Command({ Bucket: 'hub-two' }))).KeyCount).toBe(42);
  expect(await Array.fromAsync(copyJournal(s3, 'journal', 'journal')())).toEqual([]);
});
