/** What a page of another origin may do, as the bucket's rules say and a browser asks. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fixture, startFixture } from '../fixture.ts';
import { presign } from './presign.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
  await fixture.endpoint.createBucket({
    BucketName: 'open-to-pages',
    CorsConfiguration: {
      CorsRules: [
        {
          AllowedOrigins: ['https://dtm.gov.vn', 'https://*.gov.vn'],
          AllowedMethods: ['PUT'],
          AllowedHeaders: ['content-type', 'x-amz-checksum-*'],
          ExposedHeaders: ['ETag'],
          MaxAge: 3600,
        },
      ],
    },
  });
});
afterAll(() => fixture.stop());

const origin = 'https://page.gov.vn';
const ask = (bucket: string, headers: Record<string, string>) =>
  fetch(`${fixture.endpoint.url}/${bucket}/uploads/x`, { method: 'OPTIONS', headers });
const wish = { origin, 'access-control-request-method': 'PUT' };

describe('a preflight, which nobody signs', () => {
  test('is answered with what the first fitting rule allows', async () => {
    const headers = { ...wish, 'access-control-request-headers': 'Content-Type, X-Amz-Checksum-Sha256' };
    const { status, headers: told } = await ask('open-to-pages', headers);
    expect([status, told.get('access-control-allow-origin')]).toEqual([200, origin]);
    expect(told.get('access-control-allow-methods')).toBe('PUT');
    expect(told.get('access-control-allow-headers')).toBe('content-type, x-amz-checksum-sha256');
    expect(told.get('access-control-max-age')).toBe('3600');
  });

  test.each([
    ['another origin', { ...wish, origin: 'https://gov.vn' }],
    ['another method', { ...wish, 'access-control-request-method': 'DELETE' }],
    ['another header', { ...wish, 'access-control-request-headers': 'content-type, x-amz-acl' }],
  ])('is refused for %s', async (_, headers) => {
    const answer = await ask('open-to-pages', headers);
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    expect(await answer.text()).toContain('This CORS request is not allowed');
  });

  test('is refused by a bucket without rules, and without a method it is none', async () => {
    const closed = await ask('journal', wish);
    expect([closed.status, await closed.text()]).toEqual([
      403,
      expect.stringContaining('CORS is not enabled'),
    ]);
    expect((await ask('open-to-pages', { origin })).status).toBe(400);
  });
});

describe('the request behind it', () => {
  const put = async (bucket: string, from: string) =>
    fetch(await presign(fixture, { method: 'PUT', path: `/${bucket}/x` }), {
      method: 'PUT',
      body: 'x',
      headers: { origin: from },
    });

  test('has the headers with which a page may read its answer', async () => {
    const { status, headers } = await put('open-to-pages', origin);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([200, origin]);
    expect(headers.get('access-control-expose-headers')).toBe('ETag');
  });

  test('has none of them for another origin, or of another bucket; the put is made all the same', async () => {
    for (const [bucket, from] of [
      ['open-to-pages', 'https://elsewhere.vn'],
      ['journal', origin],
    ] as const) {
      const { status, headers } = await put(bucket, from);
      expect([status, headers.get('access-control-allow-origin')]).toEqual([200, null]);
    }
  });
});
