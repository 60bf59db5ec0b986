import { describe, expect, test } from 'vitest';
import { judgeAgain } from '../../../../shared/domain/submissions/verdict.ts';
import { eventEntry, happened, withdrawalOf } from '../../../fixtures/events.ts';
import { entry } from '../../../fixtures/reports.ts';

const standing = entry({ revision: 3, idempotencyKey: 'k-1' });
const other = { 'cost.balance': '2' };
const reused = (receivedAt: string) => ({
  code: 'idempotency-key-reused',
  pointer: null,
  parameter: 'Idempotency-Key',
  key: null,
  details: { value: 'k-1', receivedAt },
});

describe('a revision that is already held', () => {
  test.each([
    ['the very same', standing],
    [
      'the same content later',
      { ...standing, receivedAt: '2026-10-16T00:00:00.000Z', storedAt: '2026-10-16T00:00:01.000Z' },
    ],
    ['the same content in other bytes', { ...standing, sha256: 'b'.repeat(64) }],
    ['the same content with another idempotency key', { ...standing, idempotencyKey: 'k-2' }],
    ['the same content with none', { ...standing, idempotencyKey: null }],
    ['the same content with another credential', { ...standing, credential: 'mmmmmmmmmmmm' }],
  ])('%s gets the entry that stands', (_, again) => {
    expect(judgeAgain(standing, again)).toEqual({ ok: true, value: standing });
  });

  test('other content is a conflict that says up to which revision there is room, when the first came, and what it was', () => {
    expect(judgeAgain(standing, entry({ revision: 3, cells: other }))).toEqual({
      ok: false,
      problem: {
        kind: 'revision-conflict',
        findings: [
          {
            code: 'revision-conflict',
            pointer: '/revision',
            key: null,
            details: { value: 3, receivedAt: standing.receivedAt, highest: 3, most: 998 },
            allowed: ['≥ 4', '≤ 998'],
          },
        ],
        details: {
          what: 'H26.dvc monthly 2026-10',
          revision: 3,
          highest: 3,
          most: 998,
          receivedAt: standing.receivedAt,
          sha256: standing.sha256,
        },
      },
    });
  });

  test('the revision that is offered is above the highest that there is', () => {
    const other3 = entry({ revision: 3, cells: other });
    expect(judgeAgain(standing, other3, 7)).toMatchObject({
      problem: {
        details: { highest: 7 },
        findings: [{ details: { highest: 7 }, allowed: ['≥ 8', '≤ 998'] }],
      },
    });
    for (const highest of [998, 999])
      expect(judgeAgain(standing, other3, highest)).toMatchObject({
        problem: { findings: [{ allowed: [] }] },
      });
  });

  test('of the last revision no higher one is offered: it can only be withdrawn', () => {
    const last = entry({ revision: 998 });
    expect(judgeAgain(last, entry({ revision: 998, cells: other }))).toMatchObject({
      problem: { findings: [{ pointer: '/revision', allowed: [] }] },
    });
  });

  test('other content under the same idempotency key says that the key was reused', () => {
    expect(judgeAgain(standing, entry({ revision: 3, cells: other, idempotencyKey: 'k-1' }))).toEqual({
      ok: false,
      problem: {
        kind: 'idempotency-key-reused',
        findings: [reused(standing.receivedAt)],
        details: { key: 'k-1', receivedAt: standing.receivedAt },
      },
    });
  });

  test.each([
    ['two without a key', null, null],
    ['only the first with a key', 'k-1', null],
    ['only the second with a key', null, 'k-1'],
    ['two keys', 'k-1', 'k-2'],
  ])('other content is a conflict of revisions for %s', (_, first, second) => {
    const verdict = judgeAgain(
      entry({ idempotencyKey: first }),
      entry({ cells: other, idempotencyKey: second }),
    );
    expect(verdict).toMatchObject({ ok: false, problem: { kind: 'revision-conflict' } });
  });

  test('a withdrawal is not the report that it takes back, though their cells may be the same', () => {
    expect(judgeAgain(standing, { ...standing, kind: 'withdrawal', idempotencyKey: null })).toMatchObject({
      problem: { kind: 'revision-conflict' },
    });
  });
});

describe('a key of an event that is already held', () => {
  const event = eventEntry();

  test('with the same content gets the entry that stands', () => {
    const again = { ...event, receivedAt: '2026-10-16T00:00:00.000Z', sha256: 'c'.repeat(64) };
    expect(judgeAgain(event, again)).toEqual({ ok: true, value: event });
    const withdrawal = withdrawalOf(event);
    const later = { ...withdrawal, receivedAt: again.receivedAt };
    expect(judgeAgain(withdrawal, later)).toEqual({ ok: true, value: withdrawal });
  });

  test('with other content was reused', () => {
    expect(judgeAgain(event, eventEntry({ increments: [happened('2')] }))).toEqual({
      ok: false,
      problem: {
        kind: 'idempotency-key-reused',
        findings: [reused(event.receivedAt)],
        details: { key: 'k-1', receivedAt: event.receivedAt },
      },
    });
  });
});
