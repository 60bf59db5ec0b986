/**
 * Sets the national totals beside the independent sums, cell by cell and digit for digit. Texts are compared, not
 * numbers; only the figure that is shown for an indicator with dimensions is computed here, for both sides alike.
 */
import type { Indicator } from '../../shared/contract/registry.ts';
import type { TotalCell } from '../../shared/contract/totals.ts';
import { cellKey } from '../../shared/domain/registry/cell.ts';
import { add, decimal, formatDecimal, compare as order } from '../../shared/domain/values/decimal.ts';
import type { IndependentTotal } from '../sample/independent-totals.ts';

export type Figure =
  | { readonly value: string }
  | { readonly numerator: string; readonly denominator: string };

export type ComparedRow = {
  readonly indicator: Indicator;
  /** How many cells it has: one for each combination of its dimension values. */
  readonly cells: number;
  /** Null where a side has no figure at all. */
  readonly hub: Figure | null;
  readonly sent: Figure | null;
  /** Keys of cells that differ or that one side lacks. */
  readonly differing: readonly string[];
};

export function compareTotals(
  indicators: readonly Indicator[],
  hub: readonly TotalCell[],
  sent: ReadonlyMap<string, IndependentTotal>,
): ComparedRow[] {
  const hubFigures = new Map(hub.map((cell) => [keyOf(cell), figureOf(cell)]));
  const sentFigures = new Map([...sent.values()].map((cell) => [keyOf(cell), figureOf(cell)]));
  const keys = [...new Set([...sentFigures.keys(), ...hubFigures.keys()])].sort();
  return indicators.flatMap((indicator) => {
    const own = keys.filter((key) => key.split('|')[0] === indicator.id);
    if (own.length === 0) return [];
    const side = (figures: ReadonlyMap<string, Figure>) =>
      merged(
        own.flatMap((key) => figures.get(key) ?? []),
        indicator.fold,
      );
    const differing = own.filter(
      (key) => figureText(hubFigures.get(key)) !== figureText(sentFigures.get(key)),
    );
    return { indicator, cells: own.length, hub: side(hubFigures), sent: side(sentFigures), differing };
  });
}

const keyOf = ({ indicator, dimensions }: Pick<TotalCell, 'indicator' | 'dimensions'>): string =>
  cellKey(
    indicator,
    Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1)),
  );

type Parts = {
  readonly value: string | null;
  readonly numerator?: string | null | undefined;
  readonly denominator?: string | null | undefined;
};

/** A ratio is its two parts: the quotient is rounded, and says less. */
function figureOf({ value, numerator, denominator }: Parts): Figure {
  if (numerator != null && denominator != null) return { numerator, denominator };
  return { value: value ?? '' };
}

const figureText = (figure: Figure | null | undefined): string =>
  figure == null ? '' : 'value' in figure ? figure.value : `${figure.numerator} / ${figure.denominator}`;

function merged(figures: readonly Figure[], fold: Indicator['fold']): Figure | null {
  const [first] = figures;
  if (first === undefined || figures.length === 1) return first ?? null;
  const part = (name: 'value' | 'numerator' | 'denominator') =>
    figures.flatMap((figure) => (name in figure ? [String(Reflect.get(figure, name))] : []));
  if (!('value' in first))
    return { numerator: sum(part('numerator')), denominator: sum(part('denominator')) };
  const values = part('value');
  if (fold === 'sum') return { value: sum(values) };
  const ascending = values.toSorted((a, b) => order(decimal(a), decimal(b)));
  return { value: (fold === 'min' ? ascending[0] : ascending.at(-1)) ?? '' };
}

const sum = (texts: readonly string[]): string =>
  formatDecimal(texts.map(decimal).reduce((a, b) => add(a, b)));
