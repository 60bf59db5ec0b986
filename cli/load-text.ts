/** A load of the registry as people read it. */
import type { RegistryLoad } from '../shared/app/registry/load-registry.ts';
import { type SeedFault, seedFaultText } from '../shared/app/registry/seed-fault.ts';
import type { Result } from '../shared/domain/problems/result.ts';
import { CommandFault } from './fault.ts';
import { counted } from './table.ts';

/** Throws what it was refused for. */
export function loaded(load: Result<RegistryLoad, readonly SeedFault[]>): RegistryLoad {
  if (load.ok) return load.value;
  const lines = load.problem.map(seedFaultText);
  const count = counted(lines.length, 'fault');
  throw new CommandFault([...lines, `${count} against what was received: nothing was loaded`].join('\n'), 1);
}

/** What was, or would be, written; then what counts elsewhere. */
export function loadText(load: RegistryLoad): string {
  const { version, isDryRun, added, changed, unchanged, beyond, moved, refolds } = load;
  const what =
    added.length + changed.length === 0
      ? `registry unchanged: ${counted(unchanged, 'record')}`
      : `${isDryRun ? 'nothing written; it would be' : `registry version ${version}:`} ${counted(added.length, 'new record')}, ${changed.length} changed, ${unchanged} as before`;
  const stale =
    refolds === 0
      ? []
      : [
          `${counted(refolds, 'total')} of open periods and all above ${isDryRun ? 'to be' : 'sent to be'} folded anew`,
        ];
  const stay =
    beyond.length === 0
      ? []
      : [
          `${counted(beyond.length, 'record')} ${beyond.length === 1 ? 'stays that is' : 'stay that are'} not in the seed: ${beyond.join(', ')}`,
        ];
  const elsewhere = moved.map(
    ({ dataset, period, systems }) =>
      `  ${dataset} ${period}: ${counted(systems, 'system')} ${systems === 1 ? 'counts' : 'count'} elsewhere`,
  );
  return [[what, ...stale, ...stay].join('; '), ...elsewhere].join('\n');
}
