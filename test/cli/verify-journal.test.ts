import { expect, test } from 'vitest';
import { journalText } from '../../cli/journal-text.ts';
import { newJournalCheck } from '../../shared/app/verification/journal-check/check.ts';
import { english } from '../fixtures/view.ts';

const check = {
  ...newJournalCheck(Date.parse('2026-11-30T09:14:46.000Z'), 'salt'),
  ...{ objects: 25, lines: 913, keys: 855 },
};
const said = (figures: { entries: number; younger: number }) => {
  const whole = { check: { ...check, ...figures }, faults: [] };
  return journalText(whole, [], whole, english).split('\n');
};

test('the figures under a verdict add up: what is too young to be compared is told apart', () => {
  expect(said({ entries: 940, younger: 85 })).toEqual([
    'journal up to 2026-11-30 16:12:46 +07:00: 25 objects, 913 lines, 855 distinct entries',
    'ledger: 940 entries, 85 of them younger and not compared yet',
    '✓ The ledger is what the journal says.',
  ]);
  expect(said({ entries: 855, younger: 0 })[1]).toBe('ledger: 855 entries');
});
