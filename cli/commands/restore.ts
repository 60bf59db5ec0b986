/** `dtm restore`: from a loss to service (R7). docs/runbooks/restore.md says when and how. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Command, Option } from 'commander';
import * as z from 'zod';
import { latestKnown, nextStep } from '../../shared/app/recovery/plan-restore.ts';
import { type RestoreMemory, restoreHub } from '../../shared/app/recovery/restore-hub.ts';
import { isJournalOf } from '../../shared/contract/stage-names.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { CommandFault } from '../fault.ts';
import { textIfThere } from '../files.ts';
import { instantOf } from '../instant.ts';
import { eventText, planText } from '../restore-plan-text.ts';
import { lookAtHub, restorePorts } from '../restore-ports.ts';
import { reportText } from '../restore-text.ts';
import { inLanguage, secondText } from '../view.ts';
import type { Shell } from './command.ts';

type RestoreOptions = {
  readonly to?: string;
  readonly journal?: string;
  readonly dryRun?: true;
  readonly protection: boolean;
  readonly wait: string;
  readonly json?: true;
};

export function addRestore(program: Command, shell: Shell): void {
  program
    .command('restore')
    .description(
      'after a loss: bring the tables back, replay the journal, recompute the totals; killed, it goes on when run again; exit code 1 when something is still missing',
    )
    .option('--to <time>', 'a moment before the loss, such as 2026-11-20T02:30:00Z')
    .addOption(
      new Option(
        '--journal <bucket>',
        'instead: into a new hub, from nothing but the replica of a journal whose region is lost',
      ).conflicts('to'),
    )
    .option('--dry-run', 'only say what would be done')
    .option('--no-protection', 'do not turn on deletion protection (a stage with removal=destroy)')
    .option('--wait <minutes>', 'how long to wait for the queue to be empty', '15')
    .option('--json', 'print the report as JSON')
    .action((options: RestoreOptions) => restore(options, shell));
}

async function restore(options: RestoreOptions, shell: Shell): Promise<void> {
  const { journal: replica = null } = options;
  const to = replica === null ? timeOf(options.to) : BEFORE_ALL;
  const patience = Number(options.wait) * 60_000;
  if (!(patience >= 0))
    throw new CommandFault(
      localized(`--wait ${options.wait}: a number of minutes`, `--wait ${options.wait}: phải là số phút`),
    );
  const hub = shell.hub();
  // What is taken over is locked in the journal: nobody could take the entries of another stage out again.
  if (replica !== null && !isJournalOf(hub.stage, replica))
    throw new CommandFault(
      localized(
        `--journal ${replica}: allowed: a journal of stage ${hub.stage}, or the replica of one, by the names that deploying gives them`,
        `--journal ${replica}: được phép: nhật ký của môi trường ${hub.stage} hoặc bản sao của nó, theo tên mà việc triển khai đã đặt`,
      ),
    );
  const { states, journal } = await lookAtHub(hub);
  const { view } = shell;
  const plan = planText(states, to, replica, view);
  const latest = latestKnown(states.values(), shell.now());
  if (to > latest) {
    const now = secondText(latest, view);
    throw new CommandFault(
      localized(
        `--to ${options.to}: it is ${now} now; allowed: a moment before the loss`,
        `--to ${options.to}: bây giờ là ${now}; được phép: thời điểm trước khi mất`,
      ),
    );
  }
  for (const [table, state] of states) {
    const step = nextStep(table, state, to);
    if (step.do === 'refuse')
      throw new CommandFault(
        localized(`--to ${options.to}: too late.\n${plan}`, `--to ${options.to}: quá muộn.\n${plan}`),
      );
  }
  if (options.dryRun) {
    const end = inLanguage(view)('Nothing was changed: --dry-run.', 'Chưa thay đổi gì: --dry-run.');
    return shell.say(`${plan}\n\n${end}`);
  }
  const file = join(hub.stateDirectory, `restore-${hub.stage}.json`);
  const of = replica ?? String(options.to);
  const memory = recall(file, of) ?? { startedAt: shell.now(), entries: null, newest: null };
  const remember = (known: RestoreMemory): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ to: of, ...known }));
  };
  remember(memory);
  const ports = restorePorts(hub, { journal, replica }, options.protection, shell.now, (event) => {
    const text = eventText(event, view);
    if (text !== null) shell.complain(text);
  });
  shell.complain(`${plan}\n`);
  const report = await restoreHub(ports, to, memory, remember, patience);
  shell.say(options.json ? JSON.stringify(report, null, 2) : `\n${reportText(report, view)}`);
  if (report.isWhole) rmSync(file, { force: true });
  else shell.refuse();
}

/** A replica is read from its first object on. */
const BEFORE_ALL = 0;

/** Whole seconds, as AWS restores. */
function timeOf(text: string | undefined): number {
  if (text === undefined)
    throw new CommandFault(
      localized(
        'say what from: --to <time>, or --journal <bucket> where the region is lost',
        'hãy nêu khôi phục từ đâu: --to <time>, hoặc --journal <bucket> khi mất cả vùng',
      ),
    );
  return Math.floor(instantOf('--to', text) / 1000) * 1000;
}

const Memory = z.strictObject({
  to: z.string(),
  startedAt: z.number(),
  entries: z.int().nullable(),
  newest: z.string().nullable(),
}) satisfies z.ZodType<RestoreMemory>;

/** What an earlier run to the same time, or from the same replica, left; null where there is none, or none that can be read. */
function recall(file: string, to: string): RestoreMemory | null {
  try {
    const { to: of, ...memory } = Memory.parse(JSON.parse(textIfThere(file) ?? ''));
    return of === to ? memory : null;
  } catch {
    return null;
  }
}
