/** Whatever call a drill dies at, before or after it took effect, a later run ends it with the same findings. */
import { expect, test } from 'vitest';
import { advanceDrill, listDrills } from '../../../../../shared/app/recovery/drill/advance.ts';
import type { DrillPorts } from '../../../../../shared/app/recovery/drill/ports.ts';
import { MINUTE } from '../../../../../shared/domain/values/duration.ts';
import { Crash, interpose } from '../../../../fakes/interpose.ts';
import { NOW } from '../../../../fixtures/reports.ts';
import {
  ask,
  type DrilledHub,
  drilledHub,
  keptReport,
  named,
  recordUnsent,
  sweep,
  tick,
  untilDone,
} from './country.ts';

async function smallHub(): Promise<DrilledHub> {
  const all = drilledHub();
  all.clock.now = NOW;
  await all.tell.report('H26.dvc');
  await all.tell.event('H49.dvc');
  await all.tell.count();
  all.clock.now += 60 * MINUTE;
  await all.tell.report('H49.dvc');
  await all.tell.count();
  await ask(all);
  return all;
}

/** Calls of every port, those of the tables included; `die` decides what happens to the call with this number. */
function counted(ports: DrillPorts, around: (call: () => Promise<unknown>) => Promise<unknown>): DrillPorts {
  const { live, openCopy, copyName, newSalt, now, ...rest } = ports;
  const through = <P extends object>(one: P): P => interpose(one, (_, call) => around(call));
  return {
    ...through(rest),
    live: through(live),
    openCopy: (drill) => through(openCopy(drill)),
    copyName,
    newSalt,
    now,
  };
}

/** With an entry whose message was never sent, a consumer that goes on, and a sweep. */
async function withUnsent(): Promise<DrilledHub> {
  const all = await smallHub();
  await recordUnsent(all, 'H26.dvc');
  all.clock.now += 1000;
  return all;
}

async function withCrashAt(at: number, when: 'before' | 'after', make: () => Promise<DrilledHub>) {
  const all = await make();
  let calls = 0;
  let isDead = false;
  const ports = counted(all.ports, async (call) => {
    if (isDead) throw new Crash('dead');
    calls += 1;
    if (calls - 1 !== at) return call();
    isDead = true;
    if (when === 'after') await call();
    throw new Crash(`${when} call ${at}`);
  });
  const drill = await untilDone(
    all,
    async (run) => {
      // Each run of the schedule is a new process.
      isDead = false;
      await all.tell.count();
      if (run % 12 === 3) await sweep(all);
    },
    ports,
  );
  const { steps, recovery, troubles, finishedAt, startedAt, digest, signature, id, tables, ...figures } =
    keptReport(all);
  return { all, drill, calls, figures };
}

// Some hundred drills, in two or three seconds; a busy machine is slow, not wrong.
test.each([
  ['', smallHub, 0],
  [', though a message has to be sent', withUnsent, 1],
] as const)(
  'a drill that dies at any call is ended by later runs, with the same report%s',
  {
    timeout: 120_000,
  },
  async (_, make, unsent) => {
    const whole = await withCrashAt(Number.POSITIVE_INFINITY, 'before', make);
    expect(whole.drill.outcome).toBe('passed');
    expect(whole.calls).toBeGreaterThan(80);
    // Before a call is after the one before it: the effects are the same.
    for (let at = -1; at < whole.calls; at += 1) {
      const [call, when] = at < 0 ? ([0, 'before'] as const) : ([at, 'after'] as const);
      const { all, drill, figures } = await withCrashAt(call, when, make);
      const said = `${when} call ${call}: ${named(keptReport(all)).join(', ')}`;
      expect({ said, outcome: drill.outcome }).toEqual({ said, outcome: 'passed' });
      const { journal, ...others } = figures;
      const { journal: expected, ...same } = whole.figures;
      // Dying before the restore point is kept chooses it anew, some minutes later.
      if (others.restorePoint === same.restorePoint) {
        expect({ said, ...others }).toEqual({ said, ...same });
        expect(journal.unsent).toBe(unsent);
        // A replay that died behind its put finds the entry there the second time.
        expect(expected.broughtBack - journal.broughtBack).toBeLessThanOrEqual(1);
      } else expect(at).toBeLessThan(30);
      expect(journal.missing).toBe(0);
      expect(all.kept.length).toBe(1);
      expect(all.restores.copies()).toEqual([]);
      expect((await listDrills(all.operations)).length).toBe(1);
    }
  },
);

test('two runs of the schedule at once: one works, the other leaves it alone', async () => {
  const all = await smallHub();
  const both = await Promise.all([tick(all), tick(all)]);
  expect(both.map(({ busy }) => busy).sort()).toEqual([false, true]);
});

test('a run that comes back to life behind its lease puts nothing over what another has done', async () => {
  const all = await smallHub();
  let wake: () => void = () => undefined;
  const asleep = new Promise<void>((resolve) => {
    wake = resolve;
  });
  let isFirst = true;
  const slow: DrillPorts = {
    ...all.ports,
    restoreTable: async (...given) => {
      if (isFirst) {
        isFirst = false;
        await asleep;
      }
      return all.ports.restoreTable(...given);
    },
  };
  const late = tick(all, slow);
  await new Promise((resolve) => setTimeout(resolve, 5));
  all.clock.now += 20 * MINUTE;
  await tick(all);
  const [before] = await listDrills(all.operations);
  wake();
  expect((await late).fault?.name).toBe('LostRace');
  const [after] = await listDrills(all.operations);
  expect(after).toEqual(before);
  expect((await untilDone(all)).outcome).toBe('passed');
});

test('what a dead drill left behind is found and removed, though its record is gone', async () => {
  const all = await smallHub();
  all.restores.leave('dtm-dev-registry-drill-20250101-000000');
  await untilDone(all);
  all.restores.leave('dtm-dev-totals-drill-20250202-000000');
  for (let run = 0; run < 2; run += 1) {
    await tick(all);
    all.clock.now += 5 * MINUTE;
  }
  await tick(all);
  expect(await all.restores.ports.listCopies()).toEqual([]);
});

test('with time for one piece only in each run, a drill goes through all the same', async () => {
  const all = await smallHub();

  for (let run = 0; run < 60; run += 1) {
    await advanceDrill(all.ports, 30, () => false);
    all.clock.now += 5 * MINUTE;
  }
  const [drill] = await listDrills(all.operations);
  expect(drill?.outcome).toBe('passed');
});
