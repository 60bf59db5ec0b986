/** The edge of imports of the registry, for operators. */
import type { ReadRegistryVersion } from '../../app/ports/recovery.ts';
import { versionOfRegistry } from '../../app/registry/import-changes.ts';
import {
  dryRunImport,
  type ImportPorts,
  importRegistry,
  refusedImport,
} from '../../app/registry/import-registry.ts';
import { readSeed, type SeedFiles } from '../../app/registry/load-seed.ts';
import { RegistryFiles } from '../../contract/registry/import.ts';
import { fail } from '../../domain/problems/result.ts';
import { changeOrder, entityTag } from '../access/change-order.ts';
import { readOrder } from '../access/read-order.ts';
import type { Operation } from '../operation.ts';

const TASK = 'registry';

const seedFilesOf = (files: RegistryFiles): SeedFiles => ({
  agenciesCsv: files['agencies.csv'],
  systemsCsv: files['systems.csv'],
  catalogueJson: files['catalogue.json'],
  calendarJson: files['calendar.json'],
  dutiesCsv: files['duties.csv'],
});

export const getRegistryOperation =
  (readRegistryVersion: ReadRegistryVersion): Operation<'getRegistry'> =>
  async () => {
    const newest = await readRegistryVersion();
    const version = versionOfRegistry({ version: newest?.version ?? 0 });
    const value = { status: 200, body: { version, at: newest?.at ?? null }, headers: entityTag(version) };
    return { ok: true, value, audit: { resource: TASK } };
  };

/** `portsOf`: what a call may use until it is over, and no longer. */
export const importRegistryOperation =
  (portsOf: (signal: AbortSignal) => ImportPorts): Operation<'importRegistry'> =>
  async (request) => {
    const isDryRun = request.query.dryRun === 'true';
    const about = { resource: TASK, ...(isDryRun && { action: 'dry-run' as const }) };
    const order = changeOrder(request, TASK, 'importRegistry');
    if (!order.ok) return { ...order, audit: about };
    const asked = readOrder(RegistryFiles, request.body);
    if (!asked.ok) return { ...asked, audit: about };
    const seed = readSeed(seedFilesOf(asked.value));
    if (!seed.ok) return { ...fail(refusedImport(seed.problem)), audit: about };
    const ports = portsOf(request.signal);
    if (isDryRun) {
      const told = await dryRunImport(ports, order.value, seed.value);
      if (!told.ok) return { ...told, audit: about };
      const value = { status: 200, body: told.value, headers: entityTag(told.value.version) };
      return { ok: true, value, audit: about };
    }
    const made = await importRegistry(ports, order.value, seed.value);
    if (!made.ok) return { ...made, audit: about };
    const { answer, change } = made.value;
    const changed = change === null ? {} : { changed: { before: change.before, after: change.after } };
    const value = { status: 200, body: answer, headers: entityTag(answer.version) };
    return { ok: true, value, audit: { ...about, ...changed } };
  };
