/** `dtm totals`: the total of an agency or of the country, and of what is below it. */
import type { Command } from 'commander';
import { readRecorded } from '../../shared/contract/recorded.ts';
import { DatasetDescription } from '../../shared/contract/registry/catalogue-answers.ts';
import { COUNTRY } from '../../shared/contract/registry.ts';
import { TotalsAnswer } from '../../shared/contract/totals.ts';
import { levelOne } from '../../shared/domain/values/agency-code.ts';
import { callHub } from '../call-hub.ts';
import { givenKey, type KeyOptions, keyOption } from '../given-key.ts';
import { jsonOption, jsonText } from '../json-text.ts';
import { sayRefusal } from '../refusal.ts';
import { apiOf, keyFor, refusalText } from '../sender.ts';
import { totalsText, type Units } from '../totals-text.ts';
import type { Shell } from './command.ts';

type TotalsOptions = KeyOptions & {
  readonly dataset: string;
  readonly period: string;
  readonly agency: string;
  readonly after?: string;
  readonly asOf?: string;
  readonly afterChange?: string;
  readonly json?: true;
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
    .option(...keyOption)
    .option(...jsonOption)
    .action((options: TotalsOptions) => totals(options, shell));
}

async function totals(
  { dataset, period, agency, after, asOf, afterChange, json, ...options }: TotalsOptions,
  shell: Shell,
): Promise<void> {
  const { hub, say, environment, view } = shell;
  const found = hub();
  const given = givenKey(options, environment);
  const query = new URLSearchParams({
    dataset,
    period,
    agency,
    ...(after !== undefined && { after }),
    ...(asOf !== undefined && { asOf }),
    ...(afterChange !== undefined && { afterChange }),
  });
  const api = apiOf(found);
  const holder = found.keyOf(levelOne(agency)) === null ? COUNTRY : levelOne(agency);
  const key = keyFor(found, given, holder);
  const { language } = view;
  const answer = await callHub({ method: 'GET', url: `${api}/totals?${query}`, key, language });
  const totals = readRecorded(TotalsAnswer, answer.body);
  if (totals === null) {
    return sayRefusal(shell, answer, refusalText(answer, given, shell));
  }
  if (json) return say(jsonText(totals));
  const units = totals.total.reporters === 0 ? new Map() : await unitsOf(api, dataset, key);
  say(totalsText(totals, units, view));
}

/** Of the catalogue; empty where the key may not read it: the figures are shown all the same. */
async function unitsOf(api: string, dataset: string, key: string): Promise<Units> {
  const url = `${api}/catalogue/${encodeURIComponent(dataset)}`;
  const answer = await callHub({ method: 'GET', url, key });
  const described = readRecorded(DatasetDescription, answer.body);
  return new Map(described?.indicators.map(({ id, unit }) => [id, unit.names]));
}
