/** What never gets judged ends, before its rows are deleted; what was decided never fails. */
import { expect, test } from 'vitest';
import type { BatchState } from '../../../../shared/contract/batches/batch.ts';
import type { BatchRecord } from '../../../../shared/contract/batches/record.ts';
import { failed, isGivenUp } from '../../../../shared/domain/batches/batch-state.ts';
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
  ['recording', 2000, false],
  ['finishing', 2000, false],
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
