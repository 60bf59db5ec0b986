/** `dtm registry check` and `dtm registry load`: the seed, with every fault by file, row and column. */
import type { Command } from 'commander';
import { loadRegistry } from '../../shared/app/registry/load-registry.ts';
import { seedRecords } from '../../shared/app/registry/seed-records.ts';
import { loaded, loadText } from '../load-text.ts';
import { registryOf } from '../read-hub.ts';
import { seedOf } from '../read-seed.ts';
import type { Shell } from './command.ts';

type SeedOption = { readonly seed: string };

export function addRegistry(program: Command, { hub, say, now }: Shell): void {
  const registry = program.command('registry').description('agencies, systems, catalogue and calendar');
  const withSeed = (name: string, description: string) =>
    registry
      .command(name)
      .description(description)
      .option(
        '--seed <folder>',
        'agencies.csv, systems.csv, catalogue.json, calendar.json, duties.csv',
        'seed',
      );

  withSeed('check', 'read the seed and say every fault; exit code 1 when there is one').action(
    ({ seed }: SeedOption) => {
      const read = seedOf(seed);
      say(
        `✓ ${seed} is right: ${read.agencies.length} agencies, ${read.systems.length} systems, ${read.catalogue.indicators.length} indicators in ${read.catalogue.datasets.length} datasets (${seedRecords(read).length} records)`,
      );
    },
  );
  withSeed(
    'load',
    'write what is new or differs as one version of the registry; refused where accepted entries would count nowhere',
  )
    .option('--dry-run', 'say what it would write, move or be refused for, and write nothing')
    .action(async ({ seed, dryRun = false }: SeedOption & { readonly dryRun?: boolean }) => {
      say(loadText(loaded(await loadRegistry(registryOf(hub(), now), seedOf(seed), now(), { dryRun }))));
    });
}
