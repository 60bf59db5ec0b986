/** The mistakes that senders make: each breaks one rule of the hub, and is refused for that. */
import type { Cell } from '../../shared/contract/submissions/submission.ts';
import type { FindingCode } from '../../shared/domain/problems/findings.ts';
import type { ProblemKind } from '../../shared/domain/problems/problems.ts';
import type { Report } from './planned-request.ts';

type Broken = { readonly body: string; readonly headers?: Readonly<Record<string, string>> };

export type Mistake = {
  readonly name: string;
  readonly code: ProblemKind;
  readonly finding: FindingCode | null;
  readonly make: (report: Report, foreignSystem: string) => Broken;
};

const json = (value: unknown): Broken => ({ body: JSON.stringify(value) });

const inReport = (
  name: string,
  finding: FindingCode,
  change: (report: Report) => unknown,
  code: ProblemKind = 'invalid-submission',
): Mistake => ({ name, code, finding, make: (report) => json(change(report)) });

/** Changes the first cell that `fits`. */
const inCell = (
  name: string,
  finding: FindingCode,
  fits: (cell: Cell) => boolean,
  change: (cell: Cell) => unknown,
): Mistake =>
  inReport(name, finding, (report) => {
    const at = report.cells.findIndex(fits);
    return { ...report, cells: report.cells.map((cell, index) => (index === at ? change(cell) : cell)) };
  });

const withHeader = (name: string, code: ProblemKind, headers: Readonly<Record<string, string>>): Mistake => ({
  name,
  code,
  finding: null,
  make: (report) => ({ ...json(report), headers }),
});

const isCount = ({ indicator }: Cell): boolean => indicator === 'connectivity.outages';
const isReceived = ({ indicator }: Cell): boolean => indicator === 'transactions.received';
const isCompleted = ({ indicator }: Cell): boolean => indicator === 'transactions.completed';
const isShare = ({ indicator }: Cell): boolean => indicator === 'connectivity.availability';

const monthsBefore = (period: string, months: number): string => {
  const [year = '', month = ''] = period.split('-');
  const at = Number(year) * 12 + Number(month) - 1 - months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
};

export const mistakes: readonly Mistake[] = [
  {
    name: 'cut off in the middle',
    code: 'malformed-json',
    finding: 'json-syntax',
    make: (report) => ({ body: JSON.stringify(report).slice(0, -40) }),
  },
  {
    name: 'a name twice in an object',
    code: 'malformed-json',
    finding: 'duplicate-json-key',
    make: (report) => ({ body: JSON.stringify(report).replace('{', `{"period":"${report.period}",`) }),
  },
  {
    name: 'a number of 17 digits not as text',
    code: 'invalid-submission',
    finding: 'too-many-digits',
    make: (report) => ({
      body: JSON.stringify({ ...report, cells: report.cells.map(withVolume) }).replace(
        '"12345678901234567"',
        '12345678901234567',
      ),
    }),
  },
  withHeader('sent as text/plain', 'unsupported-media-type', { 'Content-Type': 'text/plain' }),
  withHeader('says another character set', 'unsupported-charset', {
    'Content-Type': 'application/json; charset=windows-1258',
  }),
  withHeader('changed on the way', 'digest-mismatch', {
    'Content-Digest': `sha-256=:${'A'.repeat(43)}=:`,
  }),
  {
    name: 'of a system of another agency',
    code: 'foreign-agency',
    finding: null,
    make: (report, foreignSystem) => json({ ...report, system: foreignSystem }),
  },
  inReport('an unknown field', 'unknown-field', (report) => ({ ...report, contact: 'phòng CNTT' })),
  inReport('a field missing', 'missing-field', ({ revision: _, ...report }) => report),
  inReport('an unknown system', 'unknown-system', (report) => ({ ...report, system: `${report.system}x` })),
  inReport('an unknown agency', 'unknown-agency', (report) => ({ ...report, agency: 'X99' })),
  inReport('an unknown dataset', 'unknown-dataset', (report) => ({ ...report, dataset: 'etx-weekly' })),
  inReport('a quarter for a month', 'impossible-period', (report) => ({
    ...report,
    period: `${report.period.slice(0, 4)}-Q1`,
  })),
  inReport('a period to come', 'future-period', (report) => ({
    ...report,
    period: `${Number(report.period.slice(0, 4)) + 5}-01`,
  })),
  inReport(
    'a period long closed',
    'period-closed',
    (report) => ({ ...report, period: monthsBefore(report.period, 6) }),
    'period-closed',
  ),
  inReport('an unknown indicator', 'unknown-indicator', (report) => ({
    ...report,
    cells: [...report.cells, { indicator: 'transactions.lost', value: 1 }],
  })),
  inReport('a cell missing', 'missing-cell', (report) => ({ ...report, cells: report.cells.slice(1) })),
  inReport('a cell twice', 'duplicate-cell', (report) => ({
    ...report,
    cells: [...report.cells, ...report.cells.slice(3, 4)],
  })),
  inCell('an unknown dimension value', 'unknown-dimension-value', isReceived, (cell) => ({
    ...cell,
    dimensions: { ...cell.dimensions, channel: 'fax' },
  })),
  inCell('a dimension missing', 'missing-dimension', isReceived, ({ dimensions: _, ...cell }) => ({
    ...cell,
    dimensions: { kind: 'citizen' },
  })),
  inCell('NaN as text', 'not-a-decimal', isCount, (cell) => ({ ...cell, value: 'NaN' })),
  inCell('half an outage', 'wrong-scale', isCount, (cell) => ({ ...cell, value: 1.5 })),
  inCell('a negative count', 'out-of-range', isCount, (cell) => ({ ...cell, value: -1 })),
  inCell('more than all of the time', 'ratio-above-one', isShare, (cell) => ({
    ...cell,
    numerator: 50_000,
    denominator: 43_200,
  })),
  inCell('more completed than received', 'cross-check-failed', isCompleted, (cell) => ({
    ...cell,
    value: 999_999_999,
  })),
];

function withVolume(cell: Cell): Cell {
  return cell.indicator === 'sharing.volume' ? { ...cell, value: '12345678901234567' } : cell;
}
