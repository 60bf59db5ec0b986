/**
 * Brings the registry up to a seed: writes what is new or differs, as one version; removes nothing. Then it asks the
 * consumer to fold the totals of open periods that the change of the tree made stale. Should it die in between, the
 * sweep finds and folds them.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Seed } from '../shared/app/load-seed.ts';
import { inJson, seedFaultText } from '../shared/app/seed-fault.ts';
import { CURRENT, type RegistryRecord } from '../shared/aws/registry-table.ts';
import type { Refold } from '../shared/contract/ledger.ts';
import { Agency, Calendar, Catalogue, Credential, System } from '../shared/contract/registry.ts';
import { boundsMoved } from '../shared/domain/calendar-change.ts';
import { meaningChanged } from '../shared/domain/catalogue-change.ts';
import { openPeriods } from '../shared/domain/period.ts';
import { refoldsOf } from '../shared/domain/refolds.ts';
import { withNumbers } from '../shared/domain/system-numbers.ts';
import type { RegistrySnapshot } from '../shared/domain/tree.ts';
import { CommandFault } from './fault.ts';
import { proberCredential } from './prober-key.ts';
import { counted } from './table.ts';

export type RegistryPorts = {
  /** The newest version of every record. */
  readonly listRecords: () => Promise<readonly RegistryRecord[]>;
  /** Answers with the version that they were written as. */
  readonly writeRecords: (records: readonly RegistryRecord[]) => Promise<number>;
  readonly sendRefolds: (refolds: readonly Refold[]) => Promise<void>;
  /** What the prober's key is derived from, for which stage; null where the hub has no prober. */
  readonly readProberSecret: () => Promise<{ readonly secret: string; readonly stage: string } | null>;
};

export type RegistryLoad = {
  /** Null: everything was there already. */
  readonly version: number | null;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: number;
  /** Agencies and systems of the registry that the seed does not have. They stay: nothing is forgotten (R18). */
  readonly beyond: readonly string[];
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
  if (faults.length === 0) return;
  const lines = faults.map(seedFaultText);
  throw new CommandFault(
    [...lines, `${counted(faults.length, 'fault')} against what was received: nothing was loaded`].join('\n'),
    1,
  );
}

/**
 * `now` in milliseconds decides which periods have begun and are open. Throws, before it writes anything, when the seed
 * would change what was received.
 */
export async function loadRegistry(ports: RegistryPorts, seed: Seed, now: number): Promise<RegistryLoad> {
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
  const version = news.length === 0 ? null : await ports.writeRecords(news);
  const after = new Map([...held, ...news.map((record) => [nameOf(record), record] as const)]);
  const refolds =
    version === null
      ? []
      : refoldsOf(
          snapshotOf(version - 1, held.values()),
          snapshotOf(version, after.values()),
          seed.catalogue.datasets,
          ({ periodKind }) => openPeriods(periodKind, seed.calendar, now),
        );
  await ports.sendRefolds(refolds);
  return {
    version,
    added: added.map(nameOf),
    changed: changed.map(nameOf),
    unchanged: records.length - news.length,
    beyond: [...held.values()]
      .filter((record) => !isOfTheHub(record) && !seeded.has(nameOf(record)))
      .map(nameOf),
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

/** One line for people. */
export function loadText({ version, added, changed, unchanged, beyond, refolds }: RegistryLoad): string {
  const what =
    version === null
      ? `registry unchanged: ${unchanged} records`
      : `registry version ${version}: ${added.length} records new, ${changed.length} changed, ${unchanged} as before`;
  const stale =
    refolds === 0
      ? []
      : [`${counted(refolds, 'total')} of open periods and all above sent to be folded anew`];
  const stay =
    beyond.length === 0 ? [] : [`${beyond.length} stay that the seed does not have: ${beyond.join(', ')}`];
  return [what, ...stale, ...stay].join('; ');
}

/** By key id. */
export const credentialsOf = (records: readonly RegistryRecord[]): Map<string, Credential> =>
  new Map(
    records.flatMap(({ kind, id, body }) =>
      kind === 'credential' ? [[id, Credential.parse(body)] as const] : [],
    ),
  );
