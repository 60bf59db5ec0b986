/** As many children as an answer takes. */
import type { Localized } from '../../../contract/text.ts';
import type { TotalNode, TotalsAnswer } from '../../../contract/totals.ts';
import type { CompiledCatalogue } from '../../../domain/registry/cell.ts';
import { renderTotal } from '../../../domain/totals/render-total.ts';
import type { NodeContent } from '../../../domain/totals/total.ts';

/** Children until the answer has so many figures; an answer has to fit into 6 MB. */
export const MOST_CELLS = 25_000;
/** Children whose totals are read together. */
const [FEWEST_AT_A_TIME, MOST_AT_A_TIME] = [10, 1500];

export type Child = {
  readonly node: string;
  readonly names: Localized | null;
  readonly content: NodeContent;
};

/** How many children fill an answer, and one more: most have about as many figures as the total has. */
export const fittingChildren = ({ cells, subtotals }: TotalNode): number => {
  const figures = Math.max(1, cells.length + subtotals.length);
  return Math.min(MOST_AT_A_TIME, Math.max(FEWEST_AT_A_TIME, Math.floor(MOST_CELLS / figures) + 1));
};

/** The first children, in their order; at least one, if there is any. */
export async function pageOf(
  children: AsyncIterable<Child> | Iterable<Child>,
  catalogue: CompiledCatalogue,
): Promise<Pick<TotalsAnswer, 'children' | 'next'>> {
  const page: TotalNode[] = [];
  let cells = 0;
  for await (const { node, names, content } of children) {
    const rendered = renderTotal(node, names, content, catalogue);
    cells += rendered.cells.length + rendered.subtotals.length;
    if (cells > MOST_CELLS && page.length > 0) return { children: page, next: page.at(-1)?.node ?? null };
    page.push(rendered);
  }
  return { children: page, next: null };
}
