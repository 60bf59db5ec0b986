/** The edge of imports of the registry, for operators. */
import type { ChangeOrder } from '../../app/access/make-change.ts';
import type { ReadRegistryVersion } from '../../app/ports/recovery.ts';
import { versionOfRegistry } from '../../app/registry/import-changes.ts';
import {
  dryRunImport,
  type ImportPorts,
  importRegistry,
  refusedImport,
} from '../../app/registry/import-registry.ts';
import { readSeed, type Seed, type SeedFiles } from '../../app/registry/load-seed.ts';
import { RegistryFiles } from '../../contract/registry/import.ts';
import { fail } from '../../domain/problems/result.ts';
import { changeOrder, entityTag } from '../access/change-order.ts';
import { readOrder } from '../access/read-order.ts';
import type { Answered, AuditFacts, Operation } from '../operation.ts';

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
    // What it has begun ends with it, whether it answers or fails: a write that was left would be made by whoever wakes the instance.
    const over = new AbortController();
    const ports = portsOf(AbortSignal.any([request.signal, over.signal]));
    const answerOf = isDryRun ? told : made;
    try {
      return await answerOf(ports, order.value, seed.value, about);
    } finally {
      over.abort();
    }
  };

type Import = readonly [ports: ImportPorts, order: ChangeOrder, seed: Seed, about: AuditFacts];

async function told(...[ports, order, seed, audit]: Import): Promise<Answered> {
  const answer = await dryRunImport(ports, order, seed);
  if (!answer.ok) return { ...answer, audit };
  const value = { status: 200, body: answer.value, headers: entityTag(answer.value.version) };
  return { ok: true, value, audit };
}

async function made(...[ports, order, seed, audit]: Import): Promise<Answered> {
  const imported = await importRegistry(ports, order, seed);
  if (!imported.ok) return { ...imported, audit };
  const { answer, change } = imported.value;
  const changed = change === null ? {} : { changed: { before: change.before, after: change.after } };
  const value = { status: 200, body: answer, headers: entityTag(answer.version) };
  return { ok: true, value, audit: { ...audit, ...changed } };
}
