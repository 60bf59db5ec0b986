/**
 * The rules for the cells of a report (R22, R25): every cell is judged, every rule that can be judged is, and all
 * findings come back at once with the sender's own index and the cell's key.
 */
import type { CellValues } from '../contract/ledger.ts';
import type { Cell } from '../contract/submission.ts';
import { type CellPlan, cellKey, type DatasetPlan, indicatorOfKey } from './cell.ts';
import { compare, type Decimal, decimalOfNumber, formatDecimal, parseDecimal } from './decimal.ts';
import { type Add, judgeEvidence, type Place } from './evidence.ts';
import { jsonPointer } from './json-pointer.ts';
import type { FindingValue } from './problems.ts';

export type CellsVerdict = { readonly cells: CellValues; readonly findings: readonly FindingValue[] };

/**
 * `cells[i]` is undefined where the form of cell i was already found to be wrong: it could be any, so that no cell is
 * said to be missing. A cell with wrong dimensions could be any of its indicator, and only those are not said to be.
 */
export function validateCells(cells: readonly (Cell | undefined)[], plan: DatasetPlan): CellsVerdict {
  const findings: FindingValue[] = [];
  const add: Add = (finding, place) => findings.push({ ...finding, pointer: place.pointer, key: place.key });
  const values = new Map<string, CellValues[string]>();
  const numbers = new Map<string, Decimal>();
  const firstAt = new Map<string, number>();
  let formless = false;
  const unplaced = new Set<string>();

  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index];
    const cellPlan = cell && plan.indicators.get(cell.indicator);
    if (cell && !cellPlan) refuseIndicator(cell, index, plan, add);
    // What is right takes the short way; only what is not is looked at again, to say why.
    const key =
      cell && cellPlan && (rightKey(cell, cellPlan) ?? keyOf(cell, cellPlan, `/cells/${index}`, add));
    if (!cell || !cellPlan || !key) {
      formless ||= cell === undefined;
      if (cellPlan) unplaced.add(cellPlan.indicator.id);
      continue;
    }
    const first = firstAt.get(key);
    if (first !== undefined) {
      add(
        { code: 'duplicate-cell', details: { first: `/cells/${first}` } },
        { pointer: `/cells/${index}`, key },
      );
      continue;
    }
    firstAt.set(key, index);
    if (cellPlan.indicator.fold === 'evidence') {
      const evidence = judgeEvidence(cell, cellPlan.indicator, { pointer: `/cells/${index}`, key }, add);
      if (evidence !== null) values.set(key, evidence);
      continue;
    }
    const value =
      rightValue(cell, cellPlan) ?? valueOfCell(cell, cellPlan, { pointer: `/cells/${index}`, key }, add);
    if (value === null) continue;
    values.set(
      key,
      value.length === 1 ? formatDecimal(value[0]) : [formatDecimal(value[0]), formatDecimal(value[1])],
    );
    if (value.length === 1) numbers.set(key, value[0]);
  }

  // An increment has the cells in which something happened.
  if (plan.dataset.kind === 'report' && !formless && firstAt.size !== plan.keys.length) {
    for (const key of plan.keys) {
      if (!firstAt.has(key) && !unplaced.has(indicatorOfKey(key)))
        add({ code: 'missing-cell', details: { value: key } }, { pointer: '/cells', key });
    }
  }
  crossCheck(plan, numbers, firstAt, add);
  return { cells: inOrder(values, plan), findings };
}

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

/** The key of a cell whose dimensions are right; null for any other. */
function rightKey(cell: Cell, plan: CellPlan): string | null {
  let key = plan.indicator.id;
  let left = 0;
  for (const _ in cell.dimensions) left += 1;
  for (const { id, values } of plan.dimensions) {
    const value = cell.dimensions?.[id];
    if (value === undefined || !values.includes(value)) return null;
    key += `|${id}=${value}`;
    left -= 1;
  }
  return left === 0 ? key : null;
}

/** The value of a cell of one right number; null for any other, and for ratios. */
function rightValue(cell: Cell, plan: CellPlan): [Decimal] | null {
  const { value } = cell;
  if (value === undefined || cell.numerator !== undefined || cell.denominator !== undefined) return null;
  if (plan.indicator.fold === 'ratio' || cell.evidence !== undefined) return null;
  const read = typeof value === 'number' ? decimalOfNumber(value) : parseDecimal(value);
  if (read === null || read.scale > plan.indicator.scale) return null;
  if (plan.min !== null && compare(read, plan.min) < 0) return null;
  return plan.max !== null && compare(read, plan.max) > 0 ? null : [read];
}

function refuseIndicator(cell: Cell, index: number, plan: DatasetPlan, add: Add): void {
  add(
    {
      code: 'unknown-indicator',
      details: { value: cell.indicator.slice(0, 60), dataset: plan.dataset.id },
      allowed: [...plan.indicators.keys()],
    },
    { pointer: `/cells/${index}/indicator`, key: null },
  );
}

function keyOf(cell: Cell, plan: CellPlan, pointer: string, add: Add): string | null {
  const given = cell.dimensions ?? {};
  const pairs: [string, string][] = [];
  let faulty = false;
  const refuse = (finding: Parameters<Add>[0], at: string) => {
    faulty = true;
    add(finding, { pointer: at, key: null });
  };
  for (const dimension of plan.dimensions) {
    const value = given[dimension.id];
    if (value === undefined) {
      refuse(
        { code: 'missing-dimension', details: { name: dimension.id }, allowed: dimension.values },
        `${pointer}/dimensions`,
      );
    } else if (!dimension.values.includes(value)) {
      refuse(
        {
          code: 'unknown-dimension-value',
          details: { dimension: dimension.id, value },
          allowed: dimension.values,
        },
        `${pointer}/dimensions/${dimension.id}`,
      );
    } else pairs.push([dimension.id, value]);
  }
  const names = Object.keys(given);
  if (names.length > pairs.length || faulty) {
    for (const name of names) {
      if (plan.dimensions.some((dimension) => dimension.id === name)) continue;
      refuse(
        {
          code: 'unknown-dimension',
          details: { indicator: plan.indicator.id, value: name },
          allowed: plan.dimensions.map((dimension) => dimension.id),
        },
        `${pointer}${jsonPointer(['dimensions', name])}`,
      );
    }
  }
  return faulty ? null : cellKey(plan.indicator.id, pairs);
}

type Parts = [Decimal] | [Decimal, Decimal];
const single = ['value'] as const;
const pair = ['numerator', 'denominator'] as const;
const notInRatios = ['value', 'evidence'] as const;
const notInNumbers = ['numerator', 'denominator', 'evidence'] as const;

function valueOfCell(cell: Cell, plan: CellPlan, place: Place, add: Add): Parts | null {
  const { indicator } = plan;
  const isRatio = indicator.fold === 'ratio';
  for (const name of isRatio ? notInRatios : notInNumbers) {
    if (cell[name] !== undefined) {
      add(
        { code: 'unexpected-value', details: { indicator: indicator.id, fold: indicator.fold, name } },
        { ...place, pointer: `${place.pointer}/${name}` },
      );
    }
  }
  const parts = (isRatio ? pair : single).map((name) => partOf(cell[name], name, plan, place, add));
  const [first, second] = parts;
  if (!first || (isRatio && !second)) return null;
  if (second && compare(first, second) > 0 && plan.indicator.max === '1') {
    add(
      {
        code: 'ratio-above-one',
        details: { numerator: formatDecimal(first), denominator: formatDecimal(second) },
      },
      place,
    );
    return null;
  }
  return second ? [first, second] : [first];
}

function partOf(
  given: number | string | undefined,
  name: string,
  plan: CellPlan,
  place: Place,
  add: Add,
): Decimal | null {
  const { indicator } = plan;
  const at = { ...place, pointer: `${place.pointer}/${name}` };
  if (given === undefined) {
    add({ code: 'missing-value', details: { name } }, place);
    return null;
  }
  const value = typeof given === 'number' ? decimalOfNumber(given) : parseDecimal(given);
  if (value === null) {
    add({ code: 'not-a-decimal', details: { value: String(given).slice(0, 60) } }, at);
    return null;
  }
  let right = true;
  // As written: 501.000 is 501 thousand to many a Vietnamese reader, and must not pass for 501.
  const digits = value.scale;
  if (digits > indicator.scale) {
    right = false;
    add(
      {
        code: 'wrong-scale',
        details: {
          value: String(given).slice(0, 60),
          digits,
          indicator: indicator.id,
          scale: indicator.scale,
        },
      },
      at,
    );
  }
  const { min, max } = plan;
  if ((min !== null && compare(value, min) < 0) || (max !== null && compare(value, max) > 0)) {
    right = false;
    const bounds = {
      min: min === null ? '-∞' : formatDecimal(min),
      max: max === null ? '∞' : formatDecimal(max),
    };
    add({ code: 'out-of-range', details: { value: formatDecimal(value), ...bounds } }, at);
  }
  return right ? value : null;
}

function crossCheck(
  plan: DatasetPlan,
  numbers: ReadonlyMap<string, Decimal>,
  firstAt: ReadonlyMap<string, number>,
  add: Add,
): void {
  for (const check of plan.dataset.checks) {
    const prefix = `${check.left}|`;
    for (const [leftKey, left] of numbers) {
      if (leftKey !== check.left && !leftKey.startsWith(prefix)) continue;
      const rightKey = check.right + leftKey.slice(check.left.length);
      const right = numbers.get(rightKey);
      if (right === undefined) continue;
      const order = compare(left, right);
      if (check.operator === '<=' ? order <= 0 : order === 0) continue;
      add(
        {
          code: 'cross-check-failed',
          details: {
            check: check.id,
            left: leftKey,
            leftValue: formatDecimal(left),
            operator: check.operator,
            right: rightKey,
            rightValue: formatDecimal(right),
          },
        },
        { pointer: `/cells/${firstAt.get(leftKey)}`, key: leftKey },
      );
    }
  }
}
