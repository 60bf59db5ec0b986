import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DutyRule } from '../../../../shared/contract/oversight/duties.ts';
import { addMonths, dueDay, overdueDays, rulesOf } from '../../../../shared/domain/oversight/duties.ts';
import { system } from '../../../fixtures/registry.ts';

const rule = (changes: Partial<DutyRule> = {}): DutyRule => ({
  duty: 'recovery-drill',
  names: { vi: 'Diễn tập', en: 'Drill' },
  dataset: 'owed',
  indicator: 'owed.drill',
  size: 'large',
  levelFrom: 1,
  levelTo: 5,
  months: 12,
  from: '2026-01-01',
  provenance: 'fixture',
  ...changes,
});

describe('months on', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-11-20', 6, '2027-05-20'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-05-31', -3, '2026-02-28'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  test('the month is always the one that is meant, the day the same or the last', () => {
    const days = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2100-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 60 }), (date, months) => {
        const day = date.toISOString().slice(0, 10);
        const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number);
        const then = addMonths(day, months);
        const [thenYear = 0, thenMonth = 0, thenDay = 0] = then.split('-').map(Number);
        expect(thenYear * 12 + thenMonth).toBe(year * 12 + month + months);
        const nextDay = new Date(Date.parse(then) + 86_400_000).getUTCDate();
        expect(thenDay === dayOfMonth || (thenDay < dayOfMonth && nextDay === 1)).toBe(true);
      }),
    );
  });
});

describe('when a duty is due', () => {
  test('so many months after the last time', () => {
    expect(dueDay(rule(), { due: '2026-03-31' }, '2025-02-10')).toBe('2026-02-10');
  });

  test('without a last time, from the day on which the duty began or the system was to be connected', () => {
    expect(dueDay(rule(), { due: '2026-03-31' }, null)).toBe('2027-03-31');
    expect(dueDay(rule(), { due: '2025-03-31' }, null)).toBe('2027-01-01');
  });

  test('in time all through the day itself, a day late on the next', () => {
    expect(overdueDays('2026-11-20', '2026-11-19')).toBe(0);
    expect(overdueDays('2026-11-20', '2026-11-20')).toBe(0);
    expect(overdueDays('2026-11-20', '2026-11-21')).toBe(1);
    expect(overdueDays('2026-02-20', '2026-03-01')).toBe(9);
  });
});

test('a system is under the rules of its size whose levels have its own', () => {
  const rules = [
    rule({ levelFrom: 1, levelTo: 2 }),
    rule({ levelFrom: 3, levelTo: 3 }),
    rule({ levelFrom: 4, levelTo: 5 }),
    rule({ size: 'small', levelFrom: 3, levelTo: 3 }),
  ];
  const three = { ...system('H26.dvc', [{ from: '2021-01-01', to: null, agency: 'H26' }]), securityLevel: 3 };
  expect(rulesOf(rules, { ...three, size: 'large' })).toEqual([rules[1]]);
  expect(rulesOf(rules, { ...three, size: 'small' })).toEqual([rules[3]]);
  expect(rulesOf(rules, { ...three, size: 'small', securityLevel: 1 })).toEqual([]);
});
