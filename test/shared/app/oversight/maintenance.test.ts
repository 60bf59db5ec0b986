import { beforeEach, describe, expect, test } from 'vitest';
import { listMaintenance, maintenanceMetrics, spanOf } from '../../../../shared/app/oversight/maintenance.ts';
import { HOUR } from '../../../../shared/domain/values/duration.ts';
import { fakeOperations, type OperationsPorts } from '../../../fakes/operations.ts';
import { endNow, startNow } from '../../../fixtures/maintenance.ts';

const now = Date.parse('2026-11-20T15:00:00.000Z');
let ports: OperationsPorts;
beforeEach(() => {
  ports = fakeOperations();
});
const start = (until: number | null = null, at = now) => startNow(ports, 'new release', until, at);

describe('planned maintenance', () => {
  test('has an end from the start: the one that was given, or twelve hours on', async () => {
    expect(await start(now + HOUR)).toMatchObject({
      value: { until: '2026-11-20T16:00:00.000Z', endedAt: null },
    });
    await endNow(ports, now + 1);
    expect(await start()).toMatchObject({ value: { until: '2026-11-21T03:00:00.000Z' } });
  });

  test.each([
    ['over already', now, { code: 'until-over', details: { until: '2026-11-20T15:00:00.000Z' } }],
    [
      'too late',
      now + 12 * HOUR + 1,
      { code: 'until-too-far', details: { hours: 12, latest: '2026-11-21T03:00:00.000Z' } },
    ],
  ])('an end that is %s is refused', async (_, until, finding) => {
    const problem = { kind: 'invalid-change', findings: [{ pointer: '/until', ...finding }] };
    expect(await start(until)).toMatchObject({ ok: false, problem });
    expect(await listMaintenance(ports.listOperations)).toEqual([]);
  });

  test.each([
    ['no', 'wrong-form', { expected: 'reason' }],
    ['two\nlines', 'not-plain', { character: 'U+000A' }],
    ['x'.repeat(201), 'wrong-form', { expected: 'reason' }],
    ['new\u200brelease', 'not-plain', { character: 'U+200B' }],
  ])('a reason that readers could not read is refused: %j', async (reason, code, details) => {
    const refused = await startNow(ports, reason, null, now);
    const finding = { code, pointer: '/reason', details };
    expect(refused).toMatchObject({ ok: false, problem: { kind: 'invalid-change', findings: [finding] } });
    expect(await listMaintenance(ports.listOperations)).toEqual([]);
  });

  test('one at a time', async () => {
    await start();
    expect(await start(null, now + HOUR)).toMatchObject({
      ok: false,
      problem: {
        kind: 'maintenance-under-way',
        details: { since: '2026-11-20T15:00:00.000Z', reason: 'new release' },
      },
    });
    expect(await endNow(ports, now + HOUR)).toMatchObject({ ok: true });
    expect(await endNow(ports, now + HOUR)).toMatchObject({
      ok: false,
      problem: { kind: 'no-maintenance' },
    });
    expect(await start(null, now + 2 * HOUR)).toMatchObject({ ok: true });
  });

  test('of two who start at once one is refused', async () => {
    const both = await Promise.all([start(), start()]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await listMaintenance(ports.listOperations)).toHaveLength(1);
  });

  test('one that is forgotten is over at its end, and stays forgotten until somebody ends it', async () => {
    await start(now + HOUR);
    const [one] = await listMaintenance(ports.listOperations);
    if (one === undefined) throw new Error('nothing was kept');
    expect(maintenanceMetrics([one], now + HOUR - 1)).toEqual({
      MaintenanceUnderWay: 1,
      MaintenanceOverdue: 0,
    });
    expect(maintenanceMetrics([one], now + HOUR)).toEqual({ MaintenanceUnderWay: 0, MaintenanceOverdue: 1 });
    await endNow(ports, now + 9 * HOUR);
    const [ended] = await listMaintenance(ports.listOperations);
    if (ended === undefined) throw new Error('nothing was kept');
    expect(maintenanceMetrics([ended], now + 9 * HOUR)).toEqual({
      MaintenanceUnderWay: 0,
      MaintenanceOverdue: 0,
    });
    expect(spanOf(ended)).toEqual({ from: now, to: now + HOUR });
  });

  test('is listed newest first', async () => {
    for (const [index, reason] of ['one', 'two', 'three'].entries()) {
      await startNow(ports, reason, null, now + index * HOUR);
      await endNow(ports, now + index * HOUR + 60_000);
    }
    const all = await listMaintenance(ports.listOperations);
    expect(all.map(({ reason }) => reason)).toEqual(['three', 'two', 'one']);
  });
});
