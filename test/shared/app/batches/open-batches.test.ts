/** Places of batches that are under way: four of an agency, and none that has a record is ever out of the sweep's sight. */
import { expect, test } from 'vitest';
import { firstQuotas } from '../../../../shared/domain/access/quota-limits.ts';
import { batchHub, fileOf } from './batch-hub.ts';

const file = fileOf([['H26.dvc', '10']]);
type Hub = ReturnType<typeof batchHub>;

const openIds = async (hub: Hub): Promise<string[]> => {
  const shards = await Promise.all([...'0123456789abcdef'].map((one) => hub.ports.readOpenBatches(one)));
  return shards.flatMap(({ value }) => value.open.map(({ id }) => id));
};
const idOf = (started: Awaited<ReturnType<Hub['start']>>): string => {
  if (!started.ok) throw new Error(started.problem.kind);
  return started.value.standing.record.id;
};

test('the fifth of an agency waits until one is over; the same file again has its place', async () => {
  const hub = batchHub();
  for (let run = 1; run <= firstQuotas.defaults.province.batchesAtOnce; run += 1)
    idOf(await hub.start(file, { run }));
  expect(await hub.start(file, { run: 5 })).toMatchObject({
    ok: false,
    problem: { kind: 'too-many-batches', details: { most: 4, agency: 'H26' } },
  });
  expect(await hub.start(file, { run: 4 })).toMatchObject({ ok: true, value: { isNew: false } });
  await hub.drain();
  expect(await hub.start(file, { run: 5 })).toMatchObject({ ok: true, value: { isNew: true } });
});

test('an agency has as many as its quota says now; one that was lowered waits until enough are over', async () => {
  let batchesAtOnce = 2;
  const limits = () => ({ own: [{ of: 'agency' as const, id: 'H26', limits: { batchesAtOnce } }] });
  const hub = batchHub(async () => ({ ...firstQuotas, ...limits() }));
  const most = (figure: number) => ({
    ok: false,
    problem: { kind: 'too-many-batches', details: { most: figure, agency: 'H26' } },
  });
  for (const run of [1, 2]) idOf(await hub.start(file, { run }));
  expect(await hub.start(file, { run: 3 })).toMatchObject(most(2));
  batchesAtOnce = 3;
  expect(await hub.start(file, { run: 3 })).toMatchObject(most(2));
  hub.pass(5);
  idOf(await hub.start(file, { run: 3 }));
  batchesAtOnce = 1;
  hub.pass(5);
  expect(await hub.start(file, { run: 4 })).toMatchObject(most(1));
  await hub.drain();
  idOf(await hub.start(file, { run: 4 }));
});

/** A call that dies when it has a place and no record. */
async function dies(hub: Hub): Promise<void> {
  const putUpload = () => Promise.reject(new Error('it dies'));
  await expect(hub.start(file, {}, { ...hub.ports, putUpload })).rejects.toThrow('it dies');
  expect(await openIds(hub)).toHaveLength(1);
}

test('a place that was taken for nothing is given back after ten minutes', async () => {
  const hub = batchHub();
  await dies(hub);
  hub.pass(9);
  await hub.sweep();
  expect(await openIds(hub)).toHaveLength(1);
  hub.pass(2);
  await hub.sweep();
  expect(await openIds(hub)).toEqual([]);
});

test('a place that is taken anew is that of the new call: a sweep before its record leaves it', async () => {
  const hub = batchHub();
  await dies(hub);
  hub.pass(11);
  const enlistBatch: typeof hub.ports.enlistBatch = async (...words) => {
    await hub.sweep();
    return hub.ports.enlistBatch(...words);
  };
  const id = idOf(await hub.start(file, {}, { ...hub.ports, enlistBatch }));
  expect(await openIds(hub)).toEqual([id]);
});

test('nor does a sweep that saw the old place take the new one away', async () => {
  const hub = batchHub();
  await dies(hub);
  hub.pass(11);
  let [id, isFirst] = ['', true];
  const readBatch: typeof hub.ports.readBatch = async (asked) => {
    const before = await hub.ports.readBatch(asked);
    if (isFirst) {
      isFirst = false;
      id = idOf(await hub.start(file));
    }
    return before;
  };
  await hub.sweep({ ...hub.ports, readBatch });
  expect(await openIds(hub)).toEqual([id]);
});

test('what was decided and stands still for days bars nobody', async () => {
  const hub = batchHub();
  for (let run = 1; run <= firstQuotas.defaults.province.batchesAtOnce; run += 1)
    idOf(await hub.start(file, { run }));
  // Nobody works, and nobody sweeps.
  hub.pass(4 * 24 * 60 - 1);
  expect(await hub.start(file, { run: 5 })).toMatchObject({ ok: false });
  hub.pass(1);
  expect(await hub.start(file, { run: 5 })).toMatchObject({ ok: true });
  expect(await openIds(hub)).toHaveLength(5);
});
