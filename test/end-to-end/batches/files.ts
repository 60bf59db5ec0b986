/** Files as senders make them: reports in the long layout, a row for each cell. */
import type { ReportSubmission } from '../../../shared/contract/submissions/submission.ts';

const fixed = ['system', 'dataset', 'period', 'revision', 'indicator'] as const;
const figures = ['value', 'numerator', 'denominator'] as const;

/** Rows of all reports, those of one behind each other, below one header. */
export function longCsv(reports: readonly ReportSubmission[]): string {
  const cells = reports.flatMap((report) => report.cells.map((cell) => ({ report, cell })));
  const dimensions = [...new Set(cells.flatMap(({ cell }) => Object.keys(cell.dimensions ?? {})))].sort();
  const lines = cells.map(({ report, cell }) =>
    [
      ...[report.system, report.dataset, report.period, report.revision, cell.indicator],
      ...dimensions.map((name) => cell.dimensions?.[name] ?? ''),
      ...figures.map((name) => cell[name] ?? ''),
    ].join(','),
  );
  return `${[[...fixed, ...dimensions, ...figures].join(','), ...lines].join('\n')}\n`;
}
