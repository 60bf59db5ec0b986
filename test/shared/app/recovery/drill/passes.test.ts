import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { expect, test } from 'vitest';
import { readHistory } from '../../../../../shared/app/access/read-history.ts';
import { listDrills } from '../../../../../shared/app/recovery/drill/advance.ts';
import { digestOf, reportOf } from '../../../../../shared/app/recovery/drill/report.ts';
import { listDrillSummaries } from '../../../../../shared/app/recovery/read-drills.ts';
import { DrillReport } from '../../../../../shared/contract/recovery/drill.ts';
import { DAY, MINUTE } from '../../../../../shared/domain/values/duration.ts';
import { askNow } from '../../../../fixtures/drills.ts';
import { connected } from '../../../../fixtures/registry.ts';
import { signerWith } from '../../../../fixtures/signing.ts';
import {
  ask,
  drilledHub,
  heldReport,
  keptReport,
  MONTHLY,
  named,
  settledHub,
  tick,
  untilDone,
} from './country.ts';

test('a drill restores, compares everything, replays the journal, measures and leaves nothing behind', async () => {
  const all = await settledHub();
  const lateOne = all.clock.now;
  await all.tell.report('H26.dvc', 2);
  await all.tell.count();
  await ask(all, 'lan@mst');
  const report = await heldReport(all);
  expect(named(report)).toEqual([]);
  expect(DrillReport.parse(report)).toEqual(report);
  const entries = all.hub.ledger.entries().length;
  expect(report).toMatchObject({
    outcome: 'passed',
    startedBy: 'lan@mst',
    differenceCount: 0,
    entries: { checked: entries - 1, same: entries - 1, restored: entries - 1, after: 1, undetermined: 0 },
    journal: { broughtBack: 1, missing: 0 },
  });
  // Sealed by a key that is published, over the very report, and told the same from the drill's record.
  const keys = createLocalJWKSet(signerWith().keySet(all.now()) as unknown as JSONWebKeySet);
  const { payload, protectedHeader } = await compactVerify(report.signature ?? '', keys);
  const { digest, outcome, finishedAt } = report;
  expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({
    drill: report.id,
    outcome,
    finishedAt,
    digest,
  });
  expect(protectedHeader.typ).toBe('dtm-drill-report+jws');
  expect(digestOf(report)).toBe(digest);
  const [state] = await listDrills(all.operations);
  if (state === undefined) throw new Error('the drill has a record');
  expect(reportOf(state, all.ports.copyName)).toEqual(report);
  expect(report.totals.checked).toBeGreaterThan(10);
  expect(report.registry.names).toBeGreaterThan(4 * (entries - 1));
  expect(report.recovery).toMatchObject({
    newestAccepted: new Date(lateOne).toISOString(),
    rpoJournal: { seconds: 0, met: true },
    rto: { seconds: 25 * 60, met: true },
  });
  // What came ten milliseconds before the drill is five minutes ahead of what can be restored.
  expect(report.recovery.rpoTables.seconds).toBeGreaterThan(4.9 * 60);
  expect(report.recovery.rpoTables).toMatchObject({ target: 900, met: true });
  expect(report.steps.map(({ step }) => step).slice(0, 3)).toEqual(['choose', 'restore', 'wait']);
  expect(all.restores.copies()).toEqual([]);
});

test('beside live traffic, with totals behind and a tree that changes, no difference is found', async () => {
  const all = await settledHub();
  await ask(all);
  let revision = 1;
  const report = await untilDone(all, async (run) => {
    for (const system of connected) {
      if ((run + system.length) % 3 !== 0) continue;
      revision += 1;
      await all.tell.report(system, Math.min(revision, 900));
      await all.tell.event();
      await all.tell.event('H49.dvc');
    }
    // The consumer has a run's backlog, and works on every other one only.
    const waiting = all.hub.queue.waiting();
    if (run % 2 === 0) await all.hub.aggregate(waiting.slice(0, Math.ceil((waiting.length * 2) / 3)));
    if (run === 2 || run === 7) await all.moveSystem(run === 2 ? 'H26.18' : 'H26.05');
  });
  expect(report.differences).toEqual([]);
  expect(report.outcome).toBe('passed');
  expect(report.totals.moved).toBeGreaterThan(1);
  expect(report.entries.after).toBeGreaterThan(0);
});

test('the schedule begins one drill a month, and none twice: a year in a moment', async () => {
  const all = await settledHub();
  const [began, seen] = [all.clock.now, new Set<string>()];
  let overdue = 0;
  let isRunning = false;
  while (all.clock.now < began + 365 * DAY) {
    all.clock.now += isRunning ? 10 * MINUTE : 6 * 60 * MINUTE;
    const run = await tick(all);
    overdue += run.overdueDays;
    isRunning = run.drill !== null;
    if (run.drill !== null) seen.add(run.drill.id);
    expect(all.restores.copies().length).toBeLessThan(4);
  }
  const drills = await listDrills(all.operations);
  expect(drills.length).toBe(13);
  expect(drills.every(({ outcome }) => outcome === 'passed')).toBe(true);
  expect(seen.size).toBe(drills.length);
  expect(overdue).toBe(0);
  const days = drills.map(({ startedAt }) => Math.round((Date.parse(startedAt) - began) / DAY)).reverse();
  expect(days.slice(0, 3)).toEqual([0, 30, 60]);
  expect(all.kept.length).toBe(13);
});

test('a hub without a day of history waits with its first drill', async () => {
  const all = drilledHub();
  await tick(all);
  expect(await listDrills(all.operations)).toEqual([]);
  all.clock.now += DAY + MINUTE;
  await tick(all);
  expect((await listDrills(all.operations)).length).toBe(1);
});

test('who asked is in the history still when the drill is over', async () => {
  const all = await settledHub();
  await ask(all, 'lan');
  await untilDone(all);
  const { changes } = await readHistory(all.operations.listOperations, 'drills', null);
  const operator = 'arn:aws:sts::123456789012:assumed-role/on-call/lan';
  expect(changes).toMatchObject([{ action: 'start', operator, body: { startedBy: 'lan' } }]);
});

test('only one is asked for at a time', async () => {
  const all = await settledHub();
  await ask(all);
  expect(await askNow(all.operations, 'another', all.now() + 1000)).toMatchObject({
    ok: false,
    problem: { kind: 'drill-under-way' },
  });
  await untilDone(all);
  all.clock.now += MINUTE;
  expect(await askNow(all.operations, 'another', all.now())).toMatchObject({ ok: true });
});

test('a ledger with nothing in it passes too', async () => {
  const all = drilledHub();
  all.clock.now += 3 * DAY;
  await ask(all);
  const report = await heldReport(all);
  expect(report.outcome).toBe('passed');
  expect(report.entries.checked).toBe(0);
  expect(keptReport(all).recovery.rpoTables.seconds).toBe(0);
  expect(MONTHLY).toBeLessThan(366);
});

test('the list and the report say the same of a drill after each run, while its copies are still there too', async () => {
  const all = await settledHub();
  await ask(all);
  const ports = { ...all.ports, deleteCopy: () => Promise.reject(new Error('not yet')) };
  const seen = new Set<string>();
  for (let run = 0; run < 12; run += 1) {
    await tick(all, run < 10 ? ports : all.ports);
    const [state] = await listDrills(all.operations);
    const [listed] = (await listDrillSummaries(all.operations)).drills;
    if (state === undefined || listed === undefined) throw new Error('the drill has a record');
    const { id, outcome, startedAt, finishedAt, differenceCount } = reportOf(state, all.ports.copyName);
    expect(listed).toMatchObject({ id, outcome, startedAt, finishedAt, differenceCount });
    seen.add(`${outcome} ${state.step}`);
    all.clock.now += 5 * MINUTE;
  }
  expect([...seen]).toEqual(expect.arrayContaining(['running wait', 'passed clean', 'passed null']));
});
