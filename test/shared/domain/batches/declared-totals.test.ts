import { expect, test } from 'vitest';
import {
  declaredIn,
  declaredText,
  declaredTotals,
} from '../../../../shared/domain/batches/declared-totals.ts';

test('totals are read as they are written, figures in their shortest form', () => {
  expect(declaredIn('etx-monthly:transactions.received=1250.50,etx-monthly:efficiency.rate=98/100')).toEqual([
    { dataset: 'etx-monthly', indicator: 'transactions.received', sum: '1250.5' },
    { dataset: 'etx-monthly', indicator: 'efficiency.rate', sum: ['98', '100'] },
  ]);
});

test.each([
  '',
  'etx-monthly',
  'etx-monthly=1',
  'etx-monthly:transactions.received',
  'etx-monthly:transactions.received=',
  'etx-monthly:transactions.received=1,5',
  'etx-monthly:transactions.received=1E+05',
  'etx-monthly:transactions.received=1/2/3',
  'etx-monthly:transactions.received=1,',
  'etx-monthly:a:b=1',
  'etx-monthly:a=1=2',
  'ETX:a=1',
  `etx-monthly:a=${'9'.repeat(39)}`,
])('%j is refused', (text) => {
  expect(declaredIn(text)).toBeNull();
});

test('in any order they are the same, and what was written reads as it was', () => {
  const totals = declaredIn('b:x=1,a:y=2/3,a:x=-4') ?? [];
  const sorted = declaredTotals(totals);
  expect(sorted).toEqual(declaredTotals(totals.toReversed()));
  expect(sorted.ok && declaredIn(declaredText(sorted.value))).toEqual(sorted.ok && sorted.value);
});

test('one that stands twice is refused', () => {
  expect(declaredTotals(declaredIn('a:x=1,b:x=1,a:x=1') ?? [])).toEqual({
    ok: false,
    problem: { code: 'declared-twice', details: { dataset: 'a', indicator: 'x' } },
  });
});
