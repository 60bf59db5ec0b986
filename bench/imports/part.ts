/** The import of a whole country into an empty registry, the same again, one agency changed, and a key that is issued. */
import { versionOfRegistry } from '../../shared/app/registry/import-changes.ts';
import { type ImportPorts, importRegistry } from '../../shared/app/registry/import-registry.ts';
import type { Seed } from '../../shared/app/registry/load-seed.ts';
import { listImportsFrom } from '../../shared/aws/registry/imports.ts';
import { readRegistry } from '../../shared/aws/registry/lists.ts';
import { snapshotReader } from '../../shared/aws/registry/snapshots.ts';
import { commitVersion, readView, takeNumber } from '../../shared/aws/registry/version.ts';
import { dropRows, noteImport, stageRecords, writeRecords } from '../../shared/aws/registry/write.ts';
import type { System } from '../../shared/contract/registry.ts';
import type { Part } from '../parts.ts';
import { benchRegistry, seedOrThrow } from '../registry.ts';
import { type Cost, registryTable } from './table.ts';

const SYSTEMS = 7200;
/** Milliseconds; single-digit is what AWS promises. */
const LATENCY = 5;

export async function importsPart(): Promise<Part> {
  const now = Date.now();
  const { client, spent } = registryTable(LATENCY);
  const table = 'registry';
  const ports: ImportPorts = {
    // The lease is three calls more, of another table.
    readOperation: async () => null,
    putOperation: async () => 'written',
    listImportsFrom: listImportsFrom(client, table),
    readRegistry: readRegistry(client, table),
    takeNumber: takeNumber(client, table),
    stageRecords: stageRecords(client, table),
    noteImport: noteImport(client, table),
    commitVersion: commitVersion(client, table),
    dropRows: dropRows(client, table),
    writeRecords: (records) => writeRecords(client, table, records, new Date(now).toISOString()),
    readProberSecret: async () => null,
    countEntries: async () => 0,
    sendRefolds: async () => {},
    now: () => now,
  };
  const { records } = benchRegistry(SYSTEMS, now);
  const seed = seedOrThrow();
  const country: Seed = {
    ...seed,
    systems: records.flatMap(({ kind, body }) => (kind === 'system' ? [body as System] : [])),
  };
  const [first, ...others] = country.agencies;
  if (first === undefined) throw new Error('the seed has no agency');
  const load = async (of: Seed) => {
    const on = versionOfRegistry(await readView(client, table));
    spent();
    const began = performance.now();
    const order = { task: 'registry', operator: 'bench', requestId: on, on, request: on, now };
    const made = await importRegistry(ports, order, of);
    if (!made.ok) throw new Error(JSON.stringify(made.problem).slice(0, 300));
    const { version, written } = made.value.answer;
    return {
      version,
      written,
      seconds: (performance.now() - began) / 1000,
      ...spent(),
    };
  };
  const whole = await load(country);
  const same = await load(country);
  const one = await load({ ...country, agencies: [{ ...first, provenance: 'changed' }, ...others] });
  const readSnapshot = snapshotReader(client, table);
  const before = await readSnapshot();
  spent();
  const credential = records.filter(({ kind }) => kind === 'credential').slice(0, 1);
  await ports.writeRecords(credential);
  const key = spent();
  const isSame = (await readSnapshot()) === before;
  const consumer = spent();
  const costText = ({ calls, writeUnits, readUnits }: Cost) =>
    `${calls} calls, ${writeUnits} write units, ${readUnits} read units`;
  return {
    figures: [
      {
        id: 'imports.seconds',
        title: `import of ${whole.written.toLocaleString('en-US')} records`,
        value: whole.seconds,
        unit: 's',
        target: { atMost: 15 },
        detail: `${costText(whole)}, ${LATENCY} ms each, 8 batches at a time; plan and schemas included`,
      },
      {
        id: 'imports.same-write-units',
        title: 'the same again: write units',
        value: same.writeUnits,
        unit: '',
        target: { exactly: 0 },
        detail: `${costText(same)}; ${Number(same.seconds.toPrecision(2))} s`,
      },
      {
        id: 'imports.one-write-units',
        title: 'one agency changed: write units',
        value: one.writeUnits,
        unit: '',
        target: { atMost: 4 },
        detail: `${costText(one)}; ${Number(one.seconds.toPrecision(2))} s`,
      },
      {
        id: 'imports.key-write-units',
        title: 'a key issued: write units',
        value: key.writeUnits,
        unit: '',
        target: { exactly: 1 },
        detail: costText(key),
      },
      {
        id: 'imports.key-consumer-read-units',
        title: 'a key issued: read units of the consumer’s next batch',
        value: isSame ? consumer.readUnits : Number.POSITIVE_INFINITY,
        unit: '',
        target: { exactly: 1 },
        detail: 'the version; it is the tree that it has, and no total is put',
      },
    ],
    details: { whole, same, one, key, consumer },
  };
}
