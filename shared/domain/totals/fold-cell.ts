/** One cell of a fold: what a value of the ledger or of a total is while it is folded, and what two of them come to. */
import type { Indicator } from '../../contract/registry.ts';
import type { CellValues } from '../../contract/submissions/ledger.ts';
import { add, compare, type Decimal, decimal, formatDecimal } from '../values/decimal.ts';
import type { CellTotal } from './total.ts';

export type Fold = Indicator['fold'];
/** Where a value comes from: the end of its window, and an id that is made only where it is asked for. */
export type Source = { readonly windowEnd: string; readonly id: () => string };

/** What a value of the ledger is in a total; its fold is not `evidence`, which is in none. */
export function leafCell(fold: Fold, key: string, value: CellValues[string], from: Source): CellTotal {
  if (fold === 'ratio' && typeof value !== 'string' && value.length === 2) return value;
  if (fold !== 'ratio' && typeof value === 'string')
    return fold === 'latest' ? [value, from.windowEnd, from.id()] : value;
  throw new Error(`ledger entry ${from.id()}: the value of ${key} does not fit its fold ${fold}`);
}

/** A cell while it is folded: decimals stay numbers until the end. */
export type Growing = Decimal | [Decimal, Decimal] | readonly [string, string, string];

/** Throws on a value of another fold: no total has one. */
export function grow(fold: Fold, value: CellTotal): Growing {
  if (typeof value === 'string' && fold !== 'ratio' && fold !== 'latest') return decimal(value);
  if (fold === 'ratio' && typeof value !== 'string') return [decimal(value[0]), decimal(value[1])];
  if (fold === 'latest' && typeof value !== 'string' && value.length === 3) return value;
  throw new Error(`a total of fold ${fold} has a value of another fold: ${JSON.stringify(value)}`);
}

const isTriple = (value: Growing): value is readonly [string, string, string] =>
  Array.isArray(value) && typeof value[0] === 'string';
const isPair = (value: Growing): value is [Decimal, Decimal] =>
  Array.isArray(value) && typeof value[0] !== 'string';

/** By the end of the window, the id, the value: whatever the order in which two come, the same one is the later. */
const isLater = (
  [value, end, id]: readonly [string, string, string],
  [otherValue, otherEnd, otherId]: readonly [string, string, string],
): boolean => {
  if (end !== otherEnd) return end > otherEnd;
  return id === otherId ? value >= otherValue : id > otherId;
};

/** Two values of one fold, in any order. */
export function foldCell(fold: Fold, a: Growing, b: Growing): Growing {
  if (isTriple(a) && isTriple(b)) return isLater(a, b) ? a : b;
  if (isPair(a) && isPair(b)) return [add(a[0], b[0]), add(a[1], b[1])];
  if ('units' in a && 'units' in b) {
    if (fold === 'sum') return add(a, b);
    const first = compare(a, b) <= 0;
    if (fold === 'min') return first ? a : b;
    if (fold === 'max') return first ? b : a;
  }
  throw new Error(`cells of different folds met at fold ${fold}`);
}

/** As a total has it, in canonical form. */
export function settle(value: Growing): CellTotal {
  if (isTriple(value)) return value;
  return isPair(value) ? [formatDecimal(value[0]), formatDecimal(value[1])] : formatDecimal(value);
}
