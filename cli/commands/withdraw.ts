/** `dtm withdraw`: takes a submission back, as its sender would. The ledger keeps it; all totals lose it. */
import type { Command } from 'commander';
import { readRecorded } from '../../shared/contract/recorded.ts';
import { DryRunVerdict } from '../../shared/contract/submissions/dry-run.ts';
import { Accepted, SubmissionId } from '../../shared/contract/submissions/submission.ts';
import { levelOne } from '../../shared/domain/values/agency-code.ts';
import { callHub } from '../call-hub.ts';
import { CommandFault } from '../fault.ts';
import { givenKey, type KeyOptions, keyOption } from '../given-key.ts';
import { jsonOption, jsonText } from '../json-text.ts';
import { sayRefusal } from '../refusal.ts';
import { apiOf, keyFor, refusalText } from '../sender.ts';
import { inLanguage, instantText, type View } from '../view.ts';
import type { Shell } from './command.ts';

type WithdrawOptions = KeyOptions & { readonly dryRun?: true; readonly json?: true };

export function addWithdraw(program: Command, shell: Shell): void {
  program
    .command('withdraw')
    .description('take a submission back; exit code 1 when that is refused')
    .argument('<id>', 'of the submission, such as H26.dvc~etx-monthly~2026-10~1')
    .option(...keyOption)
    .option('--dry-run', 'only ask for the verdict: nothing is recorded')
    .option(...jsonOption)
    .action((id: string, options: WithdrawOptions) => withdraw(id, options, shell));
}

async function withdraw(id: string, options: WithdrawOptions, shell: Shell): Promise<void> {
  const { hub, environment, view } = shell;
  const say = inLanguage(view);
  if (!SubmissionId.safeParse(id).success)
    throw new CommandFault(
      say(
        `${id}: no id of a submission; allowed: system~dataset~period~revision of a report, system~dataset~bucket~Idempotency-Key of events`,
        `${id}: không phải mã bản gửi; được phép: system~dataset~period~revision của báo cáo, system~dataset~bucket~Idempotency-Key của sự kiện`,
      ),
    );
  const found = hub();
  const given = givenKey(options, environment);
  const url = `${apiOf(found)}/submissions/${encodeURIComponent(id)}${options.dryRun ? '?dryRun=true' : ''}`;
  const key = keyFor(found, given, levelOne(id));
  const answer = await callHub({ method: 'DELETE', url, key, language: view.language });
  const verdict = readRecorded(DryRunVerdict, answer.body) ?? readRecorded(Accepted, answer.body);
  if (verdict === null) {
    return sayRefusal(shell, answer, refusalText(answer, given, shell));
  }
  shell.say(options.json ? jsonText(verdict) : `✓ ${withdrawnText(id, verdict, view)}`);
}

function withdrawnText(id: string, verdict: Accepted | DryRunVerdict, view: View): string {
  const say = inLanguage(view);
  const { id: withdrawal } = verdict;
  if ('dryRun' in verdict)
    return verdict.verdict === 'new'
      ? say(
          `${id} would be withdrawn by ${withdrawal}; nothing was recorded`,
          `${id} sẽ được rút bởi ${withdrawal}; chưa ghi nhận gì`,
        )
      : say(
          `${id} is withdrawn already, by ${withdrawal}; nothing was recorded`,
          `${id} đã được rút trước đó, bởi ${withdrawal}; không ghi nhận gì thêm`,
        );
  const at = instantText(verdict.receivedAt, view);
  return say(
    `${id} withdrawn by ${withdrawal}, received at ${at}; it stays in the ledger`,
    `${id} đã được rút bởi ${withdrawal}, tiếp nhận lúc ${at}; sổ cái vẫn giữ bản gửi`,
  );
}
