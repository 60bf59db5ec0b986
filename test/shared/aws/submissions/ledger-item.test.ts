/** Entries as items of the ledger, those of another release among them. */
import { expect, test } from 'vitest';
import { isOutage } from '../../../../shared/aws/clients.ts';
import type { Item } from '../../../../shared/aws/item.ts';
import { entryOf, itemOf, lenientEntryOf } from '../../../../shared/aws/submissions/ledger-item.ts';
import { READS_UP_TO } from '../../../../shared/contract/recorded.ts';
import type { LedgerEntry } from '../../../../shared/contract/submissions/ledger.ts';
import { damageOf } from '../../../../shared/domain/submissions/submission-digest.ts';
import { eventEntry } from '../../../fixtures/events.ts';
import { entry } from '../../../fixtures/reports.ts';

const entries: readonly (readonly [string, LedgerEntry])[] = [
  ['a report', entry({ idempotencyKey: 'k-1' })],
  ['an event', eventEntry()],
];
/** The fault that reading throws. */
const faultOf = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return error;
  }
};

test.each(entries)('%s comes out as it went in, with fields that this release does not know', (_, plain) => {
  expect(itemOf(plain)).not.toHaveProperty('more');
  const strange = { ...plain, origin: { by: 'later', parts: [1, 2] }, note: null };
  expect({ ...entryOf(itemOf(strange)) }).toEqual(strange);
  expect(lenientEntryOf(itemOf(strange))).toEqual(strange);
});

test('what is known is never taken from what is not', () => {
  const item = itemOf({ ...entry(), note: 1 } as LedgerEntry);
  const more = { S: JSON.stringify({ agency: 'H99', revision: 7, note: 1 }) };
  expect(entryOf({ ...item, more })).toMatchObject({ agency: 'H26', revision: 1, note: 1 });
});

test.each(entries)(
  '%s of a newer format is not read at all: it is an outage until the release is there',
  (_, plain) => {
    const item: Item = { ...itemOf(plain), format: { N: String(READS_UP_TO + 1) } };
    for (const read of [entryOf, lenientEntryOf]) {
      const found = faultOf(() => read(item));
      expect(isOutage(found)).toBe(true);
      expect(String(found)).toContain(`is of format ${READS_UP_TO + 1}`);
    }
    expect(entryOf({ ...item, format: { N: String(READS_UP_TO) } }).format).toBe(READS_UP_TO);
  },
);

test('a kind that is not known is not taken for a report', () => {
  const found = faultOf(() => entryOf({ ...itemOf(entry()), kind: { S: 'q' } }));
  expect(isOutage(found)).toBe(true);
  expect(String(found)).toContain('is of kind q');
});

test('whoever looks for damage finds it in what is not known as well', () => {
  const damaged = { ...itemOf({ ...entry(), note: 1 } as LedgerEntry), more: { S: '{"note' } };
  expect(damageOf(lenientEntryOf(damaged))).not.toBeNull();
});
