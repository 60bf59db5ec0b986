/** What another release of the hub has written, as this one reads it. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  checkFormat,
  formatIn,
  knownPart,
  NewerFormat,
  newerFormat,
  parseRecorded,
  READS_UP_TO,
  readRecorded,
  recorded,
} from '../../../shared/contract/recorded.ts';

const Strict = z.strictObject({
  name: z.string().trim(),
  parts: z.array(z.strictObject({ at: z.int() })),
  state: z.enum(['a', 'b']).default('a'),
});

test('a field that is not known stays, at whatever depth, and the rest is read as by its schema', () => {
  const stored = { name: ' x ', parts: [{ at: 1, unit: 'ms' }], note: { by: 'later' } };
  expect(parseRecorded(Strict, stored)).toEqual({
    name: 'x',
    parts: [{ at: 1, unit: 'ms' }],
    state: 'a',
    note: { by: 'later' },
  });
  expect(stored.name).toBe(' x ');
  expect(knownPart(Strict, stored)).toEqual({
    known: { name: ' x ', parts: [{ at: 1 }] },
    strange: [['parts', 0, 'unit'], ['note']],
  });
});

test.each([
  ['a field that is missing', { parts: [], note: 1 }],
  ['a value that is not known', { name: 'x', parts: [], state: 'c' }],
  ['a wrong type at depth', { name: 'x', parts: [{ at: '1', note: 1 }] }],
])('%s is no more taken than by the schema itself', (_, stored) => {
  expect(() => parseRecorded(Strict, stored)).toThrow();
});

test('an answer of another release is read so too, and null where it is none, or of a newer format', () => {
  expect(readRecorded(Strict, { name: 'x', parts: [], note: 1 })).toEqual({
    name: 'x',
    parts: [],
    state: 'a',
    note: 1,
  });
  expect(readRecorded(Strict, { name: 'x' })).toBeNull();
  expect(readRecorded(Strict, { name: 'x', parts: [], format: READS_UP_TO + 1 })).toBeNull();
  expect(readRecorded(Strict, null)).toBeNull();
});

test('what only the hub writes keeps what it does not know too', () => {
  const Loose = recorded({ name: z.string() });
  expect(Loose.parse({ name: 'x', note: 1 })).toEqual({ name: 'x', note: 1 });
  expect(Loose.safeParse({ note: 1 }).success).toBe(false);
});

test('a format above what this release reads is said, by both numbers, and none at all is the first', () => {
  const next = READS_UP_TO + 1;
  expect(() => checkFormat(String(next), 'the entry')).toThrow(NewerFormat);
  expect(newerFormat(next, 'the entry')).toBe(
    `the entry is of format ${next}, and this release reads up to ${READS_UP_TO}`,
  );
  for (const format of [undefined, null, READS_UP_TO, String(READS_UP_TO), 'x'])
    expect(newerFormat(format, 'the entry')).toBeNull();
  expect([formatIn({ format: 7 }), formatIn({}), formatIn(null), formatIn('x')]).toEqual([
    7,
    undefined,
    undefined,
    undefined,
  ]);
});
