/** A total as it is answered: cells with their dimensions, quotients of ratios, subtotals over dimensions. */
import type { Localized } from '../../contract/text.ts';
import type { TotalCell, TotalNode } from '../../contract/totals.ts';
import {
  type CompiledCatalogue,
  cellKey,
  foldOfCatalogue,
  indicatorOfKey,
  readCellKey,
} from '../registry/cell.ts';
import { decimal, formatDecimal, quotient } from '../values/decimal.ts';
import { foldNodes, whoReported } from './fold.ts';
import { countOf, unionOf } from './reporters.ts';
import { type CellTotal, emptyNode, type NodeContent, reportersOf } from './total.ts';

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

/**
 * Subtotals are folds of the cells below them by the indicator's own fold, so they are as exact as the cells. What is the
 * latest has none: of two kinds neither is later.
 */
function subtotalsOf(content: NodeContent, catalogue: CompiledCatalogue): NodeContent {
  const foldOf = foldOfCatalogue(catalogue);
  const finer = new Map<string, string[]>();
  const parts = Object.entries(content.cells).map(([key, value]): NodeContent => {
    const coarser = foldOf(indicatorOfKey(key)) === 'latest' ? [] : coarserKeys(key);
    for (const one of coarser) finer.set(one, [...(finer.get(one) ?? []), key]);
    return { ...emptyNode, cells: Object.fromEntries(coarser.map((one) => [one, value])) };
  });
  const { cells } = foldNodes(parts, foldOf);
  if (!content.cellReporters) return { ...content, cells };
  const ofCells = [...finer].map(
    ([key, below]) => [key, unionOf(below.map((one) => reportersOf(content, one)))] as const,
  );
  return { ...emptyNode, cells, ...whoReported(content.reporters, ofCells) };
}

export function renderTotal(
  node: string,
  names: Localized | null,
  content: NodeContent,
  catalogue: CompiledCatalogue,
): TotalNode {
  const cells = (of: NodeContent) =>
    Object.entries(of.cells).map(([key, value]): TotalCell => {
      const own = of.cellReporters?.[key];
      const rendered = renderCell(key, value);
      if (of.cellReporters === null) return { ...rendered, reporters: null };
      return own === undefined ? rendered : { ...rendered, reporters: countOf(own) };
    });
  return {
    node,
    names,
    reporters: countOf(content.reporters),
    newestReceivedAt: content.newestReceivedAt,
    cells: cells(content),
    subtotals: cells(subtotalsOf(content, catalogue)),
  };
}
