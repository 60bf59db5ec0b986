/** `dtm maintenance`: planned work (R6). It counts as downtime, from its start to its end, whether the hub answers or not. */

import type { Command } from 'commander';
import {
  judgeEnd,
  judgeStart,
  type MaintenanceRefusal,
  spanOf,
} from '../../shared/app/oversight/maintenance.ts';
import {
  LONGEST_MAINTENANCE_HOURS,
  Maintenance,
  MaintenanceList,
} from '../../shared/contract/oversight/availability.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { adminOf, type CallAdmin } from '../call-admin.ts';
import { type Answer, problemOf } from '../call-hub.ts';
import { CommandFault } from '../fault.ts';
import { jsonOption, jsonText } from '../json-text.ts';
import { maintenanceRefusalText, maintenanceTable } from '../maintenance-text.ts';
import { problemText } from '../problem-table.ts';
import { refusal, sayRefusal } from '../refusal.ts';
import { counted } from '../table.ts';
import { inLanguage, minuteText, type View } from '../view.ts';
import type { Shell } from './command.ts';

type Json = { readonly json?: true };
type StartOptions = Json & { readonly reason: string; readonly until?: string };

export function addMaintenance(program: Command, shell: Shell): void {
  const maintenance = program
    .command('maintenance')
    .description('planned work; it counts as downtime (R6), and holds back the alarms that it explains');
  maintenance
    .command('start')
    .description('from now on; exit code 1 when maintenance is under way already')
    .requiredOption('--reason <text>', '3 to 200 characters, shown to every reader')
    .option(
      '--until <time>',
      `such as 2026-11-20T22:00+07:00; at most ${LONGEST_MAINTENANCE_HOURS} hours from now, which it is when left out`,
    )
    .option(...jsonOption)
    .action((options: StartOptions) => start(options, shell));
  maintenance
    .command('end')
    .description('the hub is in service again; exit code 1 when no maintenance is under way')
    .option(...jsonOption)
    .action((options: Json) => end(options, shell));
  maintenance
    .command('list')
    .description('all of it, newest first')
    .option(...jsonOption)
    .action((options: Json) => list(options, shell));
}

function timeOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(time))
    throw new CommandFault(
      localized(
        `--until ${text}: allowed: a time with its zone, such as 2026-11-20T22:00+07:00`,
        `--until ${text}: được phép: thời điểm kèm múi giờ, như 2026-11-20T22:00+07:00`,
      ),
    );
  return time;
}

async function standing(call: CallAdmin, view: View): Promise<MaintenanceList> {
  const answer = await call({ method: 'GET', path: '/maintenance' });
  if (answer.status !== 200) throw refusal(answer, view);
  return MaintenanceList.parse(answer.body);
}

/** Judged here first, so that what is wrong is said by the name of its option; the hub judges it again. */
async function start({ reason, until, json }: StartOptions, shell: Shell): Promise<void> {
  const { say, now, view } = shell;
  const end = timeOf(until);
  const alone = judgeStart(null, reason, end, now());
  if (!alone.ok) return refuseStart(alone.problem, shell);
  const call = await adminOf(shell, 'maintenance');
  const { version, maintenances } = await standing(call, view);
  const judged = judgeStart(maintenances[0] ?? null, reason, end, now());
  if (!judged.ok) return refuseStart(judged.problem, shell);
  const body = { reason, until: end === null ? null : judged.value.until };
  const answer = await call({ method: 'POST', path: '/maintenance', on: version, body });
  if (answer.status !== 201)
    return refused(
      answer,
      inLanguage(view)('somebody else has just started maintenance', 'người khác vừa bắt đầu bảo trì'),
      shell,
    );
  const started = Maintenance.parse(answer.body);
  say(json ? jsonText(started) : startedText(started, view));
}

function startedText({ until }: Maintenance, view: View): string {
  const say = inLanguage(view);
  const end = minuteText(until, view);
  return [
    say(
      'maintenance started: every minute counts as downtime until dtm maintenance end',
      'đã bắt đầu bảo trì: mỗi phút tính là gián đoạn cho đến dtm maintenance end',
    ),
    say(`at the latest it ends at ${end}`, `chậm nhất kết thúc lúc ${end}`),
    say(
      'the alarms that it explains are silent within two minutes: begin the work then',
      'các cảnh báo do bảo trì gây ra sẽ im trong vòng hai phút: khi đó hãy bắt đầu công việc',
    ),
  ].join('\n');
}

/** Throws where the question was wrong. */
function refuseStart(refusal: MaintenanceRefusal, { say, refuse, view }: Shell): void {
  const text = maintenanceRefusalText(refusal, view);
  if (refusal.kind === 'reason') throw new CommandFault(text);
  say(text);
  refuse();
}

async function end({ json }: Json, shell: Shell): Promise<void> {
  const { say, refuse, now, view } = shell;
  const call = await adminOf(shell, 'maintenance');
  const { version, maintenances } = await standing(call, view);
  const judged = judgeEnd(maintenances[0] ?? null, now());
  if (!judged.ok) {
    say(maintenanceRefusalText(judged.problem, view));
    return refuse();
  }
  const answer = await call({ method: 'DELETE', path: '/maintenance', on: version });
  if (answer.status !== 200)
    return refused(
      answer,
      inLanguage(view)('somebody else has just ended it', 'người khác vừa kết thúc bảo trì'),
      shell,
    );
  const ended = Maintenance.parse(answer.body);
  const minutes = minutesOf(ended);
  const text = inLanguage(view)(
    `maintenance ended: ${counted(minutes, 'minute')} of downtime`,
    `đã kết thúc bảo trì: ${minutes} phút gián đoạn`,
  );
  say(json ? jsonText(ended) : text);
}

/** Of two at once one is refused: what the other did stands in the problem. */
function refused(answer: Answer, whenOvertaken: string, shell: Shell): void {
  const found = problemOf(answer);
  const text = problemText(found, shell.view);
  sayRefusal(shell, answer, found.code === 'version-changed' ? `${whenOvertaken}\n\n${text}` : text);
}

const minutesOf = (maintenance: Maintenance): number => {
  const { from, to } = spanOf(maintenance);
  return Math.ceil((to - from) / 60_000);
};

async function list({ json }: Json, shell: Shell): Promise<void> {
  const { view, now } = shell;
  const say = inLanguage(view);
  const found = await standing(await adminOf(shell, 'maintenance'), view);
  if (json) return shell.say(jsonText(found));
  const { maintenances: all } = found;
  if (all.length === 0) return shell.say(say('there was no maintenance', 'chưa có lần bảo trì nào'));
  shell.say(maintenanceTable(all, now(), view));
}
