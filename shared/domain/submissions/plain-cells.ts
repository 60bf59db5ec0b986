/**
 * Whether the form of cells is right at a glance, as that of nearly all is: what the schema of a cell says, without evidence, of which
 * it says more. It takes a tenth of the time, and most bodies have nothing but cells. A property holds that the schema takes, as it is,
 * whatever is taken here.
 */

import { MOST_CELLS } from '../../contract/submissions/submission.ts';

/** False says nothing: the schema has to be asked. */
export function arePlainCells(cells: unknown): boolean {
  if (!Array.isArray(cells) || cells.length === 0 || cells.length > MOST_CELLS) return false;
  for (const cell of cells) if (!isPlainCell(cell)) return false;
  return true;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function isPlainCell(cell: unknown): boolean {
  if (!isObject(cell)) return false;
  let hasIndicator = false;
  for (const name in cell) {
    const value: unknown = cell[name as keyof typeof cell];
    if (name === 'indicator') {
      if (typeof value !== 'string') return false;
      hasIndicator = true;
    } else if (name === 'dimensions') {
      if (!isPlainPlace(value)) return false;
    } else if (name === 'value' || name === 'numerator' || name === 'denominator') {
      if (typeof value !== 'string' && !Number.isFinite(value)) return false;
    } else return false;
  }
  return hasIndicator;
}

function isPlainPlace(place: unknown): boolean {
  if (!isObject(place)) return false;
  for (const name in place) {
    if (name === '__proto__' || typeof place[name as keyof typeof place] !== 'string') return false;
  }
  return true;
}
