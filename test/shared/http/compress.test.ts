import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compressed, takesGzip } from '../../../shared/http/compress.ts';
import { conditional } from '../../../shared/http/registry/conditional.ts';

test.each([
  ['gzip', true],
  ['gzip, deflate, br', true],
  ['br;q=1.0, GZIP;q=0.8, *;q=0.1', true],
  ['x-gzip', true],
  ['*', true],
  ['deflate', false],
  ['gzip;q=0', false],
  ['*;q=1, gzip; q=0.0', false],
  ['identity', false],
  ['gzip;q=x', false],
  ['', false],
  [undefined, false],
])('Accept-Encoding: %s', (said, expected) => {
  expect(takesGzip(said)).toBe(expected);
});

const large = { texts: Array.from({ length: 500 }, (_, at) => `bản gửi ${at}`) };
const ask = (headers: Record<string, string>, value: unknown = large) => {
  const { status, body, headers: own } = conditional(headers, value);
  const answer = {
    statusCode: status,
    body: String(body),
    headers: { 'Content-Type': 'application/json', ...own },
  };
  return compressed(answer, headers['accept-encoding']);
};

describe('a large answer', () => {
  test('goes in gzip to who takes it, and says so', () => {
    const { headers, body, isBase64Encoded } = ask({ 'accept-encoding': 'gzip' });
    expect(isBase64Encoded).toBe(true);
    expect(headers).toMatchObject({
      'Content-Encoding': 'gzip',
      Vary: 'Authorization, X-API-Key, Accept-Encoding',
    });
    expect(JSON.parse(gunzipSync(Buffer.from(body, 'base64')).toString())).toEqual(large);
  });

  test('goes as it is to everybody else, and says that it varies', () => {
    const { headers, body, isBase64Encoded } = ask({});
    expect(isBase64Encoded ?? false).toBe(false);
    expect(headers).toMatchObject({ Vary: 'Authorization, X-API-Key, Accept-Encoding' });
    expect(headers?.['Content-Encoding']).toBeUndefined();
    expect(JSON.parse(body)).toEqual(large);
  });

  test('is known again by the tag of either form', () => {
    const packed = ask({ 'accept-encoding': 'gzip' }).headers?.ETag;
    const plain = ask({}).headers?.ETag;
    // Two representations never share a strong validator (RFC 9110 §8.8.1).
    expect(packed).toBe(`W/${plain}`);
    for (const tag of [String(packed), String(plain)])
      for (const coding of ['gzip', 'identity']) {
        const { statusCode, headers } = ask({ 'if-none-match': tag, 'accept-encoding': coding });
        expect([statusCode, headers?.ETag]).toEqual([304, tag]);
      }
  });
});

test('a small one is not worth it', () => {
  const { headers, body } = ask({ 'accept-encoding': 'gzip' }, { a: 1 });
  expect(headers?.['Content-Encoding']).toBeUndefined();
  expect(body).toBe('{"a":1}');
});
