/** Brings the registry up to a seed: writes what is new or differs, as one version; removes nothing. */
import { isDeepStrictEqual } from 'node:util';
import type { Seed } from '../shared/app/load-seed.ts';
import { CURRENT, type RegistryRecord } from '../shared/aws/registry-table.ts';
import { Credential } from '../shared/contract/registry.ts';

export type RegistryPorts = {
  /** The newest version of every record. */
  readonly listRecords: () => Promise<readonly RegistryRecord[]>;
  /** Answers with the version that they were written as. */
  readonly writeRecords: (records: readonly RegistryRecord[]) => Promise<number>;
};

export type RegistryLoad = {
  /** Null: everything was there already. */
  readonly version: number | null;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: number;
  /** Agencies and systems of the registry that the seed does not have. They stay: nothing is forgotten (R18). */
  readonly beyond: readonly string[];
};

const nameOf = ({ kind, id }: RegistryRecord): string => (id === CURRENT ? kind : `${kind} ${id}`);

export const seedRecords = (seed: Seed): RegistryRecord[] => [
  ...seed.agencies.map((body): RegistryRecord => ({ kind: 'agency', id: body.code, body })),
  ...seed.systems.map((body): RegistryRecord => ({ kind: 'system', id: body.id, body })),
  { kind: 'catalogue', id: CURRENT, body: seed.catalogue },
  { kind: 'calendar', id: CURRENT, body: seed.calendar },
];

export async function loadRegistry(ports: RegistryPorts, seed: Seed): Promise<RegistryLoad> {
  const held = new Map((await ports.listRecords()).map((record) => [nameOf(record), record]));
  const records = seedRecords(seed);
  const seeded = new Set(records.map(nameOf));
  const added = records.filter((record) => !held.has(nameOf(record)));
  const changed = records.filter((record) => {
    const found = held.get(nameOf(record));
    return found !== undefined && !isDeepStrictEqual(found.body, record.body);
  });
  const news = [...added, ...changed];
  return {
    version: news.length === 0 ? null : await ports.writeRecords(news),
    added: added.map(nameOf),
    changed: changed.map(nameOf),
    unchanged: records.length - news.length,
    beyond: [...held.values()]
      .filter((record) => record.kind !== 'credential' && !seeded.has(nameOf(record)))
      .map(nameOf),
  };
}

/** One line for people. */
export function loadText({ version, added, changed, unchanged, beyond }: RegistryLoad): string {
  const what =
    version === null
      ? `registry unchanged: ${unchanged} records`
      : `registry version ${version}: ${added.length} records new, ${changed.length} changed, ${unchanged} as before`;
  return beyond.length === 0
    ? what
    : `${what}; ${beyond.length} stay that the seed does not have: ${beyond.join(', ')}`;
}

/** By key id. */
export const credentialsOf = (records: readonly RegistryRecord[]): Map<string, Credential> =>
  new Map(
    records.flatMap(({ kind, id, body }) =>
      kind === 'credential' ? [[id, Credential.parse(body)] as const] : [],
    ),
  );
