/** What `dtm totals` says of an answer: the total, what is below it, and with `--as-of` what has changed it since. */
import type { TotalCell, TotalsAnswer } from '../shared/contract/totals.ts';
import { inLine } from './shown.ts';
import { counted, grouped, table } from './table.ts';

export function totalsText(answer: TotalsAnswer): string {
  const { dataset, period, from, to, total, asOf, stocksFrom } = answer;
  const then = asOf === null ? '' : ` as of ${asOf}`;
  const stocks = stocksFrom === null ? '' : `; stocks are those of ${stocksFrom}`;
  const head = `${inLine(total.node)}: ${dataset} ${period} (${from} to ${to})${then}, ${counted(total.reporters, 'reporting system')}${stocks}`;
  const parts = total.reporters === 0 ? [`${head}: nothing has been reported`] : [head, ...tablesOf(answer)];
  return [...parts, ...changesText(answer)].join('\n\n');
}

function tablesOf({ total, children, next }: TotalsAnswer): string[] {
  // A column of its own only where not all have reported every figure.
  const differ = total.cells.some(({ reporters }) => reporters !== undefined);
  const systems = ({ reporters = total.reporters }: TotalCell) =>
    differ ? [String(reporters ?? 'unknown')] : [];
  const cells = table(
    [
      ...[{ head: 'indicator' }, { head: 'of', width: 30 }, { head: 'value', align: 'right' as const }],
      ...(differ ? [{ head: 'systems', align: 'right' as const }] : []),
    ],
    total.cells.map((cell) => [
      cell.indicator,
      Object.entries(cell.dimensions)
        .map((pair) => pair.join('='))
        .join(', '),
      valueText(cell),
      ...systems(cell),
    ]),
  );
  if (children.length === 0) return [cells];
  const below = table(
    [{ head: 'below it' }, { head: 'name', width: 60 }, { head: 'systems', align: 'right' }],
    children.map(({ node, names, reporters }) => [node, names?.en ?? '', String(reporters)]),
  );
  return [cells, below, ...(next === null ? [] : [`There are more: go on with --after ${inLine(next)}`])];
}

function changesText({ asOf, changedSince, changes, nextChange }: TotalsAnswer): string[] {
  if (asOf === null) return [];
  if (changes === 0) return ['Nothing has changed it since.'];
  const list = [`Changed since by ${counted(changes, 'submission')}:`, ...changedSince.map(inLine)].join(
    '\n',
  );
  return nextChange === null
    ? [list]
    : [list, `There are more: go on with --after-change ${inLine(nextChange)}`];
}

const valueText = ({ value, numerator, denominator }: TotalCell): string =>
  numerator === undefined || denominator === undefined
    ? grouped(value ?? '')
    : `${value ?? 'none'} = ${grouped(numerator)} ÷ ${grouped(denominator)}`;
