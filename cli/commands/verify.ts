/** `dtm verify`: recomputes every total from the ledger and compares it with the stored one (R24). */

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { RepairReport } from '../../shared/app/verification/verify-and-repair.ts';
import { verifyPeriod } from '../../shared/app/verification/verify-period.ts';
import type { VerifyReport } from '../../shared/app/verification/verify-totals.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { foldOfCatalogue } from '../../shared/domain/registry/cell.ts';
import { targetsOf } from '../../shared/domain/verification/targets.ts';
import { CommandFault } from '../fault.ts';
import { ledgerOf, messagesOnTheirWay } from '../read-hub.ts';
import { verifyJournal } from '../verify-journal.ts';
import { openProgress, type ProgressFile } from '../verify-progress.ts';
import { interruptedText, onTheirWayText, unknownTargetText, verificationText } from '../verify-table.ts';
import type { View } from '../view.ts';
import type { Shell } from './command.ts';

type VerifyOptions = {
  readonly dataset?: string;
  readonly period?: string;
  readonly repair?: true;
  readonly resume?: true;
  readonly progress?: string;
  readonly json?: true;
  readonly journal?: true;
  readonly accept?: string;
};

/** The first wait is long enough for a fold under way to be stored, the later ones for a queue with some backlog. */
const PAUSE_MILLISECONDS = 2000;

export function addVerify(program: Command, shell: Shell): void {
  program
    .command('verify')
    .description('recompute all totals from the ledger and compare; exit code 1 when any differs')
    .option('--dataset <id>', 'only this dataset')
    .option('--period <id>', 'only this period, open or closed; by default every open one')
    .option('--repair', 'fold what differs anew, as the consumer does, and verify again')
    .option('--resume', 'go on where an interrupted run stopped')
    .option('--progress <file>', 'where the progress is kept; by default in the state directory')
    .option(
      '--journal',
      'instead: the whole journal against the ledger; --repair repairs what the journal proves',
    )
    .option('--accept <id>', 'with --journal: journal an entry that never was, as you know it to be genuine')
    .option('--json', 'print the reports as JSON')
    .action((options: VerifyOptions) =>
      options.journal ? verifyJournal(ofJournal(options), shell) : verify(options, shell),
    );
}

function ofJournal({ dataset, period, resume, progress, ...options }: VerifyOptions): VerifyOptions {
  const given = Object.entries({ dataset, period, resume, progress }).find(
    ([, value]) => value !== undefined,
  );
  if (given !== undefined)
    throw new CommandFault(
      localized(
        `--${given[0]} with --journal: the journal is checked whole; allowed: --repair, --accept`,
        `--${given[0]} cùng --journal: nhật ký luôn được kiểm tra toàn bộ; được phép: --repair, --accept`,
      ),
    );
  return options;
}

async function verify(options: VerifyOptions, shell: Shell): Promise<void> {
  const { hub, now, refuse } = shell;
  if (options.accept !== undefined)
    throw new CommandFault(
      localized('--accept: allowed with --journal only', '--accept: chỉ dùng cùng --journal'),
    );
  const found = hub();
  const stores = ledgerOf(found, now);
  const [snapshot, catalogue, calendar] = await Promise.all([
    stores.readSnapshot(),
    stores.readCatalogue(),
    stores.readCalendar(),
  ]);
  const chosen = targetsOf(options, catalogue.value, calendar, now());
  if (!chosen.ok) throw new CommandFault(unknownTargetText(options, chosen.problem));
  const ports = {
    ...stores,
    foldOf: foldOfCatalogue(catalogue.value),
    pause: (look: number) => sleep(PAUSE_MILLISECONDS * look),
  };
  const path = options.progress ?? join(found.stateDirectory, `verify-${found.stage}.jsonl`);
  const progress = openProgress(path, options.resume === true);
  const repairs: RepairReport[] = [];
  const reports = await onInterrupt(
    () => shell.complain(interruption(progress, options, shell.view)),
    async () => {
      const done: VerifyReport[] = [];
      for (const { dataset, period } of chosen.value) {
        const kept = progress.of(dataset.id, period.id, snapshot.version);
        const how = { progress: kept, repair: options.repair === true };
        const { report, repair } = await verifyPeriod(ports, { dataset, period, snapshot }, how);
        done.push(report);
        if (repair !== null) repairs.push(repair);
      }
      return done;
    },
  );
  progress.remove();
  const differs = reports.some(({ differenceCount }) => differenceCount > 0);
  const onTheirWay =
    differs && !options.json ? onTheirWayText(await messagesOnTheirWay(found), shell.view) : '';
  shell.say(
    options.json
      ? jsonOf(reports, repairs)
      : `${verificationText(reports, repairs, progress.kept, shell.view)}${onTheirWay}`,
  );
  if (differs || reports.some(({ damagedCount }) => damagedCount > 0)) refuse();
}

/** Runs `work`; at Ctrl-C says what to do and ends with code 2, as every unanswered question does. */
async function onInterrupt<T>(say: () => void, work: () => Promise<T>): Promise<T> {
  const stop = (): never => {
    say();
    process.exit(2);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  try {
    return await work();
  } catch (error) {
    say();
    throw error;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  }
}

function interruption(
  progress: ProgressFile,
  { dataset, period, repair, progress: file }: VerifyOptions,
  view: View,
): string {
  const again = [
    'dtm verify --resume',
    ...(dataset === undefined ? [] : [`--dataset ${dataset}`]),
    ...(period === undefined ? [] : [`--period ${period}`]),
    ...(file === undefined ? [] : [`--progress ${file}`]),
    ...(repair ? ['--repair'] : []),
  ].join(' ');
  return interruptedText(progress.kept + progress.done(), again, view);
}

const jsonOf = (reports: readonly VerifyReport[], repairs: readonly RepairReport[]): string =>
  JSON.stringify(
    reports.map((report) => {
      const repaired = repairs.find(
        ({ dataset, period }) => dataset === report.dataset && period === report.period,
      );
      if (repaired === undefined) return report;
      return { ...report, repaired: repaired.differences, folded: repaired.repairs, stuck: repaired.stuck };
    }),
    null,
    2,
  );
