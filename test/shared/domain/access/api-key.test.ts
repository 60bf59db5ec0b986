import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatApiKey,
  hashSecret,
  isSecret,
  newApiKey,
  parseApiKey,
} from '../../../../shared/domain/access/api-key.ts';

const key = { keyId: 'abc123def456', secret: '0f'.repeat(32) };
const text = formatApiKey('dev', key);

/** Bytes that say nothing about chance: a counter. */
function counter(): (bytes: Uint8Array) => Uint8Array {
  let next = 0;
  return (bytes) => bytes.map(() => next++ % 256);
}

test('a key reads back as it was made', () => {
  expect(text).toMatch(/^dtm_dev_abc123def456_[0-9a-f]{64}_[0-9a-f]{6}$/);
  expect(parseApiKey(text, 'dev')).toEqual(key);
});

test.each([
  ['cut at the end', text.slice(0, -1)],
  ['cut at the front', text.slice(1)],
  ['with a blank', `${text} `],
  ['with a line break', `${text}\n`],
  ['in capitals', text.toUpperCase()],
  ['of another stage', formatApiKey('prod', key)],
  ['with another stage written into it', text.replace('_dev_', '_prod_')],
  ['nothing', ''],
  ['a JWT', 'eyJhbGciOiJIUzI1NiJ9.e30.x'],
])('no key of this stage: %s', (_name, wrong) => {
  expect(parseApiKey(wrong, 'dev')).toBe(null);
});

test('the checksum finds every single character mistyped', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 8, max: text.length - 1 }),
      fc.constantFrom(...'0123456789abcdef'),
      (at, digit) => {
        fc.pre(text[at] !== digit);
        expect(parseApiKey(text.slice(0, at) + digit + text.slice(at + 1), 'dev')).toBe(null);
      },
    ),
  );
});

test('only the secret matches its hash', () => {
  expect(isSecret(key.secret, hashSecret(key.secret))).toBe(true);
  expect(isSecret('f0'.repeat(32), hashSecret(key.secret))).toBe(false);
  expect(isSecret(key.secret, '')).toBe(false);
});

test('a new key has the form of keys, and the next one differs', () => {
  const random = counter();
  const made = newApiKey(random);
  expect(parseApiKey(formatApiKey('dev', made), 'dev')).toEqual(made);
  expect(newApiKey(random)).not.toEqual(made);
});
