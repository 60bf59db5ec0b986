/** `dtm maintenance`: planned work (R6). It counts as downtime, from its start to its end, whether the hub answers or not. */
import type { Command } from 'commander';
import {
  endMaintenance,
  listMaintenance,
  spanOf,
  startMaintenance,
} from '../../shared/app/oversight/maintenance.ts';
import { LONGEST_MAINTENANCE_HOURS, type Maintenance } from '../../shared/contract/oversight/availability.ts';
import { CommandFault } from '../fault.ts';
import { maintenanceRefusalText } from '../maintenance-text.ts';
import { withOperations } from '../read-hub.ts';
import { counted, table } from '../table.ts';
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

async function start({ reason, until }: StartOptions, { hub, say, refuse, now }: Shell): Promise<void> {
  const end = timeOf(until);
  const started = await withOperations(hub(), (ports) => startMaintenance(ports, reason, end, now()));
  if (!started.ok) {
    const text = maintenanceRefusalText(started.problem);
    if (started.problem.kind === 'reason') throw new CommandFault(text);
    say(text);
    return refuse();
  }
  say(`maintenance started: every minute counts as downtime until dtm maintenance end`);
  say(`at the latest it ends at ${started.value.until}`);
  say('the alarms that it explains are silent within two minutes: begin the work then');
}

async function end({ hub, say, refuse, now }: Shell): Promise<void> {
  const ended = await withOperations(hub(), (ports) => endMaintenance(ports, now()));
  if (!ended.ok) {
    say(maintenanceRefusalText(ended.problem));
    return refuse();
  }
  say(`maintenance ended: ${minutesOf(ended.value)} of downtime`);
}

const minutesOf = (maintenance: Maintenance): string => {
  const { from, to } = spanOf(maintenance);
  return counted(Math.ceil((to - from) / 60_000), 'minute');
};

async function list({ hub, say }: Shell): Promise<void> {
  const all = await withOperations(hub(), ({ listOperations }) => listMaintenance(listOperations));
  if (all.length === 0) return say('there was no maintenance');
  say(
    table(
      [{ head: 'started' }, { head: 'until' }, { head: 'ended' }, { head: 'reason', width: 38 }],
      all.map(({ startedAt, until, endedAt, reason }) => [
        startedAt.slice(0, 16),
        until.slice(0, 16),
        endedAt?.slice(0, 16) ?? 'under way',
        reason,
      ]),
    ),
  );
}
