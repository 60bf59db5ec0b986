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

/** The first cell of its key: what is right of it, and the number that checks compare. */
type Placed = { readonly index: number; value: CellValues[string] | null; number: Decimal | null };

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
  const placed = new Map<string, Placed>();
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
    const first = key === null ? undefined : placed.get(key);
    const own: Placed | null =
      key !== null && first === undefined ? { index, value: null, number: null } : null;
    if (key === null) {
      unplaced.add(cellPlan.indicator.id);
      judgeDimensions(cell, cellPlan, `/cells/${index}`, add);
    } else if (own !== null) placed.set(key, own);
    else
      add(
        { code: 'duplicate-cell', details: { first: `/cells/${first?.index}` } },
        placeOfCell(cell, key, index),
      );

    if (cellPlan.indicator.fold === 'evidence') {
      const evidence = judgeEvidence(cell, cellPlan.indicator, placeOfCell(cell, key, index), add);
      if (own !== null) own.value = evidence;
      continue;
    }
    const value =
      rightValue(cell, cellPlan) ?? judgeValue(cell, cellPlan, placeOfCell(cell, key, index), add);
    if (value === null || own === null) continue;
    const [one, other] = value;
    own.value = other === undefined ? formatDecimal(one) : [formatDecimal(one), formatDecimal(other)];
    if (other === undefined) own.number = one;
  }

  // An increment has the cells in which something happened.
  if (plan.dataset.kind === 'report' && !formless && placed.size !== plan.keys.length) {
    for (const key of plan.keys) {
      const missing = placed.has(key) ? undefined : plan.indicators.get(indicatorOfKey(key));
      if (missing !== undefined && !unplaced.has(missing.indicator.id))
        add(
          { code: 'missing-cell', details: { value: key, ...remedyOf(missing) } },
          { pointer: '/cells', key },
        );
    }
  }
  crossCheck(plan, placed, add);
  return { cells: inOrder(placed, plan), findings };
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
function inOrder(placed: ReadonlyMap<string, Placed>, plan: DatasetPlan): CellValues {
  const keys = placed.size === plan.keys.length ? plan.sortedKeys : [...placed.keys()].sort();
  const cells: CellValues = {};
  for (const key of keys) {
    const value = placed.get(key)?.value ?? null;
    if (value !== null) cells[key] = value;
  }
  return cells;
}

function crossCheck(plan: DatasetPlan, placed: ReadonlyMap<string, Placed>, add: Add): void {
  for (const { check, left, right } of plan.comparisons) {
    const leftCell = placed.get(left);
    const leftValue = leftCell?.number ?? null;
    const rightValue = placed.get(right)?.number ?? null;
    if (leftValue === null || rightValue === null) continue;
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
      { pointer: `/cells/${leftCell?.index}`, key: left },
    );
  }
}
