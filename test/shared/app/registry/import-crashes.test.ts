/** An import that dies: after each of its calls, and in the middle of each (ADR 33). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StandingRegistry } from '../../../../shared/app/ports/registry.ts';
import {
  beginImport,
  type WriteImportPorts,
  writeImport,
} from '../../../../shared/app/registry/write-import.ts';
import { credentialRecord, type RegistryRecord } from '../../../../shared/domain/registry/records.ts';
import { HOUR } from '../../../../shared/domain/values/duration.ts';
import { fakeRecords, portsOf } from '../../../fakes/records.ts';
import { agency, credential, system } from '../../../fixtures/registry.ts';

/** Two agencies and a system that say of which import they are, and a key. */
const newsOf = (mark: string): RegistryRecord[] => [
  { kind: 'agency', id: 'H26', body: { ...agency('H26', 'province'), provenance: mark } },
  { kind: 'agency', id: 'H49', body: { ...agency('H49', 'province'), provenance: mark } },
  {
    kind: 'system',
    id: 'H26.dvc',
    body: {
      ...system('H26.dvc', [{ from: '2021-01-01', to: null, agency: 'H26' }]),
      names: { vi: mark, en: mark },
    },
  },
  credentialRecord(credential()),
];

type Records = ReturnType<typeof fakeRecords>;

/** The marks that whoever reads the registry meets: one, or the import was seen in part. */
const marksOf = (held: Records['held']): string[] => {
  const bodies = [...held.values()].map(({ body }) => body as Record<string, unknown>);
  const marks = bodies.flatMap((body) =>
    'provenance' in body ? [body.provenance] : 'names' in body ? [(body.names as { en: string }).en] : [],
  );
  return [...new Set(marks as string[])];
};

class Died extends Error {}

type Call = 'dropRows' | 'takeNumber' | 'stageRecords' | 'noteImport' | 'commitVersion' | 'writeRecords';

/** `ports` that die at a call: before it, after it, or when half of the records are staged. */
function dyingAt(ports: WriteImportPorts, at: number, where: 'before' | 'half' | 'after'): WriteImportPorts {
  let count = 0;
  const dies = <Args extends unknown[], T>(name: Call, call: (...args: Args) => Promise<T>) => {
    return async (...args: Args): Promise<T> => {
      count += 1;
      if (count !== at) return call(...args);
      if (where === 'half' && name === 'stageRecords') {
        const [records, ...others] = args as unknown as Parameters<WriteImportPorts['stageRecords']>;
        await ports.stageRecords(records.slice(0, 2), ...others);
      }
      if (where === 'after') await call(...args);
      throw new Died(name);
    };
  };
  return {
    now: ports.now,
    dropRows: dies('dropRows', ports.dropRows),
    takeNumber: dies('takeNumber', ports.takeNumber),
    stageRecords: dies('stageRecords', ports.stageRecords),
    noteImport: dies('noteImport', ports.noteImport),
    commitVersion: dies('commitVersion', ports.commitVersion),
    writeRecords: dies('writeRecords', ports.writeRecords),
  };
}

async function importAll(ports: WriteImportPorts, standing: StandingRegistry, mark: string) {
  return writeImport(ports, standing, await beginImport(ports, standing), newsOf(mark), mark);
}

const STEPS = [1, 2, 3, 4, 5, 6].flatMap((at) =>
  (['before', 'half', 'after'] as const).map((where) => ({ at, where })),
);

test.each(STEPS)(
  'dies $where call $at: all or nothing is seen, and the next import works',
  async ({ at, where }) => {
    const records = fakeRecords();
    const ports = portsOf(() => records);
    await importAll(ports, await records.readRegistry(), 'one');
    // Rows of an import that died before, so that there is something to clear.
    await records.stageRecords(newsOf('older').slice(0, 1), await records.takeNumber(), '');
    await importAll(ports, await records.readRegistry(), 'two');
    const later = { ...ports, now: () => ports.now() + HOUR };
    const died = await importAll(dyingAt(later, at, where), await records.readRegistry(), 'three').catch(
      (error: unknown) => error,
    );
    expect(died).toBeInstanceOf(Died);
    const isCommitted = at > 5 || (at === 5 && where === 'after');
    expect(marksOf(records.held)).toEqual([isCommitted ? 'three' : 'two']);
    expect(await importAll(later, await records.readRegistry(), 'four')).toBe('written');
    expect(marksOf(records.held)).toEqual(['four']);
  },
);

test('rows that nobody sees are deleted, and their numbers forgotten, as soon as nobody can write under them', async () => {
  const records = fakeRecords();
  const ports = portsOf(() => records);
  let passed = 0;
  const isUnseen = ({ record, number }: ReturnType<Records['rows']>[number]) =>
    record.kind !== 'credential' && records.view().abandoned.includes(number);
  const at = { ...ports, now: () => ports.now() + passed };
  const step = async (mark: string, milliseconds: number) => {
    passed += milliseconds;
    await importAll(at, await records.readRegistry(), mark);
    const abandoned = [...records.view().abandoned];
    return { abandoned, rows: records.rows().filter(isUnseen).length };
  };
  await records.stageRecords(newsOf('dead').slice(0, 2), await records.takeNumber(), '');
  expect(await step('one', 0)).toEqual({ abandoned: [1], rows: 2 });
  expect(await step('two', HOUR - 1)).toEqual({ abandoned: [1], rows: 2 });
  expect(await step('three', HOUR)).toEqual({ abandoned: [1], rows: 0 });
  expect(await step('four', HOUR - 1)).toEqual({ abandoned: [1], rows: 0 });
  expect(await step('five', HOUR)).toEqual({ abandoned: [], rows: 0 });
});

/** Imports that run at once, each a list of single writes; some stop for good, and write what they have left much later. */
test('whatever runs at once, dies, or writes late: what is seen is one import, and the last that was committed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ who: fc.nat(3), act: fc.constantFrom('begin', 'row', 'row', 'commit', 'late', 'hour') }),
        { minLength: 10, maxLength: 60 },
      ),
      async (steps) => {
        const records = fakeRecords();
        let now = Date.parse('2026-11-20T02:30:00.000Z');
        const ports = { ...portsOf(() => records), now: () => now };
        type Import = { standing: StandingRegistry; number: number; mark: string; left: RegistryRecord[] };
        const running = new Map<number, Import>();
        const zombies: Import[] = [];
        let last: string | null = null;
        const row = async (one: Import | undefined) => {
          const next = one?.left.shift();
          if (one !== undefined && next !== undefined) await records.stageRecords([next], one.number, '');
        };
        for (const [index, { who, act }] of steps.entries()) {
          const mine = running.get(who);
          if (act === 'begin') {
            if (mine !== undefined) zombies.push(mine);
            const standing = await records.readRegistry();
            const number = await beginImport(ports, standing);
            const mark = `${who}.${index}`;
            running.set(who, { standing, number, mark, left: newsOf(mark).slice(0, 3) });
          }
          if (act === 'row') await row(mine);
          if (act === 'late') await row(zombies[who % Math.max(1, zombies.length)]);
          if (act === 'hour') {
            // Nothing that began lives so long.
            running.clear();
            zombies.length = 0;
            now += HOUR;
          }
          if (act === 'commit' && mine !== undefined) {
            const { standing, number, mark, left } = mine;
            const outcome = await writeImport(ports, standing, number, left, mark);
            if (outcome === 'written') last = mark;
            running.delete(who);
          }
          expect(marksOf(records.held)).toEqual(last === null ? [] : [last]);
        }
      },
    ),
    { numRuns: 400 },
  );
});
