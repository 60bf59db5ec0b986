/** What the hub is given: a country of so many agencies, and entries as the hub's door makes them. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { seedFiles } from '../../cli/seed-files.ts';
import { type Random, seededRandom } from '../../demo/sample/random.ts';
import { sampleCells } from '../../demo/sample/values.ts';
import { readSeed } from '../../shared/app/registry/load-seed.ts';
import { type Agency, COUNTRY, type System } from '../../shared/contract/registry.ts';
import type {
  CellValues,
  EventEntry,
  Increment,
  LedgerEntry,
  ReportEntry,
} from '../../shared/contract/submissions/ledger.ts';
import { compileCatalogue, type DatasetPlan } from '../../shared/domain/registry/cell.ts';
import type { RegistrySnapshot } from '../../shared/domain/registry/tree.ts';
import { eventDigest, reportDigest } from '../../shared/domain/submissions/submission-digest.ts';
import { validateCells } from '../../shared/domain/submissions/validate-cells.ts';
import { shardOf } from '../../shared/domain/values/time-bucket.ts';
import { projectDirectory } from '../bundles.ts';

export const BEGINS = Date.parse('2026-11-05T05:00:00.000Z');

function seedOrThrow() {
  const seed = readSeed(seedFiles(join(projectDirectory, 'seed')));
  if (!seed.ok) throw new Error('the seed has faults');
  return { catalogue: compileCatalogue(seed.value.catalogue), calendar: seed.value.calendar };
}
export const seed = seedOrThrow();

export function planOf(dataset: string): DatasetPlan {
  const plan = seed.catalogue.datasets.get(dataset);
  if (plan === undefined) throw new Error(`the catalogue has no dataset ${dataset}`);
  return plan;
}

export type Nation = { readonly snapshot: RegistrySnapshot; readonly systems: readonly string[] };

const names = (text: string) => ({ vi: text, en: text });

/** 56 agencies below the country, up to 944 below these, the others below those; systems go to the deepest level. */
export function nationOf(agencies: number, systems: number): Nation {
  const all = new Map<string, Agency>();
  const levels: string[][] = [[], [], []];
  for (let index = 0; index < agencies; index += 1) {
    const level = index < 56 ? 0 : index < 1000 ? 1 : 2;
    const above = levels[level - 1];
    const parent = above?.[index % above.length] ?? COUNTRY;
    const code = level === 0 ? `H${String(index).padStart(2, '0')}` : `${parent}.${index}`;
    levels[level]?.push(code);
    all.set(code, {
      code,
      legacyCode: '000.00.00.H00',
      kind: level === 0 ? 'province' : 'department',
      history: [{ from: '2020-01-01', to: null, parent, names: names(code) }],
      mergedInto: null,
      provenance: 'bench',
    });
  }
  const owners = levels.findLast((level) => level.length > 0) ?? [];
  const ids = Array.from({ length: systems }, (_, index): [string, string] => {
    const owner = owners[index % owners.length] ?? '';
    return [`${owner}.s${Math.floor(index / owners.length)}`, owner];
  });
  const systemOf = ([id, agency]: [string, string], number: number): [string, System] => [
    id,
    {
      id,
      names: names(id),
      size: 'small',
      securityLevel: 3,
      channel: 'online',
      stage: 'connected',
      number,
      due: '2026-01-01',
      history: [{ from: '2020-01-01', to: null, agency }],
    },
  ];
  return {
    snapshot: { version: 1, agencies: all, systems: new Map(ids.map(systemOf)) },
    systems: ids.map(([id]) => id),
  };
}

const decided = (now: number) => ({
  receivedAt: new Date(now).toISOString(),
  storedAt: new Date(now + 7).toISOString(),
  registryVersion: 1,
  catalogueVersion: 1,
  timeliness: 'on-time' as const,
  credential: 'abcdefghijkl',
});
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const agencyOf = (system: string): string => system.slice(0, system.lastIndexOf('.'));

const bodies = new Map<number, CellValues>();
/** One of a thousand bodies of 50 cells: making as many as submissions would take longer than what is measured. */
function cellsFor(index: number): CellValues {
  const at = index % 1000;
  const known = bodies.get(at);
  if (known !== undefined) return known;
  const plan = planOf('etx-monthly');
  const { cells } = validateCells(sampleCells(plan, false, seededRandom(at)), plan);
  bodies.set(at, cells);
  return cells;
}

export function report(system: string, period: string, index: number, now: number): ReportEntry {
  const key = { system, dataset: 'etx-monthly', period, revision: 1 };
  const cells = cellsFor(index);
  return {
    kind: 'report',
    ...key,
    agency: agencyOf(system),
    cells,
    idempotencyKey: null,
    digest: reportDigest(key, cells),
    sha256: sha256(`${system}${index}`),
    ...decided(now),
  };
}

function cellsOf(plan: DatasetPlan, keys: readonly string[], random: Random): CellValues {
  return Object.fromEntries(
    keys.map((cell) => {
      const fold = plan.indicators.get(cell.split('|')[0] ?? '')?.indicator.fold;
      const value = String(random.int(1, 5000));
      return [cell, fold === 'ratio' ? [value, String(random.int(1, 90))] : value];
    }),
  );
}

/** What a system counts of its day: three of its eight cells. */
export function event(dataset: string, system: string, key: string, now: number, random: Random): EventEntry {
  const plan = planOf(dataset);
  const first = system.length % 20;
  const chosen = [0, 1, 2].map((step) => plan.keys[first + step + (random.int(0, 1) + step) * 2] ?? '');
  const at = new Date(now).toISOString();
  return eventOf(dataset, system, key, now, [{ from: at, to: at, cells: cellsOf(plan, chosen, random) }]);
}

function fullList(plan: DatasetPlan): Increment[] {
  const random = seededRandom(17);
  return Array.from({ length: 500 }, (_, index) => {
    const at = new Date(BEGINS + index * 20).toISOString();
    const first = random.int(0, plan.keys.length - 8);
    return { from: at, to: at, cells: cellsOf(plan, plan.keys.slice(first, first + 8), random) };
  });
}

/** One for all: making as many would take longer than what is measured. */
let theFullList: Increment[] | undefined;

/** As many increments as a request may have, of eight cells each: 266 kB of text, 27 kB in the ledger. */
export function fullEvent(dataset: string, system: string, key: string): EventEntry {
  theFullList ??= fullList(planOf(dataset));
  return { ...eventOf(dataset, system, key, BEGINS, []), increments: theFullList };
}

function eventOf(
  dataset: string,
  system: string,
  key: string,
  now: number,
  increments: readonly Increment[],
): EventEntry {
  const plan = planOf(dataset);
  const local = new Date(now + 7 * 3_600_000).toISOString();
  const bucket = local.slice(0, plan.dataset.buckets.at(-1) === 'minute' ? 16 : 10);
  return {
    kind: 'event',
    system,
    agency: agencyOf(system),
    dataset,
    period: '2026-11',
    bucket,
    increments: [...increments],
    shard: shardOf(plan.dataset, key),
    idempotencyKey: key,
    digest: eventDigest({ bucket, dataset, idempotencyKey: key, system }, [...increments]),
    sha256: sha256(key),
    ...decided(now),
  };
}

/** At which millisecond each submission comes. */
export type Arrival = { readonly at: number; readonly entry: LedgerEntry };
