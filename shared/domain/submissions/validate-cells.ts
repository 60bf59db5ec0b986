/**
 * The rules for the cells of a report (R22, R25): every cell is judged, every rule that can be judged is, and all
 * findings come back at once with the sender's own index and the cell's key.
 */
import type { CellValues } from '../../contract/submissions/ledger.ts';
import { type Unreadable, unreadable } from '../json/readable.ts';
import type { Details, FindingValue } from '../problems/problems.ts';
import { type CellPlan, type CompiledCatalogue, type DatasetPlan, indicatorOfKey } from '../registry/cell.ts';
import { compare, type Decimal, formatDecimal, zero } from '../values/decimal.ts';
import { judgeDimensions, type ReadableCell, refuseIndicator, rightKey, saidKey } from './cell-place.ts';
import { boundsOf, judgeDecimals, judgeValue, rightValue } from './cell-value.ts';
import { type Add, judgeEvidence, type Place } from './evidence.ts';

export type CellsVerdict = { readonly cells: CellValues; readonly findings: readonly FindingValue[] };

/**
 * Of a cell whose form is wrong the readable parts are judged. Without an indicator it could be any, so that no cell is
 * said to be missing; with wrong dimensions it could be any of its indicator, and only those are not said to be.
 */
export function validateCells(
  cells: readonly (ReadableCell | Unreadable)[],
  plan: DatasetPlan,
): CellsVerdict {
  const findings: FindingValue[] = [];
  const add: Add = (finding, place) => findings.push({ ...finding, pointer: place.pointer, key: place.key });
  const values = new Map<string, CellValues[string]>();
  const numbers = new Map<string, Decimal>();
  const firstAt = new Map<string, number>();
  let formless = false;
  const unplaced = new Set<string>();

  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index] ?? unreadable;
    const indicator = cell === unreadable ? unreadable : cell.indicator;
    const cellPlan = typeof indicator === 'string' ? plan.indicators.get(indicator) : undefined;
    if (cell === unreadable || cellPlan === undefined) {
      if (typeof indicator !== 'string') formless = true;
      if (cell === unreadable) continue;
      const place = placeOfCell(cell, null, index);
      if (typeof indicator === 'string') refuseIndicator(indicator, plan, place, add);
      judgeDecimals(cell, place, add);
      continue;
    }
    // What is right takes the short way; only what is not is looked at again, to say why.
    const key = rightKey(cell, cellPlan);
    const first = key === null ? undefined : firstAt.get(key);
    if (key === null) {
      unplaced.add(cellPlan.indicator.id);
      judgeDimensions(cell, cellPlan, `/cells/${index}`, add);
    } else if (first === undefined) firstAt.set(key, index);
    else
      add({ code: 'duplicate-cell', details: { first: `/cells/${first}` } }, placeOfCell(cell, key, index));

    const counts = key !== null && first === undefined;
    if (cellPlan.indicator.fold === 'evidence') {
      const evidence = judgeEvidence(cell, cellPlan.indicator, placeOfCell(cell, key, index), add);
      if (evidence !== null && counts) values.set(key, evidence);
      continue;
    }
    const value =
      rightValue(cell, cellPlan) ?? judgeValue(cell, cellPlan, placeOfCell(cell, key, index), add);
    if (value === null || !counts) continue;
    values.set(
      key,
      value.length === 1 ? formatDecimal(value[0]) : [formatDecimal(value[0]), formatDecimal(value[1])],
    );
    if (value.length === 1) numbers.set(key, value[0]);
  }

  // An increment has the cells in which something happened.
  if (plan.dataset.kind === 'report' && !formless && firstAt.size !== plan.keys.length) {
    for (const key of plan.keys) {
      const missing = firstAt.has(key) ? undefined : plan.indicators.get(indicatorOfKey(key));
      if (missing !== undefined && !unplaced.has(missing.indicator.id))
        add(
          { code: 'missing-cell', details: { value: key, ...remedyOf(missing) } },
          { pointer: '/cells', key },
        );
    }
  }
  crossCheck(plan, numbers, firstAt, add);
  return { cells: inOrder(values, plan), findings };
}

/**
 * Cells whose dataset is not known. An indicator has the same dimensions, scale and range in every dataset; which of
 * them are missing, and whether an unknown one is wrong, the dataset would have to say.
 */
export function validateLooseCells(
  cells: readonly (ReadableCell | Unreadable)[],
  catalogue: CompiledCatalogue,
): readonly FindingValue[] {
  const plans = [...catalogue.datasets.values()];
  const [any] = plans;
  if (any === undefined) return [];
  const indicators = new Map(plans.flatMap((plan) => [...plan.indicators]));
  const dataset = { ...any.dataset, kind: 'event' as const };
  const plan = { dataset, indicators, keys: [], sortedKeys: [], comparisons: [] };
  const { findings } = validateCells(cells, plan);
  return findings.filter(({ code }) => code !== 'unknown-indicator');
}

/** What can be sent for a missing cell, as the texts call it: 0 only where it is in range. */
function remedyOf({ indicator: { fold }, min, max }: CellPlan): Details {
  if (fold === 'evidence') return { remedy: 'evidence' };
  const takesZero = (min === null || compare(min, zero) <= 0) && (max === null || compare(max, zero) >= 0);
  if (takesZero) return { remedy: fold === 'ratio' ? 'ratio' : 'zero' };
  return { remedy: 'range', ...boundsOf(min, max) };
}

const placeOfCell = (cell: ReadableCell, key: string | null, index: number): Place => ({
  pointer: `/cells/${index}`,
  key: key ?? saidKey(cell),
});

/** In the order of their keys, as the canonical form wants them (RFC 8785 §3.2.3). */
function inOrder(values: ReadonlyMap<string, CellValues[string]>, plan: DatasetPlan): CellValues {
  const keys = values.size === plan.keys.length ? plan.sortedKeys : [...values.keys()].sort();
  const cells: CellValues = {};
  for (const key of keys) {
    const value = values.get(key);
    if (value !== undefined) cells[key] = value;
  }
  return cells;
}

function crossCheck(
  plan: DatasetPlan,
  numbers: ReadonlyMap<string, Decimal>,
  firstAt: ReadonlyMap<string, number>,
  add: Add,
): void {
  for (const { check, left, right } of plan.comparisons) {
    const leftValue = numbers.get(left);
    const rightValue = leftValue && numbers.get(right);
    if (leftValue === undefined || rightValue === undefined) continue;
    const order = compare(leftValue, rightValue);
    if (check.operator === '<=' ? order <= 0 : order === 0) continue;
    add(
      {
        code: 'cross-check-failed',
        details: {
          check: check.id,
          left,
          leftValue: formatDecimal(leftValue),
          operator: check.operator,
          right,
          rightValue: formatDecimal(rightValue),
        },
      },
      { pointer: `/cells/${firstAt.get(left)}`, key: left },
    );
  }
}
