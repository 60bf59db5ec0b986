/** The hash of signatures against Node's own and the vectors of RFC 4231. */
import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SigningHash } from '../../../shared/aws/signing-hash.ts';

async function digestOf(
  parts: readonly (string | Uint8Array)[],
  secret?: string | Uint8Array,
): Promise<string> {
  const signing = new SigningHash(secret);
  for (const part of parts) signing.update(part);
  return Buffer.from(await signing.digest()).toString('hex');
}

test('RFC 4231 §4.2 and §4.3', async () => {
  expect(await digestOf(['Hi There'], new Uint8Array(20).fill(0x0b))).toBe(
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  );
  expect(await digestOf(['what do ya want ', 'for nothing?'], 'Jefe')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test('any parts, text or bytes, with a key as text, as bytes or none, are what Node says', async () => {
  const data = fc.oneof(fc.string(), fc.uint8Array());
  const secret = fc.option(fc.oneof(fc.string({ minLength: 1 }), fc.uint8Array({ minLength: 1 })));
  await fc.assert(
    fc.asyncProperty(fc.array(data, { maxLength: 3 }), secret, async (parts, key) => {
      const node = key === null ? createHash('sha256') : createHmac('sha256', key);
      for (const part of parts) node.update(part);
      expect(await digestOf(parts, key ?? undefined)).toBe(node.digest('hex'));
    }),
  );
});

test('a view of a larger buffer is the view alone', async () => {
  const view = Buffer.from('0123456789').subarray(2, 5);
  expect(await digestOf([view], view)).toBe(createHmac('sha256', '234').update('234').digest('hex'));
});

test('the key of a day that is asked for again signs the same; reset begins anew', async () => {
  const key = new Uint8Array(32).fill(7);
  const once = await digestOf(['a'], key);
  const signing = new SigningHash(key);
  signing.update('b');
  signing.reset();
  signing.update('a');
  expect(Buffer.from(await signing.digest()).toString('hex')).toBe(once);
});
