import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  damageOf,
  digestOfEntry,
  eventDigest,
  reportDigest,
  withdrawalDigest,
} from '../../../../shared/domain/submissions/submission-digest.ts';
import { validateCells } from '../../../../shared/domain/submissions/validate-cells.ts';
import { eventEntry, withdrawalOf } from '../../../fixtures/events.ts';
import { cellsOf, entry, planFor } from '../../../fixtures/reports.ts';

const key = { system: 'H26.dvc', dataset: 'monthly', period: '2026-10', revision: 1 };
const plan = planFor('monthly');
const digestOf = (cells: Parameters<typeof validateCells>[0]) => {
  const verdict = validateCells(cells, plan);
  expect(verdict.findings).toEqual([]);
  return reportDigest(key, verdict.cells);
};

describe('the digest of a report', () => {
  test('is the SHA-256 of the JCS form of key and cells, as a sender can compute it', () => {
    const text =
      '{"cells":{"cost.average":["3","4"],"cost.balance":"-1.5"},"dataset":"monthly","period":"2026-10","revision":1,"system":"H26.dvc"}';
    expect(reportDigest(key, { 'cost.balance': '-1.5', 'cost.average': ['3', '4'] })).toBe(
      hash('sha256', text),
    );
  });

  test('of cells that were not put in order by the rules is that of them in order', () => {
    const inOrder = Object.entries({ a: '1', b: '2', c: ['3', '4'] as [string, string], d: '5', e: '6' });
    const text = `{"cells":${JSON.stringify(Object.fromEntries(inOrder))},"dataset":"monthly","period":"2026-10","revision":1,"system":"H26.dvc"}`;
    fc.assert(
      fc.property(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), (shuffled) => {
        expect(reportDigest(key, Object.fromEntries(shuffled))).toBe(hash('sha256', text));
      }),
    );
  });

  test('does not depend on the order of cells or of their fields', () => {
    const cells = cellsOf('monthly', (_, index) => 20 - index);
    fc.assert(
      fc.property(fc.shuffledSubarray(cells, { minLength: cells.length }), fc.boolean(), (shuffled, turn) => {
        const turned = shuffled.map((cell) =>
          turn
            ? {
                ...Object.fromEntries(Object.entries(cell).reverse()),
                indicator: cell.indicator,
                dimensions: Object.fromEntries(Object.entries(cell.dimensions ?? {}).reverse()),
              }
            : cell,
        );
        expect(digestOf(turned)).toBe(digestOf(cells));
      }),
    );
  });

  test.each([1.5, '1.5', '1.50'])('does not depend on notation: %j is 1.5', (notation) => {
    const cells = (value: number | string) =>
      cellsOf('monthly', (cell) => (cell === 'cost.balance' || cell === 'load.peak' ? value : '0'));
    expect(digestOf(cells(notation))).toBe(digestOf(cells('1.5')));
    expect(digestOf(cells(notation))).not.toBe(digestOf(cells('1.51')));
  });

  test.each([
    ['0', '-0'],
    [0, '0.000'],
    [100, '100.0'],
  ])('%j and %j are one value', (a, b) => {
    const cells = (value: number | string) =>
      cellsOf('monthly', (cell) => (cell === 'cost.balance' ? value : 0));
    expect(digestOf(cells(a))).toBe(digestOf(cells(b)));
  });

  test('differs when any part of the key or any cell does', () => {
    const cells = { 'cost.balance': '1' };
    const digests = [
      reportDigest(key, cells),
      reportDigest({ ...key, system: 'H26.vanban' }, cells),
      reportDigest({ ...key, dataset: 'yearly' }, cells),
      reportDigest({ ...key, period: '2026-09' }, cells),
      reportDigest({ ...key, revision: 2 }, cells),
      reportDigest(key, { 'cost.balance': '2' }),
      reportDigest(key, { 'cost.average': ['1', '1'] }),
      reportDigest(key, {}),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });
});

test('the digest of a withdrawal is that of the JCS form of what it withdraws', () => {
  const id = 'H26.dvc~monthly~2026-10~1';
  expect(withdrawalDigest(id)).toBe(hash('sha256', `{"withdraws":"${id}"}`));
});

test('the digest of events is that of the JCS form of their key and increments, whatever they hold', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 });
  const cells = fc.dictionary(
    text.filter((name) => name !== '__proto__' && !/^\d/.test(name)),
    fc.oneof(text, fc.tuple(text, text)),
  );
  const increments = fc.array(
    fc.record({
      from: fc.constant('2026-10-05T03:31:00.000Z'),
      to: fc.constant('2026-10-05T03:31:01.000Z'),
      cells,
    }),
  );
  fc.assert(
    fc.property(text, increments, (idempotencyKey, all) => {
      const eventKey = {
        system: 'H26.dvc',
        dataset: 'realtime',
        bucket: '2026-10-05T10:31',
        idempotencyKey,
      };
      const form = canonicalize({ ...eventKey, increments: all }) ?? '';
      expect(eventDigest(eventKey, all)).toBe(hash('sha256', form));
    }),
  );
});

describe('the digest of an entry', () => {
  const report = entry({ cells: { 'owed.drill': ['2026-09-01', '15/BB-UBND', 'e'.repeat(64)] } });
  const event = eventEntry();
  const withdrawal = entry({
    kind: 'withdrawal',
    revision: 2,
    cells: {},
    digest: withdrawalDigest('H26.dvc~monthly~2026-10~1'),
  });
  const all = { report, event, withdrawal, 'withdrawal of an event': withdrawalOf(event) };

  test.each(Object.entries(all))('of a %s is that which it was given when it was accepted', (_, one) => {
    expect(digestOfEntry(one)).toBe(one.digest);
    expect(damageOf(one)).toBeNull();
  });

  test.each(Object.entries(all))('of a %s is another when its key or its kind is', (_, one) => {
    const others = Object.values(all).filter(({ kind }) => kind !== one.kind);
    for (const other of [
      { ...one, system: 'H26.vanban' },
      { ...one, dataset: 'other' },
    ])
      expect(damageOf(other)?.stored).toBe(one.digest);
    for (const { kind } of others) expect(damageOf({ ...one, kind } as typeof one)).not.toBeNull();
  });

  test('a withdrawal has nothing but what it withdraws: content that was put into it is damage', () => {
    expect(damageOf({ ...withdrawal, cells: { a: '1' } })).not.toBeNull();
    expect(damageOf({ ...withdrawalOf(event), increments: event.increments })).not.toBeNull();
  });

  test('content of no form at all is damage, and no throw', () => {
    expect(damageOf({ ...event, increments: null as never })).toEqual({
      id: 'H26.dvc~realtime~2026-10-05T10:31~k-1',
      stored: event.digest,
      right: 'none',
    });
  });
});
