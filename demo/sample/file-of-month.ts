/** The part of the month that comes as a file: one province keeps its reports in a spreadsheet. One report in it is wrong, and says why. */
import { lanesOf, type PlannedRequest, type Report } from './planned-request.ts';

export type MonthFile = {
  /** Whose key sends it. */
  readonly agency: string;
  /** The reports in it, which nobody sends by themselves. */
  readonly requests: readonly PlannedRequest[];
  readonly rows: number;
  /** Of a system that nobody knows: the first row of its report. */
  readonly wrongRow: number;
  /** CSV in the long layout: a row for each cell. */
  readonly text: string;
};

const fixed = ['system', 'dataset', 'period', 'revision', 'indicator'] as const;
const figures = ['value', 'numerator', 'denominator'] as const;

/** Of the agency with the most systems that report once, and rightly. */
export function fileOfMonth(requests: readonly PlannedRequest[]): MonthFile {
  const single = lanesOf(requests)
    .filter((lane) => lane.length === 1 && lane[0]?.expected === 'accepted')
    .flat();
  const groups = [...Map.groupBy(single, ({ agency }) => agency)];
  const [largest] = groups.toSorted(([, a], [, b]) => b.length - a.length);
  if (largest === undefined) throw new Error('nobody of the sample reports once');
  const [agency, own] = largest;
  const rows = own.flatMap(({ body }) => cellsOf(JSON.parse(body) as Report));
  const dimensions = [...new Set(rows.flatMap(({ cell }) => Object.keys(cell.dimensions ?? {})))].sort();
  const [first] = own.map(({ body }) => JSON.parse(body) as Report);
  const unknown = first === undefined ? [] : cellsOf({ ...first, system: `${agency}.khong-co` });
  const lines = [...rows, ...unknown].map(({ report, cell }) =>
    [
      ...[report.system, report.dataset, report.period, report.revision, cell.indicator],
      ...dimensions.map((name) => cell.dimensions?.[name] ?? ''),
      ...figures.map((name) => cell[name] ?? ''),
    ].join(','),
  );
  const header = [...fixed, ...dimensions, ...figures].join(',');
  return {
    agency,
    requests: own,
    rows: lines.length,
    wrongRow: rows.length + 2,
    text: `${[header, ...lines].join('\n')}\n`,
  };
}

const cellsOf = (report: Report) => report.cells.map((cell) => ({ report, cell }));
