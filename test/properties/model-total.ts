/**
 * The model of a total: plain maps and integers at one scale, written apart from the fold. What it shares with the
 * hub is only the law: the highest revision counts unless it is a withdrawal, and each fold's own rule.
 */
import type { ReportEntry } from '../../shared/contract/submissions/ledger.ts';
import { formatDecimal } from '../../shared/domain/values/decimal.ts';
import { foldOf } from '../fixtures/catalogue.ts';

const SCALE = 9;

function integer(text: string): bigint {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole + fraction.padEnd(SCALE, '0'));
  return text.startsWith('-') ? -size : size;
}
const ascending = (numbers: readonly bigint[]) => [...numbers].sort((a, b) => (a < b ? -1 : 1));
const text = (units: bigint): string => formatDecimal({ units, scale: SCALE });

/** The total of all entries given, whatever systems they are of; what is the latest of one is in no total of many. */
export function modelTotal(entries: readonly ReportEntry[]) {
  const counting = [...Map.groupBy(entries, ({ system }) => system).values()].flatMap((own) => {
    const last = Math.max(...own.map(({ revision }) => revision));
    return own.filter(({ revision, kind }) => revision === last && kind === 'report').slice(0, 1);
  });
  const cells: Record<string, unknown> = {};
  const reporters: Record<string, string[]> = {};
  for (const key of new Set(counting.flatMap((one) => Object.keys(one.cells)))) {
    const reporting = counting.filter((one) => key in one.cells);
    if (foldOf(key.split('|')[0] ?? '') === 'latest') continue;
    reporters[key] = reporting.map(({ system }) => system).sort();
    const values = reporting.flatMap((one) => one.cells[key] ?? []);
    const numbers = reporting.map((one) => integer(String([one.cells[key]].flat()[0])));
    const sumOf = (those: readonly bigint[]) => text(those.reduce((sum, value) => sum + value, 0n));
    switch (foldOf(key.split('|')[0] ?? '')) {
      case 'sum':
        cells[key] = sumOf(numbers);
        break;
      case 'min':
        cells[key] = text(ascending(numbers).at(0) ?? 0n);
        break;
      case 'max':
        cells[key] = text(ascending(numbers).at(-1) ?? 0n);
        break;
      case 'ratio': {
        const [tops, bottoms] = [0, 1].map((part) =>
          values.filter((_, index) => index % 2 === part).map(integer),
        );
        cells[key] = [sumOf(tops ?? []), sumOf(bottoms ?? [])];
        break;
      }
    }
  }
  const received = counting.map(({ receivedAt }) => receivedAt).sort();
  const all = counting.map(({ system }) => system).sort();
  return { cells, reporters: all, ofCells: reporters, newestReceivedAt: received.at(-1) ?? null };
}
