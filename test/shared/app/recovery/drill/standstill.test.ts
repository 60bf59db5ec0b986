/** A drill that cannot go on is seen: each run tells how drills stand, whatever its step throws, and no copy stays for ever. */
import { expect, test } from 'vitest';
import { listDrills } from '../../../../../shared/app/recovery/drill/advance.ts';
import type { DrillPorts } from '../../../../../shared/app/recovery/drill/ports.ts';
import { DAY, MINUTE } from '../../../../../shared/domain/values/duration.ts';
import { ask, type DrilledHub, keptReport, named, settledHub, tick, untilDone } from './country.ts';

const denied = async (): Promise<never> => {
  throw new Error('AccessDenied: not authorized');
};

/** Runs of the schedule, and what they told. */
async function runsOf(all: DrilledHub, ports: DrillPorts, runs: number, every = 5 * MINUTE) {
  const told = [];
  for (let run = 0; run < runs; run += 1) {
    told.push(await tick(all, ports));
    all.clock.now += every;
  }
  return told;
}

const newest = async (all: DrilledHub) => {
  const [drill] = await listDrills(all.operations);
  if (drill === undefined) throw new Error('a drill was asked for');
  return drill;
};

test('a report that cannot be kept: at the deadline the drill fails, its copies go, and it stays in sight', async () => {
  const all = await settledHub();
  await ask(all);
  const ports = { ...all.ports, keepReport: denied };
  const before = await runsOf(all, ports, 12 * 12);
  expect(before.at(-1)).toMatchObject({ drill: { step: 'report' }, failing: false });
  expect(before.at(-1)?.fault?.message).toContain('AccessDenied');
  expect(all.restores.copies().length).toBe(3);

  const after = await runsOf(all, ports, 12);
  expect(await newest(all)).toMatchObject({ outcome: 'failed', step: null, seal: null });
  expect((await newest(all)).differences).toEqual([
    {
      kind: 'not-finished',
      name: 'report',
      detail: expect.stringMatching(/^the deadline .* has passed; report: Error: AccessDenied/),
    },
  ]);
  expect(all.restores.copies()).toEqual([]);
  // Each run goes on to say so, and that the report still cannot be kept.
  expect(after.at(-1)).toMatchObject({ drill: null, failing: true });
  expect(after.at(-1)?.fault?.message).toContain('AccessDenied');
  expect(all.kept).toEqual([]);
});

test('as soon as it can be kept, the report of the failed drill is, once', async () => {
  const all = await settledHub();
  await ask(all);
  await runsOf(all, { ...all.ports, keepReport: denied }, 12 * 13);
  const [run] = await runsOf(all, all.ports, 3);
  expect(run).toMatchObject({ fault: null, failing: true });
  expect(keptReport(all)).toMatchObject({ outcome: 'failed', differenceCount: 1 });
  expect(named(keptReport(all))).toEqual(['not-finished report']);
  expect((await newest(all)).seal?.digest).toBe(keptReport(all).digest);
  expect(all.kept.length).toBe(1);
  await ask(all);
  expect((await untilDone(all)).outcome).toBe('passed');
});

test('a step that throws in each run: the failing and the overdue are told all the same', async () => {
  const all = await settledHub();
  await ask(all);
  expect((await untilDone(all)).outcome).toBe('passed');
  const ports = { ...all.ports, restoreTable: denied, listCopies: denied };
  const told = await runsOf(all, ports, 40 * 4, DAY / 4);
  expect(told.every(({ fault }) => fault?.message.includes('AccessDenied'))).toBe(true);
  expect(told.some(({ failing }) => failing)).toBe(true);
  expect(told.at(-1)).toMatchObject({ failing: true, overdueDays: 9 });
});

test('copies that cannot be deleted: past its deadline the drill is failing', async () => {
  const all = await settledHub();
  await ask(all);
  const told = await runsOf(all, { ...all.ports, deleteCopy: denied }, 13 * 12);
  expect(told.at(-1)).toMatchObject({ drill: { step: 'clean' }, failing: true });
  expect(keptReport(all).outcome).toBe('passed');
});
