import { expect, test } from 'vitest';
import { maintenanceRefusalText, maintenanceTable } from '../../cli/maintenance-text.ts';
import { english } from '../fixtures/view.ts';

const since = {
  reason: 'new release',
  startedAt: '2026-11-20T15:00:00.000Z',
  until: '2026-11-21T03:00:00.000Z',
  endedAt: null,
};

test.each([
  [{ kind: 'reason', fault: null }, '--reason: allowed: 3 to 200 characters on one line'],
  [
    {
      kind: 'reason',
      fault: {
        problem: { en: 'a blank', vi: 'dấu cách' },
        allowed: { en: 'none', vi: 'không có' },
        character: 'U+0020',
      },
    },
    '--reason: a blank; allowed: none',
  ],
  [{ kind: 'over already', until: since.startedAt }, '--until 2026-11-20 22:00 +07:00 is over already'],
  [
    { kind: 'too long', latest: since.until },
    'maintenance lasts 12 hours at most: --until up to 2026-11-21 10:00 +07:00',
  ],
  [
    { kind: 'under way', since },
    'maintenance is under way since 2026-11-20 22:00 +07:00 (new release): end it first',
  ],
  [{ kind: 'none' }, 'no maintenance is under way'],
] as const)('%j is said in words', (refusal, text) => {
  expect(maintenanceRefusalText(refusal, english)).toBe(text);
});

test('what was not ended is under way until its time, and overdue from then on', () => {
  const until = Date.parse(since.until);
  const all = [since, { ...since, endedAt: '2026-11-20T16:00:00.000Z' }];
  expect(maintenanceTable(all, until - 1, english)).toContain('under way');
  const lines = maintenanceTable(all, until, english).split('\n');
  expect(lines[2]).toMatch(/^2026-11-20 22:00 \+07:00 +2026-11-21 10:00 \+07:00 +overdue +new release$/);
  expect(lines[3]).toMatch(
    /^2026-11-20 22:00 \+07:00 +2026-11-21 10:00 \+07:00 +2026-11-20 23:00 \+07:00 +new release$/,
  );
});
