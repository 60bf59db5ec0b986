import { expect, test } from 'vitest';
import type { Agency } from '../../../../shared/contract/registry.ts';
import { absenceOf } from '../../../../shared/domain/registry/absence.ts';

const stretch = (from: string, to: string | null) => ({ from, to, parent: null });
const agency = (history: object[], mergedInto: string | null) =>
  ({ code: 'H40', history, mergedInto }) as unknown as Agency;
const days = { from: '2026-09-15', to: '2026-10-14' };

test.each([
  ['nobody knows it', null, { absence: 'unknown' }],
  [
    'it begins later',
    agency([stretch('2027-01-01', null)], null),
    { absence: 'not-begun', begins: '2027-01-01' },
  ],
  ['it was merged', agency([stretch('2020-01-01', '2025-06-30')], 'H26'), { absence: 'merged', into: 'H26' }],
  [
    'it ended, and nobody took it over',
    agency([stretch('2020-01-01', '2025-06-30')], null),
    { absence: 'ended', until: '2025-06-30' },
  ],
  [
    'it begins later and will be merged: nothing was merged yet',
    agency([stretch('2027-01-01', '2027-12-31')], 'H26'),
    { absence: 'not-begun', begins: '2027-01-01' },
  ],
])('%s', (_, of, absence) => {
  expect(absenceOf(of, days)).toEqual(absence);
});
