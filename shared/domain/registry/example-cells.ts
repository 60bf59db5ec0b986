/** Cells that are right by a dataset's ranges and checks, each with the least figures that these allow. */
import type { Cell } from '../../contract/submissions/submission.ts';
import { compare, type Decimal, formatDecimal, zero } from '../values/decimal.ts';
import { type CellPlan, type DatasetPlan, indicatorOfKey, readCellKey } from './cell.ts';

/** 0 where it is in range, as nothing happened then; else the bound that is nearest to it. */
function leastOf({ min, max }: CellPlan): Decimal {
  if (min !== null && compare(min, zero) > 0) return min;
  return max !== null && compare(max, zero) < 0 ? max : zero;
}

/** The same or more, with no more digits than an indicator takes. */
function fitting(value: Decimal, { indicator: { scale } }: CellPlan): Decimal {
  if (value.scale <= scale) return value;
  const step = 10n ** BigInt(value.scale - scale);
  const whole = value.units / step;
  return { units: whole * step < value.units ? whole + 1n : whole, scale };
}

/**
 * One for each key of the plan. What a check holds too small is raised to what it is compared with, until all checks hold; the longest
 * row of checks needs as many rounds as there are comparisons. A check that no range can meet is left unmet.
 */
export function exampleCells(plan: DatasetPlan): Cell[] {
  const planOf = (key: string) => plan.indicators.get(indicatorOfKey(key));
  const raise = (key: string, value: Decimal): void => {
    const cellPlan = planOf(key);
    if (cellPlan) values.set(key, fitting(value, cellPlan));
  };
  const values = new Map<string, Decimal>();
  for (const key of plan.keys) {
    const cellPlan = planOf(key);
    if (cellPlan) values.set(key, leastOf(cellPlan));
  }
  for (let round = 0, raised = true; raised && round <= plan.comparisons.length; round += 1) {
    raised = false;
    for (const { check, left, right } of plan.comparisons) {
      const [a = zero, b = zero] = [values.get(left), values.get(right)];
      const order = compare(a, b);
      if (order > 0) raise(right, a);
      if (order < 0 && check.operator === '=') raise(left, b);
      raised ||= order > 0 || (order < 0 && check.operator === '=');
    }
  }
  return plan.keys.map((key) => {
    const { indicator, dimensions } = readCellKey(key);
    const least = formatDecimal(values.get(key) ?? zero);
    const place = { indicator, ...(Object.keys(dimensions).length > 0 && { dimensions }) };
    const fold = planOf(key)?.indicator.fold;
    if (fold === 'evidence') return { ...place, evidence: null };
    return fold === 'ratio' ? { ...place, numerator: least, denominator: least } : { ...place, value: least };
  });
}
