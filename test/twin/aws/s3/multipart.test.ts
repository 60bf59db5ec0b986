/** Multipart uploads as unkind as S3's: what it refuses of parts, of their digests, and of putting them together. */
import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fixture, startFixture } from '../fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.stop());

const Bucket = 'journal';
const MB = 1024 * 1024;
const digestOf = (body: Uint8Array | string) => createHash('sha256').update(body).digest('base64');

async function begin(Key: string, algorithm: 'SHA256' | null = 'SHA256') {
  const { UploadId } = await fixture
    .s3()
    .send(
      new CreateMultipartUploadCommand({ Bucket, Key, ...(algorithm && { ChecksumAlgorithm: algorithm }) }),
    );
  return { Key, UploadId };
}
type Upload = Awaited<ReturnType<typeof begin>>;

const send = (upload: Upload, PartNumber: number, Body: Buffer, more: object = {}) =>
  fixture
    .s3()
    .send(
      new UploadPartCommand({ Bucket, ...upload, PartNumber, Body, ChecksumSHA256: digestOf(Body), ...more }),
    );
async function part(upload: Upload, PartNumber: number, Body: Buffer) {
  const { ETag } = await send(upload, PartNumber, Body);
  return { PartNumber, ETag, ChecksumSHA256: digestOf(Body) };
}
const complete = (upload: Upload, Parts: readonly object[]) =>
  fixture
    .s3()
    .send(new CompleteMultipartUploadCommand({ Bucket, ...upload, MultipartUpload: { Parts: [...Parts] } }));
const refused = (name: string, message?: string) =>
  expect.objectContaining({ name, ...(message && { message: expect.stringContaining(message) }) });

const large = Buffer.alloc(5 * MB, 'a');
const small = Buffer.from('the end');

test('parts with their digests make an object with the digest of digests, and a version', async () => {
  const upload = await begin('whole');
  const parts = [await part(upload, 1, large), await part(upload, 2, small)];
  const made = await complete(upload, parts);
  const digests = Buffer.concat(parts.map(({ ChecksumSHA256 }) => Buffer.from(ChecksumSHA256, 'base64')));
  const composite = `${digestOf(digests)}-2`;
  expect(made).toMatchObject({ ChecksumSHA256: composite, ChecksumType: 'COMPOSITE' });
  const head = await fixture
    .s3()
    .send(new HeadObjectCommand({ Bucket, Key: 'whole', ChecksumMode: 'ENABLED' }));
  expect(head).toMatchObject({
    ChecksumSHA256: composite,
    ChecksumType: 'COMPOSITE',
    VersionId: made.VersionId,
    ContentLength: 5 * MB + 7,
  });
  const tail = await fixture
    .s3()
    .send(new GetObjectCommand({ Bucket, Key: 'whole', VersionId: made.VersionId, Range: 'bytes=-3' }));
  expect(await tail.Body?.transformToString()).toBe('end');
});

describe('a part is refused', () => {
  test('that is not what its digest says', async () => {
    const sent = send(await begin('x'), 1, small, { ChecksumSHA256: digestOf('another') });
    await expect(sent).rejects.toEqual(refused('BadDigest', 'SHA256 you specified did not match'));
  });

  test('without a digest, of an upload that asks for one', async () => {
    const upload = await begin('x');
    const [path, authorization] = [
      `${fixture.endpoint.url}/${Bucket}/x?partNumber=1&uploadId=${upload.UploadId}`,
      'AWS4-HMAC-SHA256 Credential=OPERATOR/20260101/ap-southeast-1/s3/aws4_request, Signature=0',
    ];
    const answer = await fetch(path, { method: 'PUT', body: 'x', headers: { authorization } });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(
      /InvalidRequest.*expected checksum Type: sha256, actual checksum Type: null/,
    );
  });

  test('with a digest, of an upload that has none', async () => {
    const sent = send(await begin('x', null), 1, small);
    await expect(sent).rejects.toEqual(refused('InvalidRequest', 'expected checksum Type: null'));
  });

  test('with a digest of another length', async () => {
    const sent = send(await begin('x'), 1, small, { ChecksumSHA256: 'AAAA' });
    await expect(sent).rejects.toEqual(refused('InvalidRequest', 'x-amz-checksum-sha256 header is invalid'));
  });

  test.each([0, 10_001])('with the number %d', async (number) => {
    await expect(send(await begin('x'), number, small)).rejects.toEqual(refused('InvalidArgument'));
  });

  test('under another key than its upload’s', async () => {
    const { UploadId } = await begin('x');
    await expect(send({ Key: 'y', UploadId }, 1, small)).rejects.toEqual(refused('NoSuchUpload'));
  });
});

describe('parts are not put together', () => {
  test('when one but the last is smaller than 5 MB', async () => {
    const upload = await begin('x');
    const parts = [await part(upload, 1, small), await part(upload, 2, small)];
    await expect(complete(upload, parts)).rejects.toEqual(refused('EntityTooSmall'));
  });

  test('in another order, with another ETag or digest, or with one that is not there', async () => {
    const upload = await begin('x');
    const [first, second] = [await part(upload, 1, large), await part(upload, 2, small)];
    await expect(complete(upload, [second, first])).rejects.toEqual(refused('InvalidPartOrder'));
    const other = { ...second, ETag: first.ETag };
    await expect(complete(upload, [first, other])).rejects.toEqual(refused('InvalidPart'));
    const wrong = { ...second, ChecksumSHA256: first.ChecksumSHA256 };
    await expect(complete(upload, [first, wrong])).rejects.toEqual(refused('InvalidPart'));
    const missing = { ...second, PartNumber: 3 };
    await expect(complete(upload, [first, missing])).rejects.toEqual(refused('InvalidPart'));
    // Nothing of that took the upload away.
    expect((await complete(upload, [first, second])).ETag).toMatch(/-2"$/);
  });

  test('without their digests', async () => {
    const upload = await begin('x');
    const { ChecksumSHA256: _, ...bare } = await part(upload, 1, small);
    await expect(complete(upload, [bare])).rejects.toEqual(
      refused('InvalidRequest', 'created using a sha256 checksum. The complete request must include'),
    );
  });

  test('when there are none', async () => {
    await expect(complete(await begin('x'), [])).rejects.toEqual(refused('MalformedXML'));
  });

  test('twice, or after they were aborted', async () => {
    const done = await begin('x');
    const parts = [await part(done, 1, small)];
    await complete(done, parts);
    await expect(complete(done, parts)).rejects.toEqual(refused('NoSuchUpload'));
    const gone = await begin('x');
    await fixture.s3().send(new AbortMultipartUploadCommand({ Bucket, ...gone }));
    await expect(send(gone, 1, small)).rejects.toEqual(refused('NoSuchUpload'));
    await expect(complete(gone, parts)).rejects.toEqual(refused('NoSuchUpload'));
    const list = fixture.s3().send(new ListPartsCommand({ Bucket, ...gone }));
    await expect(list).rejects.toEqual(refused('NoSuchUpload'));
  });
});

test('parts are listed in pages with size and digest; one that is sent again is the last that came', async () => {
  const upload = await begin('listed');
  for (const number of [2, 1, 3]) await part(upload, number, Buffer.from(`part ${number}`));
  await part(upload, 3, Buffer.from('part three'));
  const page = (PartNumberMarker?: string) =>
    fixture.s3().send(new ListPartsCommand({ Bucket, ...upload, MaxParts: 2, PartNumberMarker }));
  const first = await page();
  expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2', ChecksumAlgorithm: 'SHA256' });
  const second = await page(first.NextPartNumberMarker);
  expect(second.IsTruncated).toBe(false);
  expect([...(first.Parts ?? []), ...(second.Parts ?? [])]).toMatchObject([
    { PartNumber: 1, Size: 6, ChecksumSHA256: digestOf('part 1') },
    { PartNumber: 2, Size: 6 },
    { PartNumber: 3, Size: 10, ChecksumSHA256: digestOf('part three') },
  ]);
});

test('a whole object is held against its digests too', async () => {
  const put = (more: object) =>
    fixture.s3().send(new PutObjectCommand({ Bucket, Key: 'put', Body: 'body', ...more }));
  await expect(put({ ChecksumSHA256: digestOf('other') })).rejects.toEqual(refused('BadDigest'));
  await expect(put({ ContentMD5: 'XzY+DlipXwbL6bvGYsXftg==' })).rejects.toEqual(refused('BadDigest'));
  await put({ ChecksumSHA256: digestOf('body') });
});
