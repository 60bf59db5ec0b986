/** `dtm audit`: the questions of auditors, asked of the logs (R13, R23). */

import type { Command } from 'commander';
import { type AuditFault, askAudit } from '../../shared/app/access/ask-audit.ts';
import {
  type AuditParameter,
  type AuditQueryName,
  auditQueryNames,
} from '../../shared/contract/access/audit-queries.ts';
import type { Localized } from '../../shared/contract/text.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { auditAnswerText, auditQuestionsText, optionNames } from '../audit-text.ts';
import { CommandFault, oneOfText } from '../fault.ts';
import { instantOf } from '../instant.ts';
import { queryLogs } from '../query-logs.ts';
import { inLanguage } from '../view.ts';
import type { Shell } from './command.ts';

const DAY = 24 * 60 * 60_000;

type Options = {
  readonly since?: string;
  readonly until?: string;
  readonly json?: true;
  readonly agency?: string;
  readonly period?: string;
  readonly key?: string;
  readonly operator?: string;
  readonly submission?: string;
};

export function addAudit(program: Command, shell: Shell): void {
  program
    .command('audit')
    .argument('[question]', 'its name; without one, all questions are listed')
    .description('questions of an auditor, answered from the logs; docs/guide-for-auditors.md')
    .option('--since <instant>', 'such as 2026-11-29T00:00:00+07:00; by default a day before the end')
    .option('--until <instant>', 'the end, that second included; by default now')
    .option('--agency <code>', 'an agency, and all below it')
    .option('--period <id>', 'a reporting period, or the beginning of one: 2026-11, 2026')
    .option('--key <keyId>', 'the id of a key, never the key')
    .option('--operator <arn>', 'the IAM identity of an operator')
    .option('--submission <id>', 'a submission, such as H26.dvc~etx-monthly~2026-11~1')
    .option('--json', 'print the rows as JSON, one a line')
    .action((question: string | undefined, options: Options) => audit(question, options, shell));
}

const isName = (text: string): text is AuditQueryName => (auditQueryNames as string[]).includes(text);

function faultText(fault: AuditFault): Localized {
  const option = optionNames[fault.parameter];
  switch (fault.kind) {
    case 'wrong-form':
      return localized(
        `${option} ${fault.value}: allowed: ${fault.expected.en}`,
        `${option} ${fault.value}: được phép: ${fault.expected.vi}`,
      );
    case 'missing':
      return localized(`${option} is missing`, `thiếu ${option}`);
    case 'not-taken':
      return localized(`${option}: the question does not take it`, `${option}: câu hỏi này không nhận`);
  }
}

function valuesOf(options: Options): ReadonlyMap<AuditParameter, string> {
  const values = new Map<AuditParameter, string>();
  const put = (parameter: AuditParameter, value: string | undefined) =>
    value === undefined ? values : values.set(parameter, value);
  put('AGENCY', options.agency);
  put('PERIOD', options.period);
  put('KEYID', options.key);
  put('OPERATOR', options.operator);
  return put('SUBMISSIONID', options.submission);
}

async function audit(question: string | undefined, options: Options, shell: Shell): Promise<void> {
  const { say, remark, now, hub, view } = shell;
  if (question === undefined) return say(auditQuestionsText(view));
  if (!isName(question)) {
    const { en, vi } = oneOfText(auditQueryNames);
    throw new CommandFault(localized(`audit ${question}: ${en}`, `audit ${question}: ${vi}`));
  }
  const to = options.until === undefined ? now() : instantOf('--until', options.until);
  const from = options.since === undefined ? to - DAY : instantOf('--since', options.since);
  if (from >= to)
    throw new CommandFault(
      localized('--since: allowed: an instant before --until', '--since: được phép: thời điểm trước --until'),
    );
  const found = hub();
  const order = { name: question, values: valuesOf(options), from, to };
  const answer = await queryLogs(found, (run) => askAudit(run, found.stage, order));
  if (!answer.ok) {
    const faults = answer.problem.map(faultText);
    const [en, vi] = [faults.map((one) => one.en), faults.map((one) => one.vi)];
    throw new CommandFault(
      localized(`audit ${question}: ${en.join('; ')}`, `audit ${question}: ${vi.join('; ')}`),
    );
  }
  const { rows, isCut } = answer.value;
  if (options.json) for (const row of rows) say(JSON.stringify(row));
  else say(auditAnswerText(question, rows, { from, to }, view));
  if (isCut)
    remark(
      inLanguage(view)(
        `cut: ${rows.length} rows are as many as there ever are; ask for a shorter stretch of time`,
        `bị cắt: ${rows.length} dòng là nhiều nhất; hãy hỏi một khoảng thời gian ngắn hơn`,
      ),
    );
}
