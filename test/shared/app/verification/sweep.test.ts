/** The sweep in several runs: what stops a run, and what the next one makes of it. */
import { describe, expect, test } from 'vitest';
import { advanceSweep, type SweepLane, sweepLanes } from '../../../../shared/app/verification/sweep.ts';
import {
  type Sweep,
  sweepOpenPeriods,
  sweepPlace,
} from '../../../../shared/app/verification/verify-open-periods.ts';
import { MINUTE } from '../../../../shared/domain/values/duration.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { fakeOperations } from '../../../fakes/operations.ts';
import { NOW, report } from '../../../fixtures/reports.ts';

const always = () => true;

function sweeper() {
  const hub = fakeHub();
  const operations = fakeOperations();
  let now = NOW;
  const ports = {
    ...hub.verifyPorts,
    ...hub.registry,
    ...operations,
    now: () => now,
  };
  async function run(
    goOn: () => boolean = always,
    isAsked = false,
    used = ports,
    lane: SweepLane = 'recent',
  ) {
    const sweeps: Sweep[] = [];
    const all = advanceSweep(used, { lane, goOn, isAsked });
    for (;;) {
      const next = await all.next();
      if (next.done) return { outcome: next.value, sweeps };
      sweeps.push(next.value);
    }
  }
  const placesOf = (sweeps: readonly Sweep[]) =>
    sweeps.map(({ report: one }) => sweepPlace(one.dataset, one.period));
  return {
    hub,
    ports,
    run,
    placesOf,
    pass: (minutes: number) => {
      now += minutes * MINUTE;
    },
  };
}

/** Says yes so often. */
function times(count: number): () => boolean {
  let left = count;
  return () => {
    left -= 1;
    return left >= 0;
  };
}

describe('the sweep', () => {
  test('comes to every open period and begins anew within the hour, not before', async () => {
    const { run, pass } = sweeper();
    const first = await run();
    expect(first.outcome).toBe('finished');
    expect(first.sweeps.length).toBeGreaterThan(3);
    pass(45);
    expect(await run()).toEqual({ outcome: 'not due', sweeps: [] });
    expect((await run(always, true)).outcome).toBe('finished');
    pass(50);
    expect((await run()).sweeps.length).toBe(first.sweeps.length);
  });

  test('of now and that of the others come to every open period together, each to its own', async () => {
    const { ports, run, placesOf } = sweeper();
    const [recent = [], others = []] = await Promise.all(
      sweepLanes.map(async (lane) => placesOf((await run(always, false, ports, lane)).sweeps)),
    );
    expect(new Set([...recent, ...others]).size).toBe(recent.length + others.length);
    const all = placesOf(await Array.fromAsync(sweepOpenPeriods(ports, NOW)));
    expect([...recent, ...others].sort()).toEqual(all.sort());
    // The fifteenth of October: the month that is reported now, the one that has begun, and the year.
    expect(recent).toEqual(expect.arrayContaining(['monthly#2026-10', 'monthly#2026-11', 'yearly#2026']));
    expect(others).toContain('monthly#2026-08');
  });

  test('of now does not wait for that of the others, however long that takes', async () => {
    const { hub, ports, pass, run } = sweeper();
    await run();
    expect((await run(times(1), false, ports, 'others')).outcome).toBe('unfinished');
    await hub.submit(report());
    pass(50);
    expect((await run()).outcome).toBe('finished');
    expect((await hub.total())?.reporters).toBe(1);
    expect((await run(always, false, ports, 'others')).outcome).toBe('finished');
  });

  test('counts what was recorded and never sent, an agency at a time, in as many runs as it needs', async () => {
    const { hub, run, placesOf } = sweeper();
    for (const system of ['H26.dvc', 'G06.dvc', 'H26.18.01.so']) await hub.submit(report({ system }));
    const seen: string[] = [];
    let outcome: string | undefined;
    for (let runs = 0; outcome !== 'finished'; runs += 1) {
      expect(runs).toBeLessThan(200);
      const one = await run(times(3));
      expect(['unfinished', 'finished']).toContain(one.outcome);
      seen.push(...placesOf(one.sweeps.filter(({ report: { left } }) => left === 0)));
      outcome = one.outcome;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect((await hub.total())?.reporters).toBe(3);
    expect((await hub.verify()).differenceCount).toBe(0);
  });

  test('begins with what ends about now', async () => {
    const { run, placesOf } = sweeper();
    const { sweeps } = await run();
    const distances = placesOf(sweeps).map((place) => place.split('#')[1] ?? '');
    // It is the fifteenth of October: the month that ended yesterday, then the one that began.
    expect(distances[0]).toBe('2026-10');
  });

  test('is the work of one run at a time', async () => {
    const { run, ports } = sweeper();
    let during: unknown;
    const readCalendar = async () => {
      during ??= await run();
      return ports.readCalendar();
    };
    await run(always, false, { ...ports, readCalendar });
    expect(during).toEqual({ outcome: 'busy', sweeps: [] });
  });

  test('goes on without what kills a run: it comes last, and is given up the second time', async () => {
    const { run, ports, pass, placesOf, hub } = sweeper();
    await hub.submit(report());
    const deadly = '2026-10';
    // A process that dies neither answers nor says that it has ended.
    const hang = async (): Promise<void> => {
      const never = new Promise<never>(() => undefined);
      const used = {
        ...ports,
        readNode: async (key: Parameters<typeof ports.readNode>[0]) =>
          key.dataset === 'monthly' && key.period === deadly ? never : ports.readNode(key),
      };
      const all = advanceSweep(used, { lane: 'recent', goOn: always, isAsked: false });
      const next = async (): Promise<void> => {
        if (!(await all.next()).done) await next();
      };
      await Promise.race([next(), new Promise((resolve) => setTimeout(resolve, 300))]);
    };
    await hang();
    expect((await run()).outcome).toBe('busy');
    pass(17);
    await hang();
    pass(17);
    const last = await run();
    expect(last.outcome).toBe('finished');
    expect(placesOf(last.sweeps)).not.toContain(`monthly#${deadly}`);
    pass(50);
    expect(placesOf((await run()).sweeps)).toContain(`monthly#${deadly}`);
    expect((await hub.total())?.reporters).toBe(1);
  });

  test('looks below totals that are not stored once a day', async () => {
    const { run, ports, pass } = sweeper();
    const asked: string[] = [];
    const watched: typeof ports = {
      ...ports,
      readChildren: (dataset, period, node) => {
        asked.push(node);
        return ports.readChildren(dataset, period, node);
      },
    };
    await run(always, false, watched);
    expect(asked).not.toContain('H26.dvc');
    pass(24 * 60);
    await run(always, false, watched);
    expect(asked).toContain('H26.dvc');
    asked.length = 0;
    pass(50);
    await run(always, false, watched);
    expect(asked).not.toContain('H26.dvc');
  });
});

test('what another release notes of a sweep stays until the sweep begins anew', async () => {
  const { hub, ports, run, pass } = sweeper();
  expect((await hub.submit(report())).ok).toBe(true);
  await run(times(1));
  const held = async () => (await ports.readOperation('sweep', null, 'recent'))?.body as object;
  const version = (await ports.readOperation('sweep', null, 'recent'))?.version ?? null;
  await ports.putOperation('sweep', null, 'recent', { ...(await held()), note: 'later' }, version);
  expect((await run()).outcome).toBe('finished');
  expect(await held()).toMatchObject({ finished: true, note: 'later' });
  pass(60);
  await run();
  expect(await held()).not.toHaveProperty('note');
});
