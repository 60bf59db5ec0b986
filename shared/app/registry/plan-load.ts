/**
 * What a load of a seed would do to a registry: what is new or differs, which totals that makes stale, which systems count
 * elsewhere from then on. Refused is what would change what was received, or what its totals are made of. Nothing is written.
 */
import { isDeepStrictEqual } from 'node:util';
import { knownPart, parseRecorded } from '../../contract/recorded.ts';
import { Calendar, Catalogue, type Dataset } from '../../contract/registry.ts';
import type { Refold } from '../../contract/submissions/ledger.ts';
import { proberCredential } from '../../domain/access/prober-key.ts';
import { localized } from '../../domain/language/localized.ts';
import { fault } from '../../domain/problems/fault.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { boundsMoved } from '../../domain/registry/calendar-change.ts';
import { meaningChanged } from '../../domain/registry/catalogue-change.ts';
import { displacedBy } from '../../domain/registry/displaced.ts';
import {
  credentialRecord,
  credentialsOf,
  isOfTheHub,
  type RegistryRecord,
  recordKinds,
  recordName,
  snapshotOfRecords,
} from '../../domain/registry/records.ts';
import { refoldsOf } from '../../domain/registry/refolds.ts';
import type { RegistrySnapshot } from '../../domain/registry/tree.ts';
import { begunPeriods, openPeriods } from '../../domain/values/period.ts';
import type { CountEntries } from '../ports/ledger.ts';
import type { Seed } from './load-seed.ts';
import { droppedBy, type Moved, movedBy } from './placement-change.ts';
import { inJson, type SeedFault, seedFault } from './seed-fault.ts';
import { seedRecords } from './seed-records.ts';

export type PlanLoadPorts = {
  readonly countEntries: CountEntries;
  /** What the prober's key is derived from, for which stage; null where the hub has no prober. */
  readonly readProberSecret: () => Promise<{ readonly secret: string; readonly stage: string } | null>;
};

export type LoadPlan = {
  /** To be written as one version. */
  readonly added: readonly RegistryRecord[];
  readonly changed: readonly RegistryRecord[];
  readonly unchanged: number;
  /** Of the registry, and not of the seed. They stay: nothing is forgotten (R18). */
  readonly beyond: readonly RegistryRecord[];
  /** Systems that count elsewhere from then on, by dataset and period. */
  readonly moved: readonly Moved[];
  /** Totals of open periods to be folded under the new tree. */
  readonly refolds: readonly Refold[];
};

/** `standing` is what the registry has; `now` in milliseconds decides which periods have begun and are open. */
export async function planLoad(
  ports: PlanLoadPorts,
  standing: readonly RegistryRecord[],
  seed: Seed,
  now: number,
): Promise<Result<LoadPlan, readonly SeedFault[]>> {
  const held = new Map(standing.map((record) => [recordName(record), record]));
  const faults = meaningFaults(held, seed, now);
  if (faults.length > 0) return fail(faults);
  const before = snapshotOfRecords(0, held.values());
  const records = [
    ...seedRecords(seed, [...before.systems.values()]),
    ...(await proberRecords(ports, held.values(), now)),
  ];
  const seeded = new Set(records.map(recordName));
  const added = records.filter((record) => !held.has(recordName(record)));
  const differing = records.flatMap((record) => {
    const found = held.get(recordName(record));
    if (found === undefined) return [];
    const { known, strange } = knownPart(recordKinds[found.kind], found.body);
    return isDeepStrictEqual(known, record.body) ? [] : { record, strange };
  });
  const newer = differing.filter(({ strange }) => strange.length > 0);
  if (newer.length > 0)
    return fail(newer.map(({ record, strange }) => ofNewerRelease(seed, record, strange)));
  const changed = differing.map(({ record }) => record);
  const plan = {
    added,
    changed,
    unchanged: records.length - added.length - changed.length,
    beyond: [...held.values()].filter((record) => !isOfTheHub(record) && !seeded.has(recordName(record))),
  };
  const news = [...added, ...changed];
  if (news.length === 0) return ok({ ...plan, moved: [], refolds: [] });
  const after = snapshotOfRecords(1, [...held.values(), ...news]);
  const moved = await placesMoved(ports, seed, { before, after }, now);
  if (!moved.ok) return moved;
  const refolds = refoldsOf(before, after, seed.catalogue.datasets, ({ periodKind }) =>
    openPeriods(periodKind, seed.calendar, now),
  );
  return ok({ ...plan, moved: moved.value, refolds });
}

const files = { agency: 'agencies.csv', system: 'systems.csv', duties: 'duties.csv' } as const;

/** What another release knows of a record, this one would take away: it stays as it is until that release loads it. */
function ofNewerRelease(
  { rows }: Seed,
  { kind, id }: RegistryRecord,
  strange: readonly (readonly PropertyKey[])[],
): SeedFault {
  const names = strange.map((path) => path.map(String).join('.'));
  const message = localized(
    'the registry has fields of it that this release does not know',
    'danh bạ có các trường của mục này mà bản phát hành này không biết',
  );
  const allowed = localized(
    'a load by the release that wrote them',
    'nạp bằng bản phát hành đã ghi các trường đó',
  );
  const place = {
    file: kind in files ? files[kind as keyof typeof files] : `${kind}.json`,
    row:
      (kind === 'agency' ? rows.agencies.get(id) : kind === 'system' ? rows.systems.get(id) : null) ?? null,
    column: null,
    pointer: null,
  };
  return seedFault(place, 'import-newer', fault([], message, names, allowed));
}

/** Where the catalogue or the calendar would change what was received, or what its totals are made of. */
function meaningFaults(held: ReadonlyMap<string, RegistryRecord>, seed: Seed, now: number): SeedFault[] {
  const [catalogue, calendar] = [held.get('catalogue'), held.get('calendar')];
  return [
    ...(catalogue === undefined
      ? []
      : meaningChanged(parseRecorded(Catalogue, catalogue.body), seed.catalogue).map((each) =>
          inJson('catalogue.json', 'import-received', each),
        )),
    ...(calendar === undefined
      ? []
      : boundsMoved(parseRecorded(Calendar, calendar.body), seed.calendar, now).map((each) =>
          inJson('calendar.json', 'import-received', each),
        )),
  ];
}

/** What counts elsewhere; refused where accepted entries would count nowhere any more. */
async function placesMoved(
  { countEntries }: Pick<PlanLoadPorts, 'countEntries'>,
  seed: Seed,
  { before, after }: { readonly before: RegistrySnapshot; readonly after: RegistrySnapshot },
  now: number,
): Promise<Result<readonly Moved[], readonly SeedFault[]>> {
  const periodsOf = ({ periodKind }: Dataset) => begunPeriods(periodKind, seed.calendar, now);
  const displaced = displacedBy(before, after, seed.catalogue.datasets, periodsOf);
  const dropped = await droppedBy(countEntries, before, after, displaced);
  if (dropped.length === 0) return ok(movedBy(displaced));
  return fail(
    dropped.map(({ kind, id, fault: found }) => {
      const place = {
        file: kind === 'system' ? 'systems.csv' : 'agencies.csv',
        row: seed.rows[kind === 'system' ? 'systems' : 'agencies'].get(id) ?? null,
        column: 'valid_to',
        pointer: null,
      };
      return seedFault(place, 'import-received', found);
    }),
  );
}

/** The prober's credential, where the registry lacks it or it ends. */
async function proberRecords(
  { readProberSecret }: Pick<PlanLoadPorts, 'readProberSecret'>,
  held: Iterable<RegistryRecord>,
  now: number,
): Promise<RegistryRecord[]> {
  const found = await readProberSecret();
  if (found === null) return [];
  const credential = proberCredential(found.secret, credentialsOf(held), found.stage, now);
  return credential === null ? [] : [credentialRecord(credential)];
}
