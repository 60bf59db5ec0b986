/** The registry in memory: every version of every record, and the pointer to the newest. */
import type { ReadSnapshot } from '../../shared/app/aggregate-batch.ts';
import type {
  FindAgency,
  FindSystem,
  ReadCalendar,
  ReadCatalogue,
  ReadDuties,
  Versioned,
} from '../../shared/app/registry-ports.ts';
import type { ReadSnapshotAsOf } from '../../shared/app/totals-as-of.ts';
import { Duties } from '../../shared/contract/duties.ts';
import { Agency, Calendar, Catalogue, Credential, System } from '../../shared/contract/registry.ts';
import { type CompiledCatalogue, compileCatalogue } from '../../shared/domain/cell.ts';
import type { RegistrySnapshot } from '../../shared/domain/tree.ts';

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
  const put = ({ kind, id, body }: FakeRecord, at: number) =>
    records.set(`${kind}#${id}`, { value: schemas[kind].parse(body), version: at });
  for (const [id, body] of snapshot.agencies) put({ kind: 'agency', id, body }, version);
  for (const [id, body] of snapshot.systems) put({ kind: 'system', id, body }, version);
  if (catalogue !== null) put({ kind: 'catalogue', id: 'current', body: catalogue }, version);
  if (calendar !== null) put({ kind: 'calendar', id: 'current', body: calendar }, version);

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
    readSnapshot: async () => known,
    async readSnapshotAsOf(instant) {
      const then = new Date(instant).toISOString();
      return past.findLast(({ at }) => at <= then)?.snapshot ?? empty;
    },
    async writeRecords(written, at = '2026-10-15T02:00:00.000Z') {
      const parsed = written.map((record) => ({ ...record, body: schemas[record.kind].parse(record.body) }));
      version += 1;
      for (const record of parsed) put(record, version);
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
  return ports;
}
