/** A total as it is answered: cells with their dimensions, quotients of ratios, subtotals over dimensions. */
import type { Localized } from '../contract/text.ts';
import type { TotalCell, TotalNode } from '../contract/totals.ts';
import { type CompiledCatalogue, cellKey, foldOfCatalogue, readCellKey } from './cell.ts';
import { decimal, formatDecimal, quotient } from './decimal.ts';
import { type CellTotal, foldNodes, type NodeContent } from './fold.ts';

/** Digits after the point of a ratio's quotient; its exact parts are always given beside it. */
const RATIO_SCALE = 6;

function renderCell(key: string, value: CellTotal): TotalCell {
  const place = readCellKey(key);
  if (typeof value === 'string') return { ...place, value };
  if (value.length === 3) return { ...place, value: value[0] };
  const [numerator, denominator] = value;
  const computed = quotient(decimal(numerator), decimal(denominator), RATIO_SCALE);
  return { ...place, value: computed && formatDecimal(computed), numerator, denominator };
}

/** Every way to leave out one or more of a cell's dimensions. */
function coarserKeys(key: string): string[] {
  const { indicator, dimensions } = readCellKey(key);
  const pairs = Object.entries(dimensions);
  const keys: string[] = [];
  for (let kept = 0; kept < 2 ** pairs.length - 1; kept += 1) {
    keys.push(
      cellKey(
        indicator,
        pairs.filter((_, index) => (kept & (1 << index)) !== 0),
      ),
    );
  }
  return keys;
}

/** Subtotals are folds of the cells below them by the indicator's own fold, so they are as exact as the cells. */
function subtotalsOf(content: NodeContent, catalogue: CompiledCatalogue): NodeContent {
  const parts = Object.entries(content.cells).map(
    ([key, value]): NodeContent => ({
      cells: Object.fromEntries(coarserKeys(key).map((coarser) => [coarser, value])),
      reporters: 0,
      newestReceivedAt: null,
    }),
  );
  return foldNodes(parts, foldOfCatalogue(catalogue));
}

export function renderTotal(
  node: string,
  names: Localized | null,
  content: NodeContent,
  catalogue: CompiledCatalogue,
): TotalNode {
  const cells = (of: NodeContent) => Object.entries(of.cells).map(([key, value]) => renderCell(key, value));
  return {
    node,
    names,
    reporters: content.reporters,
    newestReceivedAt: content.newestReceivedAt,
    cells: cells(content),
    subtotals: cells(subtotalsOf(content, catalogue)),
  };
}
