/** `dtm compliance`: which connected systems are overdue with a drill, an assessment or a report (R7, R9). */
import type { Command } from 'commander';
import { ComplianceAnswer } from '../../shared/contract/oversight/duties.ts';
import { readRecorded } from '../../shared/contract/recorded.ts';
import { COUNTRY } from '../../shared/contract/registry.ts';
import { levelOne } from '../../shared/domain/values/agency-code.ts';
import { callHub } from '../call-hub.ts';
import { complianceText } from '../compliance-table.ts';
import { givenKey, type KeyOptions, keyOption } from '../given-key.ts';
import { jsonText } from '../json-text.ts';
import { sayRefusal } from '../refusal.ts';
import { apiOf, keyFor, refusalText } from '../sender.ts';
import type { Shell } from './command.ts';

type ComplianceOptions = KeyOptions & {
  readonly agency: string;
  readonly all?: true;
  readonly json?: true;
};

export function addCompliance(program: Command, shell: Shell): void {
  program
    .command('compliance')
    .description('who is overdue with what; exit code 1 when somebody is, or when that is refused')
    .option('--agency <code>', 'in either code scheme', COUNTRY)
    .option('--all', 'also the duties that are met')
    .option(...keyOption)
    .option('--json', 'print the pages of the answer as JSON')
    .action((options: ComplianceOptions) => compliance(options, shell));
}

async function compliance({ agency, all, json, ...options }: ComplianceOptions, shell: Shell): Promise<void> {
  const { hub, say, environment, view, refuse } = shell;
  const { language } = view;
  const found = hub();
  const given = givenKey(options, environment);
  const holder = found.keyOf(levelOne(agency)) === null ? COUNTRY : levelOne(agency);
  const sent = keyFor(found, given, holder);
  const answers: ComplianceAnswer[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const query = new URLSearchParams({ agency, ...(all && { all: 'true' }), ...(after && { after }) });
    const url = `${apiOf(found)}/compliance?${query}`;
    const answer = await callHub({ method: 'GET', url, key: sent, language });
    const page = readRecorded(ComplianceAnswer, answer.body);
    if (page === null) {
      return sayRefusal(shell, answer, refusalText(answer, given, shell));
    }
    answers.push(page);
    after = page.next;
  }
  say(json ? jsonText(answers) : complianceText(answers, view));
  if (answers.some(({ overdue }) => overdue > 0)) refuse();
}
