/** The figures of a cell: a value, or the two parts of a ratio. */
import { type Unreadable, unreadable } from '../json/readable.ts';
import type { CellPlan } from '../registry/cell.ts';
import { cut } from '../values/cut.ts';
import {
  compare,
  type Decimal,
  decimalOfNumber,
  formatDecimal,
  parseDecimal,
  readsAsThousands,
  significantScale,
} from '../values/decimal.ts';
import type { ReadableCell } from './cell-place.ts';
import type { Add, Place } from './evidence.ts';

type Given = number | string | Unreadable | undefined;
export type Parts = [Decimal] | [Decimal, Decimal];

const LONGEST_SHOWN = 60;

const single = ['value'] as const;
const pair = ['numerator', 'denominator'] as const;
const notInRatios = ['value', 'evidence'] as const;
const notInNumbers = ['numerator', 'denominator', 'evidence'] as const;

const decimalOf = (given: number | string): Decimal | null =>
  typeof given === 'number' ? decimalOfNumber(given) : parseDecimal(given);

/** The value of a cell of one right number; null for any other, and for ratios. */
export function rightValue(cell: ReadableCell, plan: CellPlan): [Decimal] | null {
  const { value } = cell;
  if (value === undefined || cell.numerator !== undefined || cell.denominator !== undefined) return null;
  if (value === unreadable || plan.indicator.fold === 'ratio' || cell.evidence !== undefined) return null;
  const read = decimalOf(value);
  if (read === null || read.scale > plan.indicator.scale) return null;
  if (plan.min !== null && compare(read, plan.min) < 0) return null;
  return plan.max !== null && compare(read, plan.max) > 0 ? null : [read];
}

/** Says everything that is wrong with the figures of a cell; null where something is, or cannot be read. */
export function judgeValue(cell: ReadableCell, plan: CellPlan, place: Place, add: Add): Parts | null {
  const { indicator } = plan;
  const isRatio = indicator.fold === 'ratio';
  for (const name of isRatio ? notInRatios : notInNumbers) {
    if (cell[name] !== undefined) {
      add(
        {
          code: 'unexpected-value',
          details: { indicator: indicator.id, takes: (isRatio ? pair : single).join(', '), name },
        },
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

/** What is no decimal is none under any indicator: of a cell whose own is not known. */
export function judgeDecimals(cell: ReadableCell, place: Place, add: Add): void {
  for (const name of [...single, ...pair]) {
    const given = cell[name];
    if (given !== undefined) readDecimal(given, name, place, add);
  }
}

function readDecimal(
  given: number | string | Unreadable,
  name: string,
  place: Place,
  add: Add,
): Decimal | null {
  if (given === unreadable) return null;
  const value = decimalOf(given);
  if (value === null) {
    const at = { ...place, pointer: `${place.pointer}/${name}` };
    add({ code: 'not-a-decimal', details: { value: cut(String(given), LONGEST_SHOWN) } }, at);
  }
  return value;
}

/** Bounds as the texts name them. */
export const boundsOf = (min: Decimal | null, max: Decimal | null): { min: string; max: string } => ({
  min: min === null ? '-∞' : formatDecimal(min),
  max: max === null ? '∞' : formatDecimal(max),
});

function partOf(given: Given, name: string, plan: CellPlan, place: Place, add: Add): Decimal | null {
  const { indicator } = plan;
  if (given === undefined) {
    add({ code: 'missing-value', details: { name } }, place);
    return null;
  }
  const value = readDecimal(given, name, place, add);
  if (value === null) return null;
  const at = { ...place, pointer: `${place.pointer}/${name}` };
  let right = true;
  const digits = significantScale(value);
  if (digits > indicator.scale) {
    right = false;
    add(
      {
        code: 'wrong-scale',
        details: {
          value: cut(String(given), LONGEST_SHOWN),
          digits,
          indicator: indicator.id,
          scale: indicator.scale,
        },
      },
      at,
    );
  }
  if (digits <= indicator.scale && readsAsThousands(value, indicator.scale)) {
    right = false;
    const allowed = [...new Set([formatDecimal(value), value.units.toString()])];
    const details = { value: cut(String(given), LONGEST_SHOWN), write: allowed.join(' | ') };
    add({ code: 'ambiguous-thousands', details, allowed }, at);
  }
  const { min, max } = plan;
  if ((min !== null && compare(value, min) < 0) || (max !== null && compare(value, max) > 0)) {
    right = false;
    add({ code: 'out-of-range', details: { value: formatDecimal(value), ...boundsOf(min, max) } }, at);
  }
  return right ? value : null;
}
