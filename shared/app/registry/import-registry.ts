/**
 * Brings the registry up to the files of an operator: writes what is new or differs, as one version; removes nothing. Then it asks the
 * consumer to fold the totals of open periods that the change of the tree made stale. Should it die in between, the
 * sweep finds and folds them.
 */
import type { Change } from '../../contract/access/change.ts';
import type { RegistryDifference, RegistryImport } from '../../contract/registry/import.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { differenceOf } from '../../domain/registry/import-difference.ts';
import { isOfTheHub } from '../../domain/registry/records.ts';
import { type ChangeOrder, makeChange, overtakenSince } from '../access/make-change.ts';
import type { LeasePorts } from '../access/task-lease.ts';
import type { SendRefolds } from '../ports/queues.ts';
import type { StandingRegistry } from '../ports/registry.ts';
import { type ImportChangePorts, registryChanges, versionOfRegistry } from './import-changes.ts';
import type { Seed } from './load-seed.ts';
import { type LoadPlan, type PlanLoadPorts, planLoad } from './plan-load.ts';
import { type SeedFault, seedFinding } from './seed-fault.ts';

export type ImportPorts = LeasePorts &
  PlanLoadPorts &
  ImportChangePorts & { readonly sendRefolds: SendRefolds };

/** `change` is null where all is as the files have it. */
export type ImportMade = { readonly answer: RegistryImport; readonly change: Change | null };

export const refusedImport = (faults: readonly SeedFault[]): Problem =>
  problem('import-refused', { count: faults.length }, faults.map(seedFinding));

type Planned = { readonly plan: LoadPlan; readonly difference: RegistryDifference };

async function planned(
  ports: PlanLoadPorts,
  { records }: StandingRegistry,
  seed: Seed,
  now: number,
): Promise<Result<Planned>> {
  const plan = await planLoad(ports, records, seed, now);
  if (!plan.ok) return fail(refusedImport(plan.problem));
  return ok({ plan: plan.value, difference: differenceOf(records, plan.value) });
}

const newsOf = (plan: LoadPlan | undefined) => [...(plan?.added ?? []), ...(plan?.changed ?? [])];

/** The same files on the same version are imported once; what they changed is answered again. */
export async function importRegistry(
  ports: ImportPorts,
  order: ChangeOrder,
  seed: Seed,
): Promise<Result<ImportMade>> {
  const plans: Planned[] = [];
  const newest = (): LoadPlan | undefined => plans.at(-1)?.plan;
  const store = registryChanges(ports, () => newsOf(newest()));
  const made = await makeChange<StandingRegistry, RegistryDifference>(
    ports,
    store,
    order,
    async (standing) => {
      const found = await planned(ports, standing, seed, order.now);
      if (!found.ok) return found;
      plans.push(found.value);
      const { difference, plan } = found.value;
      const news = newsOf(plan);
      if (news.every(isOfTheHub)) {
        // The prober's key raises no version: it is written though the files change nothing.
        if (news.length > 0) await ports.writeRecords(news);
        return ok(null);
      }
      const { before, after } = difference;
      return ok({
        ...{ record: 'registry', action: 'import', before, after: difference },
        digests: { before, after },
      });
    },
  );
  if (!made.ok) return made;
  const change = made.value;
  // Of an answer that is given again they were sent the first time, or the sweep folds what they are about.
  if (change?.requestId === order.requestId) await ports.sendRefolds(newest()?.refolds ?? []);
  const difference = (change?.body as RegistryDifference | undefined) ?? plans.at(-1)?.difference;
  const version = change?.version ?? order.on;
  if (difference === undefined || version === null) throw new Error('an import was made of no plan');
  const written = difference.added.count + difference.changed.count;
  return ok({ answer: { version, isDryRun: false, written, difference }, change });
}

/** All that comes before the first write, refused for the same faults; on the version that is named, or on what stands there. */
export async function dryRunImport(
  ports: ImportPorts,
  order: ChangeOrder,
  seed: Seed,
): Promise<Result<RegistryImport>> {
  const { task, on, now } = order;
  const standing = await ports.readRegistry();
  const version = versionOfRegistry(standing.view);
  if (on !== null && on !== version) {
    const since = await registryChanges(ports, () => []).since(on);
    return fail(overtakenSince(task, on, version, since ?? []));
  }
  const found = await planned(ports, standing, seed, now);
  if (!found.ok) return found;
  return ok({ version, isDryRun: true, written: 0, difference: found.value.difference });
}
