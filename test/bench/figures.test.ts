import { expect, it } from 'vitest';
import { type Figure, figureTable, isMet, shown } from '../../bench/figures.ts';

const figure = (value: number, target: Figure['target']): Figure => ({
  id: 'x',
  title: 'a figure',
  value,
  unit: '×',
  target,
  detail: 'this and that',
});

it.each<[number, Figure['target'], boolean | null]>([
  [1.3, { atMost: 1.3 }, true],
  [1.3001, { atMost: 1.3 }, false],
  [1, { exactly: 1 }, true],
  [1.0002, { exactly: 1 }, false],
  [0, { exactly: 1 }, false],
  [7, null, null],
  [Number.NaN, { atMost: 1 }, false],
])('%d against %j is %s', (value, target, met) => {
  expect(isMet(figure(value, target))).toBe(met);
});

it.each([
  [1, '1'],
  [5000, '5,000'],
  [1.2345, '1.23'],
  [0.0123456, '0.0123'],
  [99.96, '100'],
  [1234.5, '1,235'],
])('%d is shown as %s', (value, text) => {
  expect(shown(value)).toBe(text);
});

it('shows each figure with its target and whether it is met', () => {
  const table = figureTable([figure(1.25, { atMost: 1.3 }), figure(2, { exactly: 1 }), figure(3, null)]);
  const rows = table.split('\n').filter((line) => line.includes('a figure'));
  expect(rows.map((row) => row.replaceAll(/\s+/g, ' '))).toEqual([
    '│ a figure │ 1.25 × │ ≤ 1.3 │ ✓ │ this and that │',
    '│ a figure │ 2 × │ = 1 │ ✗ │ this and that │',
    '│ a figure │ 3 × │ │ │ this and that │',
  ]);
});
