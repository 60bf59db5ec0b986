import { expect, test } from 'vitest';
import { complianceText as textOf } from '../../cli/compliance-table.ts';
import type { ComplianceAnswer, DutyState } from '../../shared/contract/oversight/duties.ts';
import { english } from '../fixtures/view.ts';

const complianceText = (answers: Parameters<typeof textOf>[0]) => textOf(answers, english);

const names = { vi: 'Hệ thống', en: 'System' };
const duty = (changes: Partial<DutyState> = {}): DutyState => ({
  system: 'H26.dvc',
  names,
  agency: 'H26',
  size: 'large',
  securityLevel: 4,
  duty: 'recovery-drill',
  dutyNames: names,
  due: '2026-11-01',
  state: 'overdue',
  overdueDays: 19,
  last: null,
  ...changes,
});
const answer = (changes: Partial<ComplianceAnswer> = {}): ComplianceAnswer => ({
  node: 'H26',
  today: '2026-11-20',
  systems: 4,
  overdue: 1,
  duties: [duty()],
  next: null,
  ...changes,
});

test('each duty on a line, with how late it is and its last evidence', () => {
  const last = {
    day: '2026-09-21',
    reference: '15/BB-UBND',
    sha256: 'e'.repeat(64),
    submission: 'H26.dvc~etx-duties~2026-Q4~1',
    receivedAt: '2026-11-20T02:30:00.000Z',
  };
  const met = duty({ duty: 'availability-report', state: 'met', overdueDays: 0, due: '2027-04-14', last });
  expect(complianceText([answer({ duties: [duty(), met] })]).split('\n')).toEqual([
    'H26 on 2026-11-20: 4 connected systems, 1 duty is overdue',
    '',
    'system                    duty                      due            late  last time',
    '────────────────────────  ────────────────────────  ──────────  ───────  ────────────────────────',
    'H26.dvc                   recovery-drill            2026-11-01  19 days  never',
    'H26.dvc                   availability-report       2027-04-14           2026-09-21 15/BB-UBND',
  ]);
});

test('pages are one table, within 100 columns; nothing overdue is said in a line', () => {
  const wide = duty({ system: `H26.${'x'.repeat(28)}`, duty: 'penetration-assessment', overdueDays: 12_345 });
  const text = complianceText([answer({ next: 'H26.dvc' }), answer({ overdue: 2, duties: [wide, wide] })]);
  expect(text).toContain('8 connected systems, 3 duties are overdue');
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(complianceText([answer({ overdue: 0, duties: [] })])).toBe(
    'H26 on 2026-11-20: 4 connected systems, 0 duties are overdue',
  );
});
