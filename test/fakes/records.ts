/** The registry as operators and imports read and write it, in memory: every row of the table, and the view that shows them. */
import type {
  ListImports,
  ListImportsFrom,
  RegistryRow,
  StandingRegistry,
  WriteRecords,
} from '../../shared/app/ports/registry.ts';
import type { WriteImportPorts } from '../../shared/app/registry/write-import.ts';
import { parseRecorded } from '../../shared/contract/recorded.ts';
import {
  isOfTheHub,
  type RegistryRecord,
  recordKinds,
  recordName,
} from '../../shared/domain/registry/records.ts';
import { emptyView, type RegistryView, sees, viewAfter } from '../../shared/domain/registry/view.ts';

type Row = { readonly record: RegistryRecord; readonly number: number };
type Ports = {
  readonly writeRecords: WriteRecords;
  readonly listImports: ListImports;
  readonly listImportsFrom: ListImportsFrom;
} & Omit<WriteImportPorts, 'now'> & { readonly readRegistry: () => Promise<StandingRegistry> };

const keyOf = ({ record, number }: Row): string => `${record.kind}#${record.id} ${number}`;
const tableName = ({ kind, id }: RegistryRecord): string => `${kind}#${id}`;

export function fakeRecords(first: readonly RegistryRecord[] = []) {
  const rows = new Map<string, Row>();
  const notes = new Map<number, { readonly at: string; readonly note: unknown }>();
  let view: RegistryView = emptyView;
  let taken = 0;
  const put = (row: Row): void => {
    rows.set(keyOf(row), row);
  };
  const isSeen = ({ record, number }: Row): boolean => isOfTheHub(record) || sees(view, number);
  /** By name, such as `agency H26`. */
  const held = (): Map<string, RegistryRecord> => {
    const seen = [...rows.values()].filter(isSeen).sort((a, b) => a.number - b.number);
    return new Map(seen.map(({ record }) => [recordName(record), record]));
  };
  const parsed = ({ kind, id, body }: RegistryRecord): RegistryRecord => ({
    kind,
    id,
    body: parseRecorded<unknown>(recordKinds[kind], body),
  });
  const putOwn = (record: RegistryRecord): void => {
    const own = [...rows.values()].filter((row) => tableName(row.record) === tableName(record));
    put({ record, number: Math.max(0, ...own.map(({ number }) => number)) + 1 });
  };
  const ports: Ports = {
    readRegistry: async () => ({
      view,
      records: [...held().values()],
      orphans: [...rows.values()]
        .filter((row) => !isSeen(row) && row.number <= view.version)
        .map(
          ({ record, number }): Pick<RegistryRow, 'name' | 'version'> => ({
            name: tableName(record),
            version: number,
          }),
        ),
    }),
    takeNumber: async () => {
      taken = Math.max(taken, view.version) + 1;
      return taken;
    },
    stageRecords: async (records, number) => {
      for (const record of records.map(parsed)) put({ record, number });
    },
    noteImport: async (number, at, note) => {
      notes.set(number, { at, note });
    },
    listImports: async function* (before = Number.POSITIVE_INFINITY) {
      for (const [version, { note }] of [...notes].sort(([a], [b]) => b - a))
        if (version < before && sees(view, version))
          yield { version, note: JSON.parse(JSON.stringify(note)) };
    },
    listImportsFrom: async function* (from) {
      for (const [version, { note }] of [...notes].sort(([a], [b]) => a - b))
        if (version >= from && sees(view, version)) yield { version, note: JSON.parse(JSON.stringify(note)) };
    },
    commitVersion: async (base, next) => {
      if (view.version === base.version) view = next;
      return sees(view, next.version) ? 'written' : 'lost the race';
    },
    dropRows: async (dropped) => {
      for (const { name, version } of dropped) rows.delete(`${name} ${version}`);
    },
    writeRecords: async (records) => {
      const all = records.map(parsed);
      for (const record of all.filter(isOfTheHub)) putOwn(record);
      const ofTree = all.filter((record) => !isOfTheHub(record));
      if (ofTree.length === 0) return view.version;
      const number = await ports.takeNumber();
      for (const record of ofTree) put({ record, number });
      view = viewAfter(view, number, { at: '2026-10-15T02:00:00.000Z', written: new Set() });
      return number;
    },
  };
  for (const record of first) put({ record, number: 0 });
  return {
    ...ports,
    /** What is seen, by name, such as `agency H26`. */
    get held(): ReadonlyMap<string, RegistryRecord> {
      return held();
    },
    /** As it stands, in the place of what is seen: what another release has written. */
    plant: (record: RegistryRecord): void => put({ record, number: view.version }),
    version: () => view.version,
    view: () => view,
    notes,
    /** Every row, seen or not. */
    rows: (): readonly Row[] => [...rows.values()],
  };
}
type FakeRecords = ReturnType<typeof fakeRecords>;

/** Ports on whichever registry stands there when they are asked. */
export const portsOf = (records: () => FakeRecords): Ports & Pick<WriteImportPorts, 'now'> => ({
  readRegistry: () => records().readRegistry(),
  takeNumber: () => records().takeNumber(),
  stageRecords: (...all) => records().stageRecords(...all),
  listImports: (before) => records().listImports(before),
  listImportsFrom: (from) => records().listImportsFrom(from),
  noteImport: (...all) => records().noteImport(...all),
  commitVersion: (...all) => records().commitVersion(...all),
  dropRows: (...all) => records().dropRows(...all),
  writeRecords: (...all) => records().writeRecords(...all),
  now: () => Date.parse('2026-11-20T02:30:00.000Z'),
});
