/** A file whose pieces would be larger than what can be judged is cut again, into more; what cannot be divided ends with a reason. */
import { expect, test } from 'vitest';
import type { BatchOrder } from '../../../../shared/app/batches/start-batch.ts';
import type { WorkPorts } from '../../../../shared/app/batches/work-on-batch.ts';
import type { BatchMessage } from '../../../../shared/contract/batches/record.ts';
import { cutAnew, cutFurther } from '../../../../shared/domain/batches/batch-state.ts';
import { batchHub, fileOf } from './batch-hub.ts';

const systems = ['H26.dvc', 'H26.vanban', 'H26.05.x', 'H26.18.dvc', 'H26.18.motcua'];
const reports = systems.map((system, at) => [system, String(at)]);
/** A run of one row has some seventy letters. */
const MOST_IN_PIECE = 150;

type Hub = ReturnType<typeof batchHub>;

const narrow = (hub: Hub, mostInPiece = MOST_IN_PIECE): WorkPorts => ({
  ...hub.ports,
  piecesFor: () => 1,
  sizes: { mostInPiece },
});

async function begin(hub: Hub, file: Buffer, order: Partial<BatchOrder> = {}): Promise<string> {
  const started = await hub.start(file, order);
  if (!started.ok) throw new Error(started.problem.kind);
  return started.value.standing.record.id;
}

/** `times`: how often each message comes, all at once. */
async function work(hub: Hub, ports: WorkPorts, hasTime: () => boolean, times = 1): Promise<void> {
  for (let those = hub.batches.take(); those.length > 0; those = hub.batches.take()) {
    const all: BatchMessage[] = Array.from({ length: times }, () => those).flat();
    await Promise.all(all.map((message) => hub.work(message, ports, hasTime)));
  }
}

const always = (): boolean => true;
const never = (): boolean => false;

test.each([
  ['in one call', always, 1],
  ['in many', never, 1],
  ['by two at once', always, 2],
  ['in many, by two at once', never, 2],
] as const)('each row is judged once, cut %s', async (_, hasTime, times) => {
  const hub = batchHub();
  const id = await begin(hub, fileOf(reports));
  await work(hub, narrow(hub), hasTime, times);
  await hub.settle();
  const record = await hub.read(id);
  expect(record).toMatchObject({ state: 'finished', result: { accepted: 5, refused: 0 }, cut: { rows: 5 } });
  expect(record?.cut?.pieces).toBeGreaterThan(1);
  expect(hub.hub.ledger.entries()).toHaveLength(5);
});

test('what calls before have put into a piece counts', async () => {
  const hub = batchHub();
  const id = await begin(hub, fileOf(reports));
  // A call that has no time puts two rows: fewer than a piece may have, and three calls put more.
  await work(hub, narrow(hub, 200), never);
  expect((await hub.read(id))?.cut?.pieces).toBeGreaterThan(1);
});

test('nothing is cut again where it fits', async () => {
  const hub = batchHub();
  const id = await begin(hub, fileOf(reports));
  await work(hub, narrow(hub, 1000), always);
  expect(await hub.read(id)).toMatchObject({ state: 'finished', cut: { pieces: 1 } });
});

test('rows of one submission that fill a piece end the file, and say which', async () => {
  const hub = batchHub();
  const rows = Array.from({ length: 10 }, () => ['H26.dvc', '1']);
  const id = await begin(hub, fileOf([...reports, ...rows]));
  await work(hub, narrow(hub, 200), always);
  expect(await hub.read(id)).toMatchObject({
    state: 'failed',
    problem: { kind: 'batch-crowded', details: { submission: 'H26.dvc~half-yearly~2026-H2', limit: 200 } },
  });
  expect(hub.hub.ledger.entries()).toEqual([]);
});

test('what a call cut into fewer pieces, that began before it was cut anew, counts no more', async () => {
  const hub = batchHub();
  const id = await begin(hub, fileOf(reports));
  const record = await hub.read(id);
  const began = { slices: 0, pieces: 1 };
  const anew = record && cutAnew(record, 4, began);
  const slice = { id: 's', pieces: 1, rows: 5, strays: 0, isWhole: true, upTo: null, layout: null };
  expect(record && cutFurther(record, slice, began, 0)).toMatchObject({ state: 'judging' });
  expect(anew && cutFurther(anew, slice, began, 0)).toBeNull();
  expect(anew && cutAnew(anew, 4, began)).toBeNull();
});
