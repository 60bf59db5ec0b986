/** The registry in memory: every version of every record. Those of the tree have that of the registry, those of the hub their own. */
import type {
  FindAgency,
  FindSystem,
  ReadCalendar,
  ReadCatalogue,
  ReadCatalogueAt,
  ReadDuties,
  ReadSnapshot,
  ReadSnapshotAsOf,
  ReadVersion,
  RegistryRow,
  Versioned,
} from '../../shared/app/ports/registry.ts';
import { Duties } from '../../shared/contract/oversight/duties.ts';
import { Agency, Calendar, Catalogue, Credential, System } from '../../shared/contract/registry.ts';
import { type CompiledCatalogue, compileCatalogue } from '../../shared/domain/registry/cell.ts';
import { isOfTheHub } from '../../shared/domain/registry/records.ts';
import type { RegistrySnapshot } from '../../shared/domain/registry/tree.ts';

const schemas = {
  agency: Agency,
  system: System,
  catalogue: Catalogue,
  calendar: Calendar,
  duties: Duties,
  credential: Credential,
};
type Kind = keyof typeof schemas;
export type FakeRecord = { readonly kind: Kind; readonly id: string; readonly body: unknown };

export type RegistryPorts = {
  readonly findAgency: FindAgency;
  readonly findSystem: FindSystem;
  readonly findCredential: (keyId: string) => Promise<Credential | null>;
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
  readonly readDuties: ReadDuties;
  readonly readVersion: ReadVersion;
  readonly readCatalogueAt: ReadCatalogueAt;
  readonly readSnapshot: ReadSnapshot;
  readonly readSnapshotAsOf: ReadSnapshotAsOf;
  /** `at`: the instant of the change; now, in October 2026, by default. */
  readonly writeRecords: (records: readonly FakeRecord[], at?: string) => Promise<number>;
};

export function fakeRegistry(
  snapshot: RegistrySnapshot = { version: 0, agencies: new Map(), systems: new Map() },
  catalogue: Catalogue | null = null,
  calendar: Calendar | null = null,
) {
  const records = new Map<string, Versioned<unknown>>();
  let version = snapshot.version;
  let known: RegistrySnapshot = snapshot;
  const empty: RegistrySnapshot = { version: 0, agencies: new Map(), systems: new Map() };
  /** What was known from when on; what the registry began with was always known. */
  const past: { at: string; snapshot: RegistrySnapshot }[] = [{ at: '', snapshot }];
  let compiled: Versioned<CompiledCatalogue> | null = null;
  let rows: RegistryRow[] = [];
  const put = ({ kind, id, body }: FakeRecord, at: number, time = '2026-01-01T00:00:00.000Z') => {
    const name = `${kind}#${id}`;
    records.set(name, { value: schemas[kind].parse(body), version: at });
    rows.push({ name, version: at, at: time, text: JSON.stringify(body) });
  };
  for (const [id, body] of snapshot.agencies) put({ kind: 'agency', id, body }, version);
  for (const [id, body] of snapshot.systems) put({ kind: 'system', id, body }, version);
  if (catalogue !== null) put({ kind: 'catalogue', id: 'current', body: catalogue }, version);
  if (calendar !== null) put({ kind: 'calendar', id: 'current', body: calendar }, version);

  const log: { readonly at: string; readonly records: readonly FakeRecord[] }[] = [];
  const find = <T>(kind: Kind, id: string) => (records.get(`${kind}#${id}`) ?? null) as Versioned<T> | null;
  const current = <T>(kind: Kind): Versioned<T> => {
    const found = find<T>(kind, 'current');
    if (found === null) throw new Error(`the registry has no ${kind}`);
    return found;
  };
  const ports: RegistryPorts = {
    findAgency: async (code) => find<Agency>('agency', code),
    findSystem: async (id) => find<System>('system', id),
    findCredential: async (keyId) => find<Credential>('credential', keyId)?.value ?? null,
    async readCatalogue() {
      const { value, version: at } = current<Catalogue>('catalogue');
      if (compiled?.value.catalogue !== value) compiled = { version: at, value: compileCatalogue(value) };
      return compiled;
    },
    readCalendar: async () => current<Calendar>('calendar').value,
    readDuties: async () => current<Duties>('duties').value,
    readVersion: async () => version,
    async readCatalogueAt(wanted) {
      const recordAt = (name: string) =>
        rows.findLast((row) => row.name === `${name}#current` && row.version <= wanted);
      const [found, duties] = [recordAt('catalogue'), recordAt('duties')];
      if (found === undefined) return null;
      const value = compileCatalogue(Catalogue.parse(JSON.parse(found.text)));
      const owed = duties === undefined ? [] : Duties.parse(JSON.parse(duties.text));
      return { catalogue: { version: found.version, value }, duties: owed };
    },
    readSnapshot: async () => known,
    async readSnapshotAsOf(instant) {
      const then = new Date(instant).toISOString();
      return past.findLast(({ at }) => at <= then)?.snapshot ?? empty;
    },
    async writeRecords(written, at = '2026-10-15T02:00:00.000Z') {
      const parsed = written.map((record) => ({ ...record, body: schemas[record.kind].parse(record.body) }));
      log.push({ at, records: written });
      for (const record of parsed.filter(isOfTheHub))
        put(record, (records.get(`${record.kind}#${record.id}`)?.version ?? 0) + 1, at);
      const ofTree = parsed.filter((record) => !isOfTheHub(record));
      if (ofTree.length === 0) return version;
      version += 1;
      for (const record of ofTree) put(record, version, at);
      const those = <T>(kind: Kind) =>
        new Map(
          [...records]
            .filter(([key]) => key.startsWith(`${kind}#`))
            .map(([key, record]) => [key.slice(kind.length + 1), record.value as T]),
        );
      known = { version, agencies: those<Agency>('agency'), systems: those<System>('system') };
      past.push({ at, snapshot: known });
      return version;
    },
  };
  return {
    ...ports,
    /** Every version of every record. */
    listRegistry: async function* (): AsyncGenerator<RegistryRow> {
      yield* [...rows];
    },
    readSnapshotAt: async (wanted: number): Promise<RegistrySnapshot> =>
      past.findLast((one) => one.snapshot.version <= wanted)?.snapshot ?? empty,
    /** Every change, and when; what it began with is none. */
    log: (): readonly { readonly at: string; readonly records: readonly FakeRecord[] }[] => log,
    /** A record gone, of every version: what no code of the hub does. */
    lose(kind: 'agency' | 'system', id: string): void {
      rows = rows.filter(({ name }) => name !== `${kind}#${id}`);
      records.delete(`${kind}#${id}`);
      const without = <T>(those: ReadonlyMap<string, T>) =>
        new Map([...those].filter(([name]) => name !== id));
      for (const [index, { at, snapshot: one }] of past.entries()) {
        const { agencies, systems } = one;
        const left =
          kind === 'agency' ? { ...one, agencies: without(agencies) } : { ...one, systems: without(systems) };
        past[index] = { at, snapshot: left };
        if (one === known) known = left;
      }
    },
  };
}
