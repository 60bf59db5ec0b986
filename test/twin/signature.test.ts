/** The receiving side of Signature Version 4, by the vectors of AWS's own test suite (aws-sig-v4-test-suite). */
import { expect, test } from 'vitest';
import { type SignedCall, verifySignature } from '../../twin/gateway/signature.ts';

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const signedAt = Date.UTC(2015, 7, 30, 12, 36);
const scope = { region: 'us-east-1', service: 'service' };
const secretOf = (id: string): string | undefined => (id === 'AKIDEXAMPLE' ? secret : undefined);

function call(
  method: string,
  signature: string,
  { query = '', more = [] as string[], names = 'host;x-amz-date' } = {},
): SignedCall {
  const credential = 'AKIDEXAMPLE/20150830/us-east-1/service/aws4_request';
  return {
    method,
    path: '/',
    query: new URLSearchParams(query),
    rawHeaders: [
      'Host',
      'example.amazonaws.com',
      ...more,
      'X-Amz-Date',
      '20150830T123600Z',
      'Authorization',
      `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
    ],
    body: Buffer.alloc(0),
  };
}

const vanilla = '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31';
const rows: readonly (readonly [string, SignedCall])[] = [
  ['get-vanilla', call('GET', vanilla)],
  ['post-vanilla', call('POST', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b')],
  [
    'get-vanilla-query-order-key-case',
    call('GET', 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500', {
      query: 'Param2=value2&Param1=value1',
    }),
  ],
];

test.each(rows)('%s', (_, signed) => {
  expect(verifySignature(signed, scope, secretOf, signedAt)).toEqual({
    kind: 'signed',
    accessKeyId: 'AKIDEXAMPLE',
  });
});

const changed: readonly (readonly [string, SignedCall, number, string])[] = [
  ['another method', call('PUT', vanilla), 0, 'invalid'],
  ['another path', { ...call('GET', vanilla), path: '/x' }, 0, 'invalid'],
  ['a query', call('GET', vanilla, { query: 'a=b' }), 0, 'invalid'],
  ['a body', { ...call('GET', vanilla), body: Buffer.from('x') }, 0, 'invalid'],
  ['a header of AWS that was not signed', call('GET', vanilla, { more: ['X-Amz-Meta', '1'] }), 0, 'invalid'],
  ['a signature without the host', call('GET', vanilla, { names: 'x-amz-date' }), 0, 'invalid'],
  ['five minutes and a second later', call('GET', vanilla), 301_000, 'invalid'],
  ['five minutes and a second before', call('GET', vanilla), -301_000, 'invalid'],
  ['half a signature', call('GET', vanilla.slice(1)), 0, 'incomplete'],
];

test.each(changed)('%s is not what was signed', (_, signed, later, kind) => {
  expect(verifySignature(signed, scope, secretOf, signedAt + later)).toMatchObject({ kind });
});

test('five minutes either way are taken', () => {
  for (const later of [300_000, -300_000])
    expect(verifySignature(call('GET', vanilla), scope, secretOf, signedAt + later).kind).toBe('signed');
});

test('who is not known, or signs for elsewhere, or not at all', () => {
  const signed = call('GET', vanilla);
  expect(verifySignature(signed, scope, () => undefined, signedAt).kind).toBe('unknown key');
  expect(verifySignature(signed, { ...scope, region: 'eu-west-1' }, secretOf, signedAt).kind).toBe('invalid');
  const { rawHeaders } = signed;
  const unsigned = { ...signed, rawHeaders: rawHeaders.slice(0, -2) };
  expect(verifySignature(unsigned, scope, secretOf, signedAt).kind).toBe('missing');
});
