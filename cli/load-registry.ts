/**
 * Brings the registry up to a seed: writes what is new or differs, as one version; removes nothing. Then it asks the
 * consumer to fold the totals of open periods that the change of the tree made stale. Should it die in between, the
 * sweep finds and folds them.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Seed } from '../shared/app/registry/load-seed.ts';
import {
  type CountEntries,
  droppedBy,
  type Moved,
  movedBy,
} from '../shared/app/registry/placement-change.ts';
import { inJson, type SeedFault, seedFaultText } from '../shared/app/registry/seed-fault.ts';
import { CURRENT, type RegistryRecord } from '../shared/aws/registry.ts';
import {
  Agency,
  Calendar,
  Catalogue,
  Credential,
  type Dataset,
  System,
} from '../shared/contract/registry.ts';
import type { Refold } from '../shared/contract/submissions/ledger.ts';
import { faultText } from '../shared/domain/problems/fault.ts';
import { boundsMoved } from '../shared/domain/registry/calendar-change.ts';
import { meaningChanged } from '../shared/domain/registry/catalogue-change.ts';
import { displacedBy } from '../shared/domain/registry/displaced.ts';
import { refoldsOf } from '../shared/domain/registry/refolds.ts';
import { withNumbers } from '../shared/domain/registry/system-numbers.ts';
import type { RegistrySnapshot } from '../shared/domain/registry/tree.ts';
import { begunPeriods, openPeriods } from '../shared/domain/values/period.ts';
import { CommandFault } from './fault.ts';
import { proberCredential } from './prober-key.ts';
import { counted } from './table.ts';

export type RegistryPorts = {
  /** The newest version of every record. */
  readonly listRecords: () => Promise<readonly RegistryRecord[]>;
  /** Answers with the version that they were written as. */
  readonly writeRecords: (records: readonly RegistryRecord[]) => Promise<number>;
  readonly sendRefolds: (refolds: readonly Refold[]) => Promise<void>;
  readonly countEntries: CountEntries;
  /** What the prober's key is derived from, for which stage; null where the hub has no prober. */
  readonly readProberSecret: () => Promise<{ readonly secret: string; readonly stage: string } | null>;
};

export type RegistryLoad = {
  /** Null: everything was there already, or nothing was to be written. */
  readonly version: number | null;
  readonly isDryRun: boolean;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: number;
  /** Agencies and systems of the registry that the seed does not have. They stay: nothing is forgotten (R18). */
  readonly beyond: readonly string[];
  /** Systems that count elsewhere from then on, by dataset and period. */
  readonly moved: readonly Moved[];
  /** Messages that ask for totals of open periods to be folded under the new tree. */
  readonly refolds: number;
};

/** Made by the hub itself, never by a seed. */
const isOfTheHub = ({ kind }: RegistryRecord): boolean => kind === 'credential' || kind === 'signing-keys';

const nameOf = ({ kind, id }: RegistryRecord): string => (id === CURRENT ? kind : `${kind} ${id}`);

/** `held`: the systems that the registry has, whose numbers stay. */
export const seedRecords = (seed: Seed, held: readonly System[] = []): RegistryRecord[] => [
  ...seed.agencies.map((body): RegistryRecord => ({ kind: 'agency', id: body.code, body })),
  ...withNumbers(held, seed.systems).map((body): RegistryRecord => ({ kind: 'system', id: body.id, body })),
  { kind: 'catalogue', id: CURRENT, body: seed.catalogue },
  { kind: 'calendar', id: CURRENT, body: seed.calendar },
  { kind: 'duties', id: CURRENT, body: seed.duties },
];

/** The tree that records make; each is the newest of its name. */
function snapshotOf(version: number, records: Iterable<RegistryRecord>): RegistrySnapshot {
  const agencies = new Map<string, Agency>();
  const systems = new Map<string, System>();
  for (const { kind, id, body } of records) {
    if (kind === 'agency') agencies.set(id, Agency.parse(body));
    if (kind === 'system') systems.set(id, System.parse(body));
  }
  return { version, agencies, systems };
}

/** Throws where the catalogue or the calendar would change what was received, or what its totals are made of. */
function refuseWhatMoves(held: ReadonlyMap<string, RegistryRecord>, seed: Seed, now: number): void {
  const [catalogue, calendar] = [held.get('catalogue'), held.get('calendar')];
  const faults = [
    ...(catalogue === undefined
      ? []
      : meaningChanged(Catalogue.parse(catalogue.body), seed.catalogue).map((each) =>
          inJson('catalogue.json', each),
        )),
    ...(calendar === undefined
      ? []
      : boundsMoved(Calendar.parse(calendar.body), seed.calendar, now).map((each) =>
          inJson('calendar.json', each),
        )),
  ];
  refuse(faults);
}

/** Throws the faults, if there are any. */
function refuse(faults: readonly SeedFault[]): void {
  if (faults.length === 0) return;
  const lines = faults.map(seedFaultText);
  throw new CommandFault(
    [...lines, `${counted(faults.length, 'fault')} against what was received: nothing was loaded`].join('\n'),
    1,
  );
}

/** Throws where accepted entries would count nowhere any more; answers with what counts elsewhere. */
async function refuseWhatDrops(
  { countEntries }: RegistryPorts,
  seed: Seed,
  before: RegistrySnapshot,
  after: RegistrySnapshot,
  now: number,
): Promise<Moved[]> {
  const periodsOf = ({ periodKind }: Dataset) => begunPeriods(periodKind, seed.calendar, now);
  const displaced = displacedBy(before, after, seed.catalogue.datasets, periodsOf);
  const dropped = await droppedBy(countEntries, before, after, displaced);
  refuse(
    dropped.map(({ kind, id, fault: found }) => ({
      file: kind === 'system' ? 'systems.csv' : 'agencies.csv',
      row: seed.rows[kind === 'system' ? 'systems' : 'agencies'].get(id) ?? null,
      column: 'valid_to',
      pointer: null,
      message: faultText(found),
    })),
  );
  return movedBy(displaced);
}

/**
 * `now` in milliseconds decides which periods have begun and are open. Throws, before it writes anything, when the seed
 * would change what was received. A dry run does all that comes before the first write: `version` is then that of now.
 */
export async function loadRegistry(
  ports: RegistryPorts,
  seed: Seed,
  now: number,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<RegistryLoad> {
  const held = new Map((await ports.listRecords()).map((record) => [nameOf(record), record]));
  refuseWhatMoves(held, seed, now);
  const systems = [...held.values()].flatMap(({ kind, body }) =>
    kind === 'system' ? [System.parse(body)] : [],
  );
  const records = [...seedRecords(seed, systems), ...(await proberRecords(ports, held.values(), now))];
  const seeded = new Set(records.map(nameOf));
  const added = records.filter((record) => !held.has(nameOf(record)));
  const changed = records.filter((record) => {
    const found = held.get(nameOf(record));
    return found !== undefined && !isDeepStrictEqual(found.body, record.body);
  });
  const news = [...added, ...changed];
  const after = new Map([...held, ...news.map((record) => [nameOf(record), record] as const)]);
  const trees = [snapshotOf(0, held.values()), snapshotOf(1, after.values())] as const;
  const moved = news.length === 0 ? [] : await refuseWhatDrops(ports, seed, ...trees, now);
  const refolds =
    news.length === 0
      ? []
      : refoldsOf(...trees, seed.catalogue.datasets, ({ periodKind }) =>
          openPeriods(periodKind, seed.calendar, now),
        );
  const version = news.length === 0 || dryRun ? null : await ports.writeRecords(news);
  if (!dryRun) await ports.sendRefolds(refolds);
  return {
    version,
    isDryRun: dryRun,
    added: added.map(nameOf),
    changed: changed.map(nameOf),
    unchanged: records.length - news.length,
    beyond: [...held.values()]
      .filter((record) => !isOfTheHub(record) && !seeded.has(nameOf(record)))
      .map(nameOf),
    moved,
    refolds: refolds.length,
  };
}

/** The prober's credential, where the registry lacks it or it ends. */
async function proberRecords(
  { readProberSecret }: RegistryPorts,
  held: Iterable<RegistryRecord>,
  now: number,
): Promise<RegistryRecord[]> {
  const found = await readProberSecret();
  if (found === null) return [];
  const body = proberCredential(found.secret, credentialsOf([...held]), found.stage, now);
  return body === null ? [] : [{ kind: 'credential', id: body.keyId, body }];
}

/** For people: what was, or would be, written; then what counts elsewhere. */
export function loadText(load: RegistryLoad): string {
  const { version, isDryRun, added, changed, unchanged, beyond, moved, refolds } = load;
  const what =
    added.length + changed.length === 0
      ? `registry unchanged: ${unchanged} records`
      : `${isDryRun ? 'nothing written; it would be' : `registry version ${version}:`} ${added.length} records new, ${changed.length} changed, ${unchanged} as before`;
  const stale =
    refolds === 0
      ? []
      : [
          `${counted(refolds, 'total')} of open periods and all above ${isDryRun ? 'to be' : 'sent to be'} folded anew`,
        ];
  const stay =
    beyond.length === 0 ? [] : [`${beyond.length} stay that the seed does not have: ${beyond.join(', ')}`];
  const elsewhere = moved.map(
    ({ dataset, period, systems }) =>
      `  ${dataset} ${period}: ${counted(systems, 'system')} ${systems === 1 ? 'counts' : 'count'} elsewhere`,
  );
  return [[what, ...stale, ...stay].join('; '), ...elsewhere].join('\n');
}

/** By key id. */
export const credentialsOf = (records: readonly RegistryRecord[]): Map<string, Credential> =>
  new Map(
    records.flatMap(({ kind, id, body }) =>
      kind === 'credential' ? [[id, Credential.parse(body)] as const] : [],
    ),
  );
