/** `dtm totals`: the total of an agency or of the country, and of what is below it. */
import type { Command } from 'commander';
import { COUNTRY } from '../../shared/contract/registry.ts';
import { type TotalCell, TotalsAnswer } from '../../shared/contract/totals.ts';
import { levelOne } from '../../shared/domain/agency-code.ts';
import { callHub, problemOf } from '../call-hub.ts';
import { problemText } from '../problem-table.ts';
import { apiOf, keyFor } from '../sender.ts';
import { counted, grouped, table } from '../table.ts';
import type { Shell } from './command.ts';

type TotalsOptions = {
  readonly dataset: string;
  readonly period: string;
  readonly agency: string;
  readonly key?: string;
};

export function addTotals(program: Command, shell: Shell): void {
  program
    .command('totals')
    .description('read totals; exit code 1 when that is refused')
    .requiredOption('--dataset <id>', 'such as etx-monthly')
    .requiredOption('--period <id>', 'such as 2026-10')
    .option('--agency <code>', 'in either code scheme', COUNTRY)
    .option('--key <key>', 'the API key; else DTM_KEY, else one that npm start issued')
    .action((options: TotalsOptions) => totals(options, shell));
}

async function totals(
  { dataset, period, agency, key }: TotalsOptions,
  { hub, say, environment, refuse }: Shell,
): Promise<void> {
  const found = hub();
  const url = `${apiOf(found)}/totals?${new URLSearchParams({ dataset, period, agency })}`;
  const holder = found.keyOf(levelOne(agency)) === null ? COUNTRY : levelOne(agency);
  const answer = await callHub({
    method: 'GET',
    url,
    key: keyFor(found, key ?? environment.DTM_KEY, holder),
  });
  const parsed = TotalsAnswer.safeParse(answer.body);
  if (parsed.success) return say(totalsText(parsed.data));
  say(problemText(problemOf(answer)));
  refuse();
}

function totalsText({ dataset, period, from, to, total, children }: TotalsAnswer): string {
  const head = `${total.node}: ${dataset} ${period} (${from} to ${to}), ${counted(total.reporters, 'reporting system')}`;
  if (total.reporters === 0) return `${head}: nothing has been reported`;
  const cells = table(
    [{ head: 'indicator' }, { head: 'of', width: 30 }, { head: 'value', align: 'right' }],
    total.cells.map((cell) => [
      cell.indicator,
      Object.entries(cell.dimensions)
        .map((pair) => pair.join('='))
        .join(', '),
      valueText(cell),
    ]),
  );
  if (children.length === 0) return `${head}\n\n${cells}`;
  const below = table(
    [{ head: 'below it' }, { head: 'name', width: 60 }, { head: 'systems', align: 'right' }],
    children.map(({ node, names, reporters }) => [node, names?.en ?? '', String(reporters)]),
  );
  return `${head}\n\n${cells}\n\n${below}`;
}

const valueText = ({ value, numerator, denominator }: TotalCell): string =>
  numerator === undefined || denominator === undefined
    ? grouped(value ?? '')
    : `${value ?? 'none'} = ${grouped(numerator)} ÷ ${grouped(denominator)}`;
