/** An import by an operator: on the version that was seen, once, whole or not at all, wherever its function dies. */
import { beforeEach, describe, expect, test } from 'vitest';
import { readImportHistory } from '../../../../shared/app/access/read-history.ts';
import { TASK_LEASE_MS } from '../../../../shared/app/access/task-lease.ts';
import { registryChanges } from '../../../../shared/app/registry/import-changes.ts';
import {
  dryRunImport,
  type ImportPorts,
  importRegistry,
} from '../../../../shared/app/registry/import-registry.ts';
import { readSeed, type Seed } from '../../../../shared/app/registry/load-seed.ts';
import { RegistryDifference } from '../../../../shared/contract/registry/import.ts';
import { MOST_LISTED } from '../../../../shared/contract/registry/import-limits.ts';
import { Crash, crashing, interpose } from '../../../fakes/interpose.ts';
import { fakeOperations } from '../../../fakes/operations.ts';
import { fakeRecords, portsOf } from '../../../fakes/records.ts';
import { importNow, importOrder, registrar } from '../../../fixtures/imports.ts';
import { smallSeedFiles } from '../../../fixtures/small-seed.ts';

const read = readSeed(smallSeedFiles());
if (!read.ok) throw new Error('the seed has faults');
const whole = read.value;

/** Three agencies, so that an import takes milliseconds, whose provenance says of which import they are. */
const few: Seed = {
  ...whole,
  agencies: whole.agencies.filter(({ code }) => ['G06', 'H26', 'H49'].includes(code)),
  systems: whole.systems.filter(({ id }) => ['G06.dtm', 'H26.dvc', 'H49.dvc'].includes(id)),
};
const marked = (provenance: string): Seed => ({
  ...few,
  agencies: few.agencies.map((one) => ({ ...one, provenance })),
});

const now = Date.parse('2026-11-20T02:30:00.000Z');
const another = 'arn:aws:iam::123456789012:user/lan';

let records: ReturnType<typeof fakeRecords>;
let sent: number;
let ports: ImportPorts;
beforeEach(() => {
  records = fakeRecords();
  sent = 0;
  ports = {
    ...portsOf(() => records),
    ...fakeOperations(),
    readProberSecret: async () => ({ secret: 's'.repeat(64), stage: 'dev' }),
    countEntries: async () => 0,
    sendRefolds: async (refolds) => {
      sent += refolds.length;
    },
  };
});

const marks = (): string[] => [
  ...new Set(
    [...records.held.values()].flatMap(({ kind, body }) =>
      kind === 'agency' ? [(body as { provenance: string }).provenance] : [],
    ),
  ),
];
const load = async (seed: Seed, on: string, by = registrar, at = now, store = ports) =>
  importRegistry(store, importOrder(on, seed, at, by), seed);
const history = async () => (await readImportHistory(records.listImports, null)).changes;

test('needs a version, and is refused on another with what was changed since', async () => {
  expect(await importRegistry(ports, importOrder(null, few, now), few)).toMatchObject({
    problem: { kind: 'version-missing' },
  });
  await load(marked('one'), '0.0');
  await load(marked('two'), '0.1', another);
  expect(await load(marked('three'), '0.0')).toMatchObject({
    problem: {
      kind: 'version-changed',
      details: { on: '0.0', now: '0.2' },
      findings: [
        { code: 'changed-since', key: 'registry', details: { action: 'import', version: '0.1' } },
        { code: 'changed-since', details: { version: '0.2', operator: another } },
      ],
    },
  });
  expect(await load(marked('three'), '0.7')).toMatchObject({
    problem: { kind: 'version-changed', findings: [] },
  });
  expect(marks()).toEqual(['two']);
});

test('whose answer was lost is answered as the first time, though others have changed it meanwhile', async () => {
  const first = await load(marked('one'), '0.0');
  expect(first).toMatchObject({ ok: true, value: { answer: { version: '0.1', written: 10 } } });
  expect(await load(marked('one'), '0.0')).toEqual(first);
  await load(marked('two'), '0.1', another);
  expect(await load(marked('one'), '0.0')).toEqual(first);
  expect([records.version(), await history()]).toEqual([2, expect.objectContaining({ length: 2 })]);
});

test('the same files again write nothing, and take no number', async () => {
  await load(few, '0.0');
  const writes: string[] = [];
  const watched = interpose(ports, async (name, call) => {
    if (!/^read|^list|Operation$/.test(name)) writes.push(name);
    return call();
  });
  const same = await load(few, '0.1', registrar, now, { ...watched, now: ports.now });
  expect(same).toMatchObject({ value: { answer: { version: '0.1', written: 0 }, change: null } });
  expect(writes).toEqual([]);
  expect(await history()).toHaveLength(1);
});

test('the history has counts, the first names, and digests that follow each other', async () => {
  await load(whole, '0.0');
  const renamed = whole.agencies.map((one) => ({ ...one, provenance: 'renamed' }));
  const made = await load({ ...whole, agencies: renamed }, '0.1');
  const [second, first] = await history();
  const { before, after, changed } = RegistryDifference.parse(second?.body);
  expect([first?.before, second?.before, before, after]).toEqual([
    null,
    first?.after,
    first?.after,
    second?.after,
  ]);
  expect(changed.count).toBe(whole.agencies.length);
  expect(changed.names).toHaveLength(MOST_LISTED);
  expect(made).toMatchObject({ value: { answer: { difference: second?.body } } });
  expect(JSON.stringify(second).length).toBeLessThan(20_000);
});

test('an import of a release without the route is in no history, and is what changed all the same', async () => {
  await load(few, '0.0');
  const number = await records.takeNumber();
  await records.noteImport(number, '', { added: 0, changed: 1 });
  await records.commitVersion(records.view(), { ...records.view(), version: number });
  expect(await history()).toHaveLength(1);
  expect(await load(marked('late'), '0.1')).toMatchObject({
    problem: { kind: 'version-changed', details: { now: '0.2' } },
  });
  expect(await load(marked('late'), '0.2')).toMatchObject({ ok: true });
});

test('a dry run needs no version, holds to one that it is given, and writes nothing', async () => {
  await load(few, '0.0');
  const rows = records.rows().length;
  const dry = (on: string | null) => dryRunImport(ports, importOrder(on, marked('two'), now), marked('two'));
  expect(await dry(null)).toMatchObject({ value: { version: '0.1', isDryRun: true, written: 0 } });
  expect(await dry('0.1')).toEqual(await dry(null));
  expect(await dry('0.0')).toMatchObject({ problem: { kind: 'version-changed' } });
  expect([records.rows().length, records.version()]).toEqual([rows, 1]);
});

describe('wherever it dies', () => {
  const moved = (): Seed => ({
    ...marked('two'),
    systems: few.systems.map((one) =>
      one.id === 'H26.dvc'
        ? { ...one, history: one.history.map((stay) => ({ ...stay, agency: 'H49' })) }
        : one,
    ),
  });
  /** More than an import makes. */
  const steps = Array.from({ length: 20 }, (_, at) => at);

  test.each(steps.flatMap((at) => (['before', 'after'] as const).map((when) => ({ at, when }))))(
    '$when call $at: all or nothing is seen, and the same again makes it once',
    async ({ at, when }) => {
      await load(marked('one'), '0.0');
      const dying = { ...crashing(ports, at, when), now: ports.now };
      const died = await load(moved(), '0.1', registrar, now, dying).catch((error: unknown) => error);
      // Read, take and put the lease; the registry, the secret; number, records, note, version; refolds, lease.
      if (at < 10) expect(died).toBeInstanceOf(Crash);
      if (at > 15) expect(died).toMatchObject({ ok: true });
      expect(marks()).toEqual([records.version() === 1 ? 'one' : 'two']);
      expect(await history()).toHaveLength(records.version() === 1 ? 1 : 2);
      const again = await load(moved(), '0.1', registrar, now + 1000);
      expect(again).toMatchObject({ value: { answer: { difference: { changed: { count: 4 } } } } });
      expect(marks()).toEqual(['two']);
      expect(await history()).toHaveLength(2);
      // Whoever comes next works on it, once nobody can be at it any more.
      const standing = (await history())[0]?.version ?? '';
      const next = await load(marked('three'), standing, another, now + TASK_LEASE_MS);
      expect([next.ok, marks()]).toEqual([true, ['three']]);
    },
  );

  test('the totals that it made stale are sent once it is committed, and not again', async () => {
    await load(marked('one'), '0.0');
    expect(sent).toBe(0);
    const made = await load(moved(), '0.1');
    const { refolds } = (made.ok && made.value.answer.difference) || { refolds: 0 };
    expect([sent, sent > 0]).toEqual([refolds, true]);
    await load(moved(), '0.1');
    expect(sent).toBe(refolds);
  });
});

describe('two at once', () => {
  const both = (first: ImportPorts, second: ImportPorts) =>
    Promise.all([
      load(marked('left'), '0.1', registrar, now, first),
      load(marked('right'), '0.1', another, now, second),
    ]);

  test('one is made, and the other hears that somebody is at it', async () => {
    await load(marked('one'), '0.0');
    const [left, right] = await both(ports, ports);
    expect([left.ok, right]).toEqual([
      true,
      { ok: false, problem: expect.objectContaining({ kind: 'task-busy' }) },
    ]);
    expect(marks()).toEqual(['left']);
  });

  test('that both have a lease of their own: one is seen, and the other is told what was changed', async () => {
    await load(marked('one'), '0.0');
    const outcomes = await both({ ...ports, ...fakeOperations() }, { ...ports, ...fakeOperations() });
    const made = outcomes.filter(({ ok }) => ok);
    expect(made).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({
      problem: { kind: 'version-changed', findings: [{ code: 'changed-since' }] },
    });
    expect(marks()).toEqual([outcomes[0].ok ? 'left' : 'right']);
    const standing = (await history())[0]?.version ?? '';
    expect((await importNow(ports, marked('last'), now)).ok).toBe(true);
    expect([standing, marks()]).toEqual([expect.stringMatching(/^0\.[23]$/), ['last']]);
  });
});

test('of many imports since a version the first hundred are told, and no more is read for it', async () => {
  const change = { record: 'registry', action: 'import', on: '0.0', at: new Date(now).toISOString() };
  const more = {
    operator: registrar,
    requestId: 'r',
    request: '0'.repeat(64),
    before: null,
    after: '0'.repeat(64),
  };
  let read = 0;
  const listImportsFrom: ImportPorts['listImportsFrom'] = async function* (from) {
    for (let version = from; version < 1000; version += 1) {
      read += 1;
      yield { version, note: { ...change, ...more, version: `0.${version}`, body: null } };
    }
  };
  const since = await registryChanges({ ...ports, listImportsFrom }, () => []).since('0.7');
  expect(since?.map(({ version }) => version)).toEqual(Array.from({ length: 100 }, (_, at) => `0.${at + 8}`));
  expect(read).toBe(101);
});
