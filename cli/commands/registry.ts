/** `dtm registry check` and `dtm registry load`: the seed, with every fault by file, row and column. */
import type { Command } from 'commander';
import { adminOf } from '../call-admin.ts';
import { importSeed } from '../import-seed.ts';
import { jsonOption, jsonText } from '../json-text.ts';
import { countsOf, loadText, seedText } from '../load-text.ts';
import { seedOf } from '../read-seed.ts';
import type { Shell } from './command.ts';

type SeedOption = { readonly seed: string; readonly json?: true };

export function addRegistry(program: Command, shell: Shell): void {
  const { say, view } = shell;
  const registry = program.command('registry').description('agencies, systems, catalogue and calendar');
  const withSeed = (name: string, description: string) =>
    registry
      .command(name)
      .description(description)
      .option(
        '--seed <folder>',
        'agencies.csv, systems.csv, catalogue.json, calendar.json, duties.csv',
        'seed',
      )
      .option(...jsonOption);

  withSeed('check', 'read the seed and say every fault; exit code 1 when there is one').action(
    ({ seed, json }: SeedOption) => {
      const read = seedOf(seed);
      say(json ? jsonText(countsOf(read)) : seedText(seed, countsOf(read), shell.view));
    },
  );
  withSeed(
    'load',
    'write what is new or differs as one version of the registry; refused where accepted entries would count nowhere',
  )
    .option('--dry-run', 'say what it would write, move or be refused for, and write nothing')
    .action(async ({ seed, json, dryRun = false }: SeedOption & { readonly dryRun?: boolean }) => {
      // All of its faults, where the hub names the first hundred.
      seedOf(seed);
      const load = await importSeed(await adminOf(shell, 'registry'), seed, dryRun, view);
      say(json ? jsonText(load) : loadText(load, view));
    });
}
