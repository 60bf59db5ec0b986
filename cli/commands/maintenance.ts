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
import { adminOf, type CallAdmin } from '../call-admin.ts';
import { type Answer, problemOf } from '../call-hub.ts';
import { CommandFault } from '../fault.ts';
import { maintenanceRefusalText, maintenanceTable } from '../maintenance-text.ts';
import { problemText } from '../problem-table.ts';
import { counted } from '../table.ts';
import type { Shell } from './command.ts';

type StartOptions = { readonly reason: string; readonly until?: string };

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
    .action((options: StartOptions) => start(options, shell));
  maintenance
    .command('end')
    .description('the hub is in service again; exit code 1 when no maintenance is under way')
    .action(() => end(shell));
  maintenance
    .command('list')
    .description('all of it, newest first')
    .action(() => list(shell));
}

function timeOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(time))
    throw new CommandFault(`--until ${text}: allowed: a time with its zone, such as 2026-11-20T22:00+07:00`);
  return time;
}

async function standing(call: CallAdmin): Promise<MaintenanceList> {
  const answer = await call({ method: 'GET', path: '/maintenance' });
  if (answer.status !== 200) throw new CommandFault(problemText(problemOf(answer)));
  return MaintenanceList.parse(answer.body);
}

/** Judged here first, so that what is wrong is said by the name of its option; the hub judges it again. */
async function start({ reason, until }: StartOptions, shell: Shell): Promise<void> {
  const { say, refuse, now } = shell;
  const end = timeOf(until);
  const alone = judgeStart(null, reason, end, now());
  if (!alone.ok) return refuseStart(alone.problem, shell);
  const call = await adminOf(shell, 'maintenance');
  const { version, maintenances } = await standing(call);
  const judged = judgeStart(maintenances[0] ?? null, reason, end, now());
  if (!judged.ok) return refuseStart(judged.problem, shell);
  const body = { reason, until: end === null ? null : judged.value.until };
  const answer = await call({ method: 'POST', path: '/maintenance', on: version, body });
  if (answer.status !== 201) {
    say(refusedText(answer, 'somebody else has just started maintenance'));
    return refuse();
  }
  const started = Maintenance.parse(answer.body);
  say(`maintenance started: every minute counts as downtime until dtm maintenance end`);
  say(`at the latest it ends at ${started.until}`);
  say('the alarms that it explains are silent within two minutes: begin the work then');
}

/** Throws where the question was wrong. */
function refuseStart(refusal: MaintenanceRefusal, { say, refuse }: Shell): void {
  const text = maintenanceRefusalText(refusal);
  if (refusal.kind === 'reason') throw new CommandFault(text);
  say(text);
  refuse();
}

async function end(shell: Shell): Promise<void> {
  const { say, refuse, now } = shell;
  const call = await adminOf(shell, 'maintenance');
  const { version, maintenances } = await standing(call);
  const judged = judgeEnd(maintenances[0] ?? null, now());
  if (!judged.ok) {
    say(maintenanceRefusalText(judged.problem));
    return refuse();
  }
  const answer = await call({ method: 'DELETE', path: '/maintenance', on: version });
  if (answer.status !== 200) {
    say(refusedText(answer, 'somebody else has just ended it'));
    return refuse();
  }
  say(`maintenance ended: ${minutesOf(Maintenance.parse(answer.body))} of downtime`);
}

/** Of two at once one is refused: what the other did stands in the problem. */
function refusedText(answer: Answer, whenOvertaken: string): string {
  const found = problemOf(answer);
  const text = problemText(found);
  return found.code === 'version-changed' ? `${whenOvertaken}\n\n${text}` : text;
}

const minutesOf = (maintenance: Maintenance): string => {
  const { from, to } = spanOf(maintenance);
  return counted(Math.ceil((to - from) / 60_000), 'minute');
};

async function list(shell: Shell): Promise<void> {
  const { say, now } = shell;
  const { maintenances: all } = await standing(await adminOf(shell, 'maintenance'));
  say(all.length === 0 ? 'there was no maintenance' : maintenanceTable(all, now()));
}
