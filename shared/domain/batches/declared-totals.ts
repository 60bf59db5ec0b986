/** Control totals that a sender declares of a file: in an order, in the parameter of a call, or in a file of `dtm`. */
import { DeclaredTotal, type Sum } from '../../contract/batches/batch.ts';
import type { FindingValue } from '../problems/problems.ts';
import { fail, ok, type Result } from '../problems/result.ts';
import { formatDecimal, parseDecimal } from '../values/decimal.ts';

const place = ({ dataset, indicator }: Pick<DeclaredTotal, 'dataset' | 'indicator'>): string =>
  `${dataset} ${indicator}`;

/** In one order, whatever that of the sender: the same again is the same. One that stands twice is refused. */
export function declaredTotals(
  totals: readonly DeclaredTotal[],
): Result<readonly DeclaredTotal[], Pick<FindingValue, 'code' | 'details'>> {
  const sorted = [...totals].sort((a, b) => (place(a) < place(b) ? -1 : 1));
  const twice = sorted.find((one, at) => at > 0 && place(one) === place(sorted[at - 1] ?? one));
  if (twice === undefined) return ok(sorted);
  const { dataset, indicator } = twice;
  return fail({ code: 'declared-twice', details: { dataset, indicator } });
}

/** A figure as people write it, `1250.50` too; of a ratio both parts. Null where it is none. */
export function declaredSum(text: string): Sum | null {
  const [first = null, second, ...more] = text.split('/').map((part) => parseDecimal(part.trim()));
  if (first === null || second === null || more.length > 0) return null;
  return second === undefined ? formatDecimal(first) : [formatDecimal(first), formatDecimal(second)];
}

/** `etx-monthly:transactions.received=1250,etx-monthly:efficiency.on-time-rate=98/100`; null where it has not this form. */
export function declaredIn(text: string): DeclaredTotal[] | null {
  const totals: DeclaredTotal[] = [];
  for (const one of text.split(',')) {
    const [name = '', figure = '', ...more] = one.split('=');
    const [dataset = '', indicator = '', ...others] = name.split(':');
    const sum = declaredSum(figure);
    const total = DeclaredTotal.safeParse({ dataset, indicator, sum });
    if (!total.success || more.length > 0 || others.length > 0) return null;
    totals.push(total.data);
  }
  return totals;
}

export const declaredText = (totals: readonly DeclaredTotal[]): string =>
  totals
    .map(
      ({ dataset, indicator, sum }) =>
        `${dataset}:${indicator}=${typeof sum === 'string' ? sum : sum.join('/')}`,
    )
    .join(',');
