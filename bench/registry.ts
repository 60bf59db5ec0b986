/** The registry that the runs begin with: the seed, as many systems more as a burst needs, and one key per agency. */
import { join } from 'node:path';
import { seedFiles } from '../cli/seed-files.ts';
import type { Random } from '../demo/sample/random.ts';
import { sampleCells } from '../demo/sample/values.ts';
import { readSeed, type Seed } from '../shared/app/registry/load-seed.ts';
import { COUNTRY, type Credential, type System } from '../shared/contract/registry.ts';
import { formatApiKey, hashSecret, newApiKey } from '../shared/domain/access/api-key.ts';
import { compileCatalogue, type DatasetPlan } from '../shared/domain/registry/cell.ts';
import { CURRENT, type RegistryRecord } from '../shared/domain/registry/records.ts';
import { withNumbers } from '../shared/domain/registry/system-numbers.ts';
import { levelOne } from '../shared/domain/values/agency-code.ts';
import { projectDirectory } from './bundles.ts';
import { STAGE } from './environment.ts';

/** The dataset whose reports have 50 cells. */
export const DATASET = 'etx-monthly';

export type BenchRegistry = {
  readonly records: readonly RegistryRecord[];
  readonly plan: DatasetPlan;
  /** Systems that may report, with the key of their level-1 agency. */
  readonly senders: readonly Sender[];
  /** Reads everything. */
  readonly countryKey: string;
};
export type Sender = { readonly system: string; readonly apiKey: string };

export function seedOrThrow(): Seed {
  const seed = readSeed(seedFiles(join(projectDirectory, 'seed')));
  if (!seed.ok) throw new Error(`the seed has ${seed.problem.length} faults: ${seed.problem[0]?.what}`);
  return seed.value;
}

/**
 * The month that lies `back` months before this one, 1 or 2. Both are over and open still: a month ends on its
 * 14th and closes 90 days after.
 */
export function openMonth(back: 1 | 2, now = Date.now()): string {
  const day = new Date(now);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - back, 1)).toISOString().slice(0, 7);
}

function newKey(agency: string, now: number): { credential: Credential; apiKey: string } {
  const key = newApiKey((bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>));
  const credential: Credential = {
    keyId: key.keyId,
    secretHash: hashSecret(key.secret),
    agency,
    systems: null,
    scopes: ['submit', 'read', 'batch'],
    validFrom: new Date(now - 86_400_000).toISOString(),
    validTo: new Date(now + 30 * 86_400_000).toISOString(),
    revokedAt: null,
  };
  return { credential, apiKey: formatApiKey(STAGE, key) };
}

/** Systems that may report now: the seed's, then copies of them under their agencies in turn, up to `count`. */
function reporting(seed: Seed, count: number): System[] {
  const living = new Set(
    seed.agencies.filter(({ history }) => history.at(-1)?.to === null).map(({ code }) => code),
  );
  const own = seed.systems.filter(({ stage, history }) => {
    const last = history.at(-1);
    return stage === 'connected' && last?.to === null && living.has(last.agency);
  });
  const more = Array.from({ length: Math.max(0, count - own.length) }, (_, index): System => {
    const model = own[index % own.length];
    if (model === undefined) throw new Error('the seed has no system that may report');
    const agency = model.history.at(-1)?.agency ?? '';
    return { ...model, id: `${agency}.bench-${index}` };
  });
  return [...own.slice(0, count), ...more];
}

/** @param now milliseconds since 1970 */
export function benchRegistry(systems: number, now: number): BenchRegistry {
  const seed = seedOrThrow();
  const plan = compileCatalogue(seed.catalogue).datasets.get(DATASET);
  if (plan === undefined) throw new Error(`the catalogue has no dataset ${DATASET}`);
  const senders = reporting(seed, systems);
  const all = new Map([...seed.systems, ...senders].map((system) => [system.id, system]));
  const country = newKey(COUNTRY, now);
  const keys = new Map(
    [...new Set(senders.map(({ history }) => levelOne(history.at(-1)?.agency ?? '')))].map((agency) => [
      agency,
      newKey(agency, now),
    ]),
  );
  const records: RegistryRecord[] = [
    ...seed.agencies.map((body) => ({ kind: 'agency' as const, id: body.code, body })),
    ...withNumbers([], [...all.values()]).map((body) => ({ kind: 'system' as const, id: body.id, body })),
    { kind: 'catalogue', id: CURRENT, body: seed.catalogue },
    { kind: 'calendar', id: CURRENT, body: seed.calendar },
    ...[country, ...keys.values()].map(({ credential }) => ({
      kind: 'credential' as const,
      id: credential.keyId,
      body: credential,
    })),
  ];
  return {
    records,
    plan,
    senders: senders.map(({ id, history }) => ({
      system: id,
      apiKey: keys.get(levelOne(history.at(-1)?.agency ?? ''))?.apiKey ?? '',
    })),
    countryKey: country.apiKey,
  };
}

/** A report of plausible figures, as its sender writes it. */
export const reportText = (
  plan: DatasetPlan,
  key: { readonly system: string; readonly period: string; readonly revision: number },
  random: Random,
): string => JSON.stringify({ ...key, dataset: DATASET, cells: sampleCells(plan, false, random) });
