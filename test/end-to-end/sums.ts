/** What totals have to be, by the sample's independent sums: nothing of the hub's own arithmetic. */
import { type IndependentTotal, independentTotals } from '../../demo/sample/independent-totals.ts';
import type { Seed } from '../../shared/app/registry/load-seed.ts';
import type { ReportSubmission } from '../../shared/contract/submissions/submission.ts';
import type { TotalCell, TotalNode } from '../../shared/contract/totals.ts';
import { cellKey } from '../../shared/domain/registry/cell.ts';

export type Figures = { readonly reporters: number; readonly cells: Readonly<Record<string, string>> };

const parts = ({ value, numerator, denominator }: TotalCell | IndependentTotal): string =>
  numerator == null ? String(value) : `${numerator} / ${denominator}`;

const keyOf = ({ indicator, dimensions }: TotalCell | IndependentTotal): string =>
  cellKey(
    indicator,
    Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Of reports that were accepted, in any order, each any number of times: the highest revisions count. */
export function figuresOf(seed: Seed, reports: readonly ReportSubmission[]): Figures {
  const requests = reports.map((report) => ({
    name: '',
    agency: '',
    system: report.system,
    headers: {},
    body: JSON.stringify(report),
    expected: 'accepted' as const,
  }));
  const totals = [...independentTotals(requests, seed.catalogue.indicators).values()];
  return {
    reporters: new Set(reports.map(({ system }) => system)).size,
    cells: Object.fromEntries(totals.map((total) => [keyOf(total), parts(total)])),
  };
}

/** The same of a total that the hub answered; a ratio by its exact parts. */
export const figuresIn = ({ reporters, cells }: TotalNode): Figures => ({
  reporters,
  cells: Object.fromEntries(cells.map((cell) => [keyOf(cell), parts(cell)])),
});
