/** What never gets judged ends, before its rows are deleted; what was decided never fails. */
import { expect, test } from 'vitest';
import type { BatchState } from '../../../../shared/contract/batches/batch.ts';
import type { BatchRecord } from '../../../../shared/contract/batches/record.ts';
import { failed, givenUp, isGivenUp } from '../../../../shared/domain/batches/batch-state.ts';
import { batchHub, fileOf } from './batch-hub.ts';

const NOW = Date.parse('2026-11-20T02:30:00.000Z');
const HOUR = 3_600_000;
const record = (state: BatchState, overdueFor: number) =>
  ({ state, deadline: new Date(NOW - overdueFor).toISOString() }) as BatchRecord;

test.each([
  ['cutting', 23, false],
  ['cutting', 25, true],
  ['judging', 23, false],
  ['judging', 25, true],
  ['recording', 719, false],
  ['recording', 721, true],
  ['finishing', 719, false],
  ['finishing', 721, true],
  ['awaiting-upload', 2000, false],
] as const)('%s, %i hours after its deadline', (state, hours, isOver) => {
  expect(isGivenUp(record(state, hours * HOUR), NOW)).toBe(isOver);
});

test.each(['awaiting-upload', 'cutting', 'judging'] as const)('%s can fail', (state) => {
  expect(failed(record(state, 0), 'batch-given-up', {}, null, NOW)).toMatchObject({ state: 'failed' });
});

test.each(['recording', 'finishing', 'finished', 'failed'] as const)('%s cannot', (state) => {
  expect(failed(record(state, 0), 'batch-given-up', {}, null, NOW)).toBeNull();
});

test.each(['recording', 'finishing'] as const)('%s ends as what was never finished', (state) => {
  const over = givenUp(record(state, 721 * HOUR), {}, NOW);
  expect(over).toMatchObject({ state: 'failed', deadline: null, problem: { kind: 'batch-never-finished' } });
  expect(givenUp(record(state, 719 * HOUR), {}, NOW)).toBeNull();
});

test('a batch whose last step always fails is sent for each hour, ends after a month, and what it recorded stays', async () => {
  const hub = batchHub();
  const started = await hub.start(fileOf([['H26.dvc', '10']]), { mode: 'all-or-nothing' });
  if (!started.ok) throw new Error(started.problem.kind);
  const { id } = started.value.standing.record;
  const putLines: typeof hub.ports.putLines = (name, lines) =>
    name.startsWith('lists/')
      ? Promise.reject(new Error('it always fails'))
      : hub.ports.putLines(name, lines);
  const work = async (): Promise<number> => {
    let worked = 0;
    for (let those = hub.batches.take(); those.length > 0; those = hub.batches.take())
      for (const message of those) {
        worked += 1;
        await hub.work(message, { ...hub.ports, putLines }).catch(() => {});
      }
    return worked;
  };
  let worked = await work();
  for (let hours = 0; (await hub.read(id))?.state === 'recording'; hours += 1) {
    expect(hours).toBeLessThan(31 * 24);
    hub.pass(60);
    await hub.sweep();
    worked += await work();
  }
  expect(worked).toBeGreaterThan(700);
  expect(await hub.read(id)).toMatchObject({ state: 'failed', problem: { kind: 'batch-never-finished' } });
  expect(hub.hub.ledger.entries()).toHaveLength(1);
  hub.pass(1);
  expect(await hub.sweep()).toMatchObject({ open: 0, overdue: 0 });
});

test('a batch whose rows were never judged is over before these are deleted, and gives its place back', async () => {
  const hub = batchHub();
  const started = await hub.start(fileOf([['H26.dvc', '10']]));
  if (!started.ok) throw new Error(started.problem.kind);
  const { id } = started.value.standing.record;
  // Cut, and the messages that ask for its pieces are lost.
  for (const message of hub.batches.take()) await hub.work(message);
  hub.batches.take();
  hub.pass(26 * 60);
  expect(await hub.sweep()).toMatchObject({ overdue: 1 });
  expect(await hub.read(id)).toMatchObject({ state: 'failed', problem: { kind: 'batch-given-up' } });
  expect(await hub.sweep()).toMatchObject({ open: 0, overdue: 0 });
  expect(hub.hub.ledger.entries()).toEqual([]);
});
