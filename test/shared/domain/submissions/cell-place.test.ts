import { expect, test } from 'vitest';
import { unreadable } from '../../../../shared/domain/json/readable.ts';
import { rightKey, saidKey } from '../../../../shared/domain/submissions/cell-place.ts';
import { cellsOf, planFor } from '../../../fixtures/reports.ts';

test('the key that a sender has is that of the catalogue where the cell is right', () => {
  const plan = planFor('monthly');
  for (const [index, cell] of cellsOf('monthly', () => 1).entries()) {
    const cellPlan = plan.indicators.get(cell.indicator);
    if (cellPlan === undefined) throw new Error('no plan');
    expect([rightKey(cell, cellPlan), saidKey(cell)]).toEqual([plan.keys[index], plan.keys[index]]);
  }
});

test.each([
  ['dimensions in any order', { indicator: 'a', dimensions: { z: '1', b: '2' } }, 'a|b=2|z=1'],
  ['no dimensions', { indicator: 'a' }, 'a'],
  ['dimensions that are none', { indicator: 'a', dimensions: 5 }, 'a'],
  ['dimensions that are null', { indicator: 'a', dimensions: null }, 'a'],
  ['a dimension that cannot be read', { indicator: 'a', dimensions: { b: unreadable, c: '1' } }, 'a|c=1'],
  ['no indicator', { dimensions: { b: '2' } }, null],
  ['an indicator that is none', { indicator: 5 }, null],
  ['no cell', 7, null],
  ['null', null, null],
  ['a key of just the greatest length', { indicator: 'x'.repeat(300) }, 'x'.repeat(300)],
  ['a longer one', { indicator: 'x'.repeat(301) }, `${'x'.repeat(300)}…`],
])('of a cell with %s', (_, cell, key) => {
  expect(saidKey(cell)).toBe(key);
});
