/** A load of the registry as people read it. */
import type { LoadRefusal, RegistryLoad } from '../shared/app/registry/load-registry.ts';
import { seedFaultText } from '../shared/app/registry/seed-fault.ts';
import type { Result } from '../shared/domain/problems/result.ts';
import { CommandFault } from './fault.ts';
import { counted } from './table.ts';

/** Throws what it was refused for. */
export function loaded(load: Result<RegistryLoad, LoadRefusal>): RegistryLoad {
  if (load.ok) return load.value;
  if (load.problem.why === 'overtaken')
    throw new CommandFault(
      `somebody else has changed the registry since version ${load.problem.since}: nothing of this was loaded; look at the difference again (--dry-run)`,
      1,
    );
  const lines = load.problem.faults.map(seedFaultText);
  const count = counted(lines.length, 'fault');
  throw new CommandFault([...lines, `${count} against what was received: nothing was loaded`].join('\n'), 1);
}

/** The prober's key alone raises no version. */
const beginning = ({ isDryRun, version }: RegistryLoad): string =>
  isDryRun
    ? 'nothing written; it would be'
    : version === null
      ? 'the version of the registry stays:'
      : `registry version ${version}:`;

/** What was, or would be, written; then what counts elsewhere. */
export function loadText(load: RegistryLoad): string {
  const { isDryRun, added, changed, unchanged, beyond, moved, refolds } = load;
  const what =
    added.length + changed.length === 0
      ? `registry unchanged: ${counted(unchanged, 'record')}`
      : `${beginning(load)} ${counted(added.length, 'new record')}, ${changed.length} changed, ${unchanged} as before`;
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
