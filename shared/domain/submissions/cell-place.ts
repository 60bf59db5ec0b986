/** Which cell a cell is: its indicator, its dimensions and the key that they make. */
import type { Cell } from '../../contract/submissions/submission.ts';
import { jsonPointer } from '../json/json-pointer.ts';
import { type Readable, unreadable } from '../json/readable.ts';
import { type CellPlan, cellKey, type DatasetPlan } from '../registry/cell.ts';
import { cut } from '../values/cut.ts';
import type { Add, Place } from './evidence.ts';

export type ReadableCell = Readable<Cell>;

/** More than any key of a catalogue has; what a sender makes up can be as long as a body. */
const LONGEST_KEY = 300;
const MOST_DIMENSIONS = 20;
const LONGEST_SHOWN = 60;

/**
 * The key as the sender has it, of whatever was sent as a cell: the dimensions in the order of their names, those left
 * out that cannot be read. The key of a right cell is the same; null where there is no indicator.
 */
export function saidKey(cell: unknown): string | null {
  if (typeof cell !== 'object' || cell === null) return null;
  const { indicator, dimensions }: { indicator?: unknown; dimensions?: unknown } = cell;
  if (typeof indicator !== 'string') return null;
  const given = typeof dimensions === 'object' && dimensions !== null ? Object.entries(dimensions) : [];
  const pairs = given
    .slice(0, MOST_DIMENSIONS)
    .filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  const key = cellKey(
    indicator,
    pairs.sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return cut(key, LONGEST_KEY);
}

/** The key of a cell whose dimensions are right; null for any other. */
export function rightKey({ dimensions }: ReadableCell, plan: CellPlan): string | null {
  if (dimensions === unreadable) return null;
  let cells = plan.cells;
  let left = 0;
  for (const _ in dimensions) left += 1;
  for (const { id } of plan.dimensions) {
    const value = dimensions?.[id];
    if (typeof value !== 'string' || typeof cells === 'string') return null;
    const behind = cells.get(value);
    if (behind === undefined) return null;
    cells = behind;
    left -= 1;
  }
  return left === 0 && typeof cells === 'string' ? cells : null;
}

export function refuseIndicator(indicator: string, plan: DatasetPlan, cell: Place, add: Add): void {
  add(
    {
      code: 'unknown-indicator',
      details: { value: cut(indicator, LONGEST_SHOWN), dataset: plan.dataset.id },
      allowed: [...plan.indicators.keys()],
    },
    { ...cell, pointer: `${cell.pointer}/indicator` },
  );
}

/** Everything that is wrong with the dimensions of a cell; of those that cannot be read nothing is said. */
export function judgeDimensions(cell: ReadableCell, plan: CellPlan, pointer: string, add: Add): void {
  const given = cell.dimensions ?? {};
  if (given === unreadable) return;
  const key = saidKey(cell);
  for (const dimension of plan.dimensions) {
    const value = given[dimension.id];
    if (value === undefined) {
      add(
        { code: 'missing-dimension', details: { name: dimension.id }, allowed: dimension.values },
        { pointer: `${pointer}/dimensions`, key },
      );
    } else if (value !== unreadable && !dimension.values.includes(value)) {
      add(
        {
          code: 'unknown-dimension-value',
          details: { dimension: dimension.id, value: cut(value, LONGEST_SHOWN) },
          allowed: dimension.values,
        },
        { pointer: `${pointer}/dimensions/${dimension.id}`, key },
      );
    }
  }
  for (const name of Object.keys(given)) {
    if (plan.dimensions.some((dimension) => dimension.id === name)) continue;
    add(
      {
        code: 'unknown-dimension',
        details: { indicator: plan.indicator.id, value: cut(name, LONGEST_SHOWN) },
        allowed: plan.dimensions.map((dimension) => dimension.id),
      },
      { pointer: `${pointer}${jsonPointer(['dimensions', name])}`, key },
    );
  }
}
