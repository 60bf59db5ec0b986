/** `dtm verify`: recomputes every total from the ledger and compares it with the stored one (R24). */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { type VerifyReport, verifyTotals } from '../../shared/app/verify-totals.ts';
import type { Calendar, Dataset } from '../../shared/contract/registry.ts';
import { type CompiledCatalogue, foldOfCatalogue } from '../../shared/domain/cell.ts';
import { openPeriods, type Period, periodExample, readPeriod } from '../../shared/domain/period.ts';
import { CommandFault, oneOf } from '../fault.ts';
import { ledgerOf } from '../read-hub.ts';
import { verifyText } from '../verify-table.ts';
import type { Shell } from './command.ts';

type VerifyOptions = { readonly dataset?: string; readonly period?: string; readonly json?: true };

/** Long enough for a fold under way to be stored. */
const PAUSE_MILLISECONDS = 2000;

export function addVerify(program: Command, shell: Shell): void {
  program
    .command('verify')
    .description('recompute all totals from the ledger and compare; exit code 1 when any differs')
    .option('--dataset <id>', 'only this dataset')
    .option('--period <id>', 'only this period, open or closed; by default every open one')
    .option('--json', 'print the reports as JSON')
    .action((options: VerifyOptions) => verify(options, shell));
}

async function verify(options: VerifyOptions, { hub, say, now, refuse }: Shell): Promise<void> {
  const stores = ledgerOf(hub(), now);
  const [snapshot, catalogue, calendar] = await Promise.all([
    stores.readSnapshot(),
    stores.readCatalogue(),
    stores.readCalendar(),
  ]);
  const ports = {
    ...stores,
    foldOf: foldOfCatalogue(catalogue.value),
    pause: () => sleep(PAUSE_MILLISECONDS),
  };
  const reports: VerifyReport[] = [];
  for (const { dataset, period } of targets(options, catalogue.value, calendar, now())) {
    reports.push(await verifyTotals(ports, snapshot, dataset, period));
  }
  say(options.json ? JSON.stringify(reports, null, 2) : verifyText(reports));
  if (reports.some(({ differences }) => differences.length > 0)) refuse();
}

export type Target = { readonly dataset: Dataset; readonly period: Period };

/** Which dataset and periods are meant. Throws, naming what is allowed, where they do not exist. */
export function targets(
  asked: Pick<VerifyOptions, 'dataset' | 'period'>,
  { datasets }: CompiledCatalogue,
  calendar: Calendar,
  now: number,
): Target[] {
  if (asked.dataset !== undefined && !datasets.has(asked.dataset)) {
    throw new CommandFault(`--dataset ${asked.dataset}: no such dataset; ${oneOf(datasets.keys())}`);
  }
  const chosen = [...datasets.values()].filter(({ dataset }) => dataset.id === (asked.dataset ?? dataset.id));
  if (asked.period === undefined) {
    return chosen.flatMap(({ dataset }) =>
      openPeriods(dataset.periodKind, calendar, now).map((period) => ({ dataset, period })),
    );
  }
  const period = readPeriod(asked.period, calendar);
  const meant = chosen.filter(({ dataset }) => dataset.periodKind === period?.kind);
  if (period === null || meant.length === 0) {
    const examples = new Set(chosen.map(({ dataset }) => periodExample[dataset.periodKind]));
    throw new CommandFault(
      `--period ${asked.period}: no period of ${asked.dataset ?? 'any dataset'}; ${oneOf(examples)}`,
    );
  }
  return meant.map(({ dataset }) => ({ dataset, period }));
}
