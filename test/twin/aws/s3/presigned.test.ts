/** A presigned URL lets its holder do what was signed, as who signed it, until it expires: no more than that. */
import { createHash } from 'node:crypto';
import { CreateMultipartUploadCommand, ListPartsCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arn, type Fixture, operator, role, startFixture } from '../fixture.ts';
import { presign, type Signed } from './presign.ts';

const sender = role('SENDER', [
  { Effect: 'Allow', Action: 's3:PutObject', Resource: `${arn.bucket}/uploads/*` },
]);
const signs = role('NO-KMS', [{ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }]);
let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture({
    principals: [operator, sender, signs],
    buckets: [{ arn: arn.bucket }, { arn: 'arn:aws:s3:::sealed', kmsKeyArn: arn.key }],
  });
  await fixture.endpoint.createBucket({ BucketName: 'sealed' });
});
afterAll(() => fixture.stop());

const path = '/journal/uploads/H01/tháng 1+2.csv';
const put: Signed = { method: 'PUT', path: encodeURI(path).replaceAll('+', '%2B'), accessKeyId: 'SENDER' };
const answerOf = async (url: string, init: RequestInit = {}) => {
  const answer = await fetch(url, { method: 'PUT', body: 'x', ...init });
  return [answer.status, await answer.text()];
};
const says = (text: string) => expect.stringContaining(text);

test('it puts the object that was signed, with a version', async () => {
  const answer = await fetch(await presign(fixture, put), { method: 'PUT', body: 'x' });
  expect([answer.status, answer.headers.get('x-amz-version-id')]).toEqual([200, expect.any(String)]);
});

test('another object, method or query is not what was signed', async () => {
  const url = await presign(fixture, put);
  const mismatch = [403, says('SignatureDoesNotMatch')];
  expect(await answerOf(url.replace('H01', 'H02'))).toEqual(mismatch);
  expect(await answerOf(url, { method: 'DELETE', body: null })).toEqual(mismatch);
  expect(await answerOf(`${url}&partNumber=1`)).toEqual(mismatch);
  expect(await answerOf(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600'))).toEqual(mismatch);
  const forged = await presign(fixture, { ...put, secretAccessKey: 'guessed' });
  expect(await answerOf(forged)).toEqual(mismatch);
});

test('it ends, and never lasts longer than a week', async () => {
  const late = { ...put, at: new Date(Date.now() - 61_000) };
  expect(await answerOf(await presign(fixture, late))).toEqual([403, says('Request has expired')]);
  const early = { ...put, at: new Date(Date.now() + 16 * 60_000) };
  expect(await answerOf(await presign(fixture, early))).toEqual([403, says('Request is not valid yet')]);
  const long = (await presign(fixture, put)).replace('X-Amz-Expires=60', 'X-Amz-Expires=604801');
  expect(await answerOf(long)).toEqual([400, says('AuthorizationQueryParametersError')]);
});

test('what its signer may not do it does not do either, nor what the key refuses', async () => {
  const elsewhere = { ...put, path: '/journal/other' };
  expect(await answerOf(await presign(fixture, elsewhere))).toEqual([403, says('AccessDenied')]);
  expect(fixture.denials.at(-1)).toMatchObject({ principal: 'sender', action: 's3:PutObject' });
  const sealed = { ...put, path: '/sealed/x', accessKeyId: 'NO-KMS' };
  expect(await answerOf(await presign(fixture, sealed))).toEqual([403, says('AccessDenied')]);
  expect(fixture.denials.at(-1)).toMatchObject({ action: 'kms:GenerateDataKey', resource: arn.key });
});

test('a header of S3 that was not signed is refused, and one that was has to come as it was', async () => {
  const digest = createHash('sha256').update('x').digest('base64');
  const headers = { 'x-amz-checksum-sha256': digest };
  const [status, body] = await answerOf(await presign(fixture, put), { headers });
  expect([status, body]).toEqual([403, says('<HeadersNotSigned>x-amz-checksum-sha256</HeadersNotSigned>')]);
  const signed = await presign(fixture, { ...put, headers });
  expect(await answerOf(signed, { headers })).toEqual([200, '']);
  expect(await answerOf(signed)).toEqual([403, says('SignatureDoesNotMatch')]);
  expect(await answerOf(signed, { headers, body: 'y' })).toEqual([400, says('BadDigest')]);
});

test('a part needs the digest as a header: in the query S3 does not see it', async () => {
  const object = { Bucket: 'journal', Key: 'uploads/H01/large' };
  const begun = new CreateMultipartUploadCommand({ ...object, ChecksumAlgorithm: 'SHA256' });
  const { UploadId = '' } = await fixture.s3('SENDER').send(begun);
  const digest = createHash('sha256').update('x').digest('base64');
  const part = { ...put, path: '/journal/uploads/H01/large', query: { partNumber: '1', uploadId: UploadId } };
  const hoisted = { ...part, query: { ...part.query, 'x-amz-checksum-sha256': digest } };
  expect(await answerOf(await presign(fixture, hoisted))).toEqual([400, says('actual checksum Type: null')]);
  const headers = { 'x-amz-checksum-sha256': digest };
  const url = await presign(fixture, { ...part, headers });
  expect(await answerOf(url, { headers, body: 'y' })).toEqual([400, says('BadDigest')]);
  expect(await answerOf(url, { headers })).toEqual([200, '']);
  // As often as its holder likes, until it expires.
  expect(await answerOf(url, { headers })).toEqual([200, '']);
  const { Parts } = await fixture.s3().send(new ListPartsCommand({ ...object, UploadId }));
  expect(Parts).toMatchObject([{ PartNumber: 1, Size: 1, ChecksumSHA256: digest }]);
});
