/** A node in a period that was asked for: as it is stored, or folded from the finer periods that make the period up. */
import type { Localized } from '../../../contract/text.ts';
import type { SeriesAnswer } from '../../../contract/totals.ts';
import { type CompiledCatalogue, rulesOfCatalogue } from '../../../domain/registry/cell.ts';
import { foldPeriods } from '../../../domain/totals/fold-periods.ts';
import { renderTotal } from '../../../domain/totals/render-total.ts';
import { emptyNode, type NodeContent } from '../../../domain/totals/total.ts';
import type { Period } from '../../../domain/values/period.ts';
import type { StoredNode } from '../../ports/totals.ts';
import type { AskedPeriod, Question } from './question.ts';
import { readTotal, type StoredTotalPorts } from './stored-totals.ts';

/** What a node has stored in one of the periods that another is folded from. */
export type StoredPart = { readonly period: Period; readonly own: StoredNode | null };

export const readParts = (
  ports: StoredTotalPorts,
  { query, dataset }: Question,
  { parts }: AskedPeriod,
): Promise<readonly StoredPart[]> =>
  Promise.all(
    parts.map(async (period) => ({ period, own: await readTotal(ports, dataset.id, period, query.node) })),
  );

/** The total with what it is of, as an answer has it. */
export function wholeOf(
  { query, catalogue, names }: Question & { readonly names: Localized | null },
  asked: AskedPeriod,
  parts: readonly StoredPart[],
): SeriesAnswer['series'][number] {
  const contents = parts.map(({ own }) => own?.content ?? null);
  return {
    ...headOf(asked),
    total: renderTotal(query.node, names, overTime(contents, asked, catalogue), catalogue),
  };
}

export const headOf = ({ period, parts }: AskedPeriod) => ({
  period: period.id,
  from: period.from,
  to: period.to,
  foldedFrom: parts[0] === period ? [] : parts.map(({ id }) => id),
  stocksFrom: parts[0] === period ? null : (parts.at(-1)?.id ?? null),
});

/** `contents`: of every part, in their order; null where a node has nothing. */
export const overTime = (
  contents: readonly (NodeContent | null)[],
  { period, parts }: AskedPeriod,
  catalogue: CompiledCatalogue,
): NodeContent => {
  if (parts[0] === period) return contents[0] ?? emptyNode;
  return foldPeriods(contents, rulesOfCatalogue(catalogue));
};
