/**
 * What the national totals have to be, computed from the bodies that were sent and nothing of the hub: its own
 * reading of decimals, its own arithmetic, its own choice of what counts. Only the fold of each indicator comes
 * from the catalogue, since no body says it.
 */
import type { Indicator } from '../../shared/contract/registry.ts';
import type { PlannedRequest } from './planned-request.ts';

export type IndependentTotal = {
  readonly indicator: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Canonical decimal; null for a ratio, which stands in its two parts. */
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
};

type SentCell = {
  indicator: string;
  dimensions?: Record<string, string>;
  value?: number | string;
  numerator?: number | string;
  denominator?: number | string;
};
type SentReport = { system: string; revision: number; cells: SentCell[] };

/** Everything is counted in billionths: no indicator has more than nine digits after the point. */
const DIGITS = 9;

function billionths(given: number | string | undefined): bigint {
  const text = String(given);
  if (!/^-?\d+(\.\d{1,9})?$/.test(text))
    throw new Error(`the sample sent ${JSON.stringify(given)} as a figure`);
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(DIGITS, '0'));
}

function text(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(DIGITS + 1, '0');
  const plain = `${digits.slice(0, -DIGITS)}.${digits.slice(-DIGITS)}`.replace(/\.?0{1,9}$/, '');
  return amount < 0n ? `-${plain}` : plain;
}

/**
 * Cell key → total of the country, over all requests of one dataset and period that are expected to be accepted.
 * The highest revision of each system counts. What is the latest of each system is in no total of many.
 */
export function independentTotals(
  requests: readonly PlannedRequest[],
  indicators: readonly Indicator[],
): ReadonlyMap<string, IndependentTotal> {
  const folds = new Map(indicators.map(({ id, fold }) => [id, fold]));
  const totals = new Map<string, IndependentTotal>();
  for (const [key, cells] of Map.groupBy(countingCells(requests), ({ key }) => key)) {
    const [{ cell } = { cell: { indicator: '' } as SentCell }] = cells;
    const all = (part: 'value' | 'numerator' | 'denominator') =>
      cells.map((each) => billionths(each.cell[part]));
    const sum = (amounts: bigint[]) => text(amounts.reduce((a, b) => a + b));
    const fold = folds.get(cell.indicator);
    if (fold === undefined) throw new Error(`the catalogue has no indicator ${cell.indicator}`);
    const place = { indicator: cell.indicator, dimensions: cell.dimensions ?? {} };
    if (fold === 'evidence' || fold === 'latest') continue;
    if (fold === 'ratio') {
      const parts = { numerator: sum(all('numerator')), denominator: sum(all('denominator')) };
      totals.set(key, { ...place, value: null, ...parts });
      continue;
    }
    const amounts = all('value');
    const ascending = amounts.toSorted((a, b) => (a < b ? -1 : 1));
    const picked = { min: ascending[0], max: ascending.at(-1) };
    const value = fold === 'sum' ? sum(amounts) : text(picked[fold] ?? 0n);
    totals.set(key, { ...place, value, numerator: null, denominator: null });
  }
  return totals;
}

/** The cells of the report that counts of each system, systems in the order of their ids. */
function countingCells(requests: readonly PlannedRequest[]): { key: string; cell: SentCell }[] {
  const counting = new Map<string, SentReport>();
  for (const { body, expected } of requests) {
    if (expected !== 'accepted' && expected !== 'corrected') continue;
    const report = JSON.parse(body) as SentReport;
    const held = counting.get(report.system);
    if (held === undefined || report.revision > held.revision) counting.set(report.system, report);
  }
  return [...counting.values()]
    .sort((a, b) => (a.system < b.system ? -1 : 1))
    .flatMap(({ cells }) =>
      cells.map((cell) => {
        const dimensions = Object.entries(cell.dimensions ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
        return { key: [cell.indicator, ...dimensions.map((pair) => pair.join('='))].join('|'), cell };
      }),
    );
}
