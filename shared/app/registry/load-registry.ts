/**
 * Brings the registry up to a seed: writes what is new or differs, as one version; removes nothing. Then it asks the
 * consumer to fold the totals of open periods that the change of the tree made stale. Should it die in between, the
 * sweep finds and folds them.
 */
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { isOfTheHub, recordName } from '../../domain/registry/records.ts';
import type { SendRefolds } from '../ports/queues.ts';
import type { ReadRegistry } from '../ports/registry.ts';
import type { Seed } from './load-seed.ts';
import type { Moved } from './placement-change.ts';
import { type LoadPlan, type PlanLoadPorts, planLoad } from './plan-load.ts';
import type { SeedFault } from './seed-fault.ts';
import { beginImport, type WriteImportPorts, writeImport } from './write-import.ts';

export type LoadPorts = PlanLoadPorts &
  WriteImportPorts & {
    readonly readRegistry: ReadRegistry;
    readonly sendRefolds: SendRefolds;
  };

/** Records by their names. */
export type RegistryLoad = {
  /** Null: nothing of the tree was to be written. */
  readonly version: number | null;
  readonly isDryRun: boolean;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: number;
  /** Agencies and systems of the registry that the seed does not have. They stay. */
  readonly beyond: readonly string[];
  /** Systems that count elsewhere from then on, by dataset and period. */
  readonly moved: readonly Moved[];
  /** Messages that ask for totals of open periods to be folded under the new tree. */
  readonly refolds: number;
};

export type LoadRefusal =
  | { readonly why: 'faults'; readonly faults: readonly SeedFault[] }
  /** Another change was committed since the version that this one was planned on: nothing of this one is seen. */
  | { readonly why: 'overtaken'; readonly since: number };

/** A dry run does all that comes before the first write, and is refused for the same faults. */
export async function loadRegistry(
  ports: LoadPorts,
  seed: Seed,
  now: number,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<Result<RegistryLoad, LoadRefusal>> {
  const standing = await ports.readRegistry();
  const planned = await planLoad(ports, standing.records, seed, now);
  if (!planned.ok) return fail({ why: 'faults', faults: planned.problem });
  const { added, changed, unchanged, beyond, moved, refolds } = planned.value;
  const news = [...added, ...changed];
  let version: number | null = null;
  if (!dryRun && news.every(isOfTheHub)) {
    if (news.length > 0) await ports.writeRecords(news);
  } else if (!dryRun) {
    version = await beginImport(ports, standing);
    const written = await writeImport(ports, standing, version, news, noteOf(planned.value));
    if (written !== 'written') return fail({ why: 'overtaken', since: standing.view.version });
    await ports.sendRefolds(refolds);
  }
  return ok({
    version,
    isDryRun: dryRun,
    added: added.map(recordName),
    changed: changed.map(recordName),
    unchanged,
    beyond: beyond.map(recordName),
    moved,
    refolds: refolds.length,
  });
}

const noteOf = ({ added, changed }: LoadPlan) => ({ added: added.length, changed: changed.length });
