/** `dtm totals`: the total of an agency or of the country, and of what is below it. */
import type { Command } from 'commander';
import { readRecorded } from '../../shared/contract/recorded.ts';
import { COUNTRY } from '../../shared/contract/registry.ts';
import { TotalsAnswer } from '../../shared/contract/totals.ts';
import { levelOne } from '../../shared/domain/values/agency-code.ts';
import { callHub } from '../call-hub.ts';
import { apiOf, keyFor, refusalText } from '../sender.ts';
import { totalsText } from '../totals-text.ts';
import type { Shell } from './command.ts';

type TotalsOptions = {
  readonly dataset: string;
  readonly period: string;
  readonly agency: string;
  readonly after?: string;
  readonly asOf?: string;
  readonly afterChange?: string;
  readonly key?: string;
};

export function addTotals(program: Command, shell: Shell): void {
  program
    .command('totals')
    .description('read totals; exit code 1 when that is refused')
    .requiredOption('--dataset <id>', 'such as etx-monthly')
    .requiredOption('--period <id>', 'such as 2026-10')
    .option('--agency <code>', 'in either code scheme', COUNTRY)
    .option('--after <node>', 'only what is below it behind this one, as the answer before says')
    .option(
      '--as-of <instant>',
      'as the hub knew it then, at least a minute ago, such as 2026-11-16T02:30:00Z',
    )
    .option('--after-change <id>', 'with --as-of: only what has changed since behind this one')
    .option('--key <key>', 'the API key; else DTM_KEY, else one that npm start issued')
    .action((options: TotalsOptions) => totals(options, shell));
}

async function totals(
  { dataset, period, agency, after, asOf, afterChange, key }: TotalsOptions,
  { hub, say, environment, refuse }: Shell,
): Promise<void> {
  const found = hub();
  const query = new URLSearchParams({
    dataset,
    period,
    agency,
    ...(after !== undefined && { after }),
    ...(asOf !== undefined && { asOf }),
    ...(afterChange !== undefined && { afterChange }),
  });
  const url = `${apiOf(found)}/totals?${query}`;
  const holder = found.keyOf(levelOne(agency)) === null ? COUNTRY : levelOne(agency);
  const answer = await callHub({
    method: 'GET',
    url,
    key: keyFor(found, key ?? environment.DTM_KEY, holder),
  });
  const totals = readRecorded(TotalsAnswer, answer.body);
  if (totals !== null) return say(totalsText(totals));
  say(refusalText(answer, key, environment));
  refuse();
}
