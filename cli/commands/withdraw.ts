/** `dtm withdraw`: takes a submission back, as its sender would. The ledger keeps it; all totals lose it. */
import type { Command } from 'commander';
import { readRecorded } from '../../shared/contract/recorded.ts';
import { Accepted, DryRunVerdict, SubmissionId } from '../../shared/contract/submissions/submission.ts';
import { levelOne } from '../../shared/domain/values/agency-code.ts';
import { callHub } from '../call-hub.ts';
import { CommandFault } from '../fault.ts';
import { apiOf, keyFor, refusalText } from '../sender.ts';
import type { Shell } from './command.ts';

type WithdrawOptions = { readonly key?: string; readonly dryRun?: true };

export function addWithdraw(program: Command, shell: Shell): void {
  program
    .command('withdraw')
    .description('take a submission back; exit code 1 when that is refused')
    .argument('<id>', 'of the submission, such as H26.dvc~etx-monthly~2026-10~1')
    .option('--key <key>', 'the API key; else DTM_KEY, else the one that npm start issued to the agency')
    .option('--dry-run', 'only ask for the verdict: nothing is recorded')
    .action((id: string, options: WithdrawOptions) => withdraw(id, options, shell));
}

async function withdraw(
  id: string,
  options: WithdrawOptions,
  { hub, say, environment, refuse }: Shell,
): Promise<void> {
  if (!SubmissionId.safeParse(id).success) {
    throw new CommandFault(
      `${id}: no id of a submission; allowed: system~dataset~period~revision of a report, system~dataset~bucket~Idempotency-Key of events`,
    );
  }
  const found = hub();
  const url = `${apiOf(found)}/submissions/${encodeURIComponent(id)}${options.dryRun ? '?dryRun=true' : ''}`;
  const key = keyFor(found, options.key ?? environment.DTM_KEY, levelOne(id));
  const answer = await callHub({ method: 'DELETE', url, key });
  const verdict = readRecorded(DryRunVerdict, answer.body) ?? readRecorded(Accepted, answer.body);
  if (verdict === null) {
    say(refusalText(answer, options.key, environment));
    return refuse();
  }
  const { id: withdrawal } = verdict;
  if ('dryRun' in verdict) {
    const meaning = verdict.verdict === 'new' ? 'would be withdrawn by' : 'is withdrawn already, by';
    return say(`✓ ${id} ${meaning} ${withdrawal}; nothing was recorded`);
  }
  const { receivedAt } = verdict;
  say(`✓ ${id} withdrawn by ${withdrawal}, received at ${receivedAt}; it stays in the ledger`);
}
