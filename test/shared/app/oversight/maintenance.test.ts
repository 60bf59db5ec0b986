import { beforeEach, describe, expect, test } from 'vitest';
import {
  endMaintenance,
  listMaintenance,
  maintenanceMetrics,
  spanOf,
  startMaintenance,
} from '../../../../shared/app/oversight/maintenance.ts';
import { HOUR } from '../../../../shared/domain/values/duration.ts';
import { fakeOperations, type OperationsPorts } from '../../../fakes/operations.ts';

const now = Date.parse('2026-11-20T15:00:00.000Z');
let ports: OperationsPorts;
beforeEach(() => {
  ports = fakeOperations();
});
const start = (until: number | null = null, at = now) => startMaintenance(ports, 'new release', until, at);

describe('planned maintenance', () => {
  test('has an end from the start: the one that was given, or twelve hours on', async () => {
    expect(await start(now + HOUR)).toMatchObject({
      value: { until: '2026-11-20T16:00:00.000Z', endedAt: null },
    });
    await endMaintenance(ports, now + 1);
    expect(await start()).toMatchObject({ value: { until: '2026-11-21T03:00:00.000Z' } });
  });

  test.each([
    ['over already', now, { kind: 'over already', until: '2026-11-20T15:00:00.000Z' }],
    ['too late', now + 12 * HOUR + 1, { kind: 'too long', latest: '2026-11-21T03:00:00.000Z' }],
  ])('an end that is %s is refused', async (_, until, problem) => {
    expect(await start(until)).toEqual({ ok: false, problem });
    expect(await listMaintenance(ports.listOperations)).toEqual([]);
  });

  test.each([
    ['no', null],
    ['two\nlines', null],
    ['x'.repeat(201), null],
    ['new\u200brelease', { problem: expect.stringContaining('a character that nobody sees') }],
  ])('a reason that readers could not read is refused: %j', async (reason, fault) => {
    const refused = await startMaintenance(ports, reason, null, now);
    expect(refused).toMatchObject({ ok: false, problem: { kind: 'reason', fault } });
    expect(await listMaintenance(ports.listOperations)).toEqual([]);
  });

  test('one at a time', async () => {
    await start();
    expect(await start(null, now + HOUR)).toEqual({
      ok: false,
      problem: {
        kind: 'under way',
        since: expect.objectContaining({ startedAt: '2026-11-20T15:00:00.000Z', reason: 'new release' }),
      },
    });
    expect(await endMaintenance(ports, now + HOUR)).toMatchObject({ ok: true });
    expect(await endMaintenance(ports, now + HOUR)).toEqual({
      ok: false,
      problem: { kind: 'none' },
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
    await endMaintenance(ports, now + 9 * HOUR);
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
      await startMaintenance(ports, reason, null, now + index * HOUR);
      await endMaintenance(ports, now + index * HOUR + 60_000);
    }
    const all = await listMaintenance(ports.listOperations);
    expect(all.map(({ reason }) => reason)).toEqual(['three', 'two', 'one']);
  });
});
