/** Orders of files that come in parts: what is asked of them, who may send them, and what becomes of those that never come. */
import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { giveBackOrder } from '../../../../shared/app/batches/give-back.ts';
import type { BatchOrder } from '../../../../shared/app/batches/start-batch.ts';
import { completeUpload, orderParts } from '../../../../shared/app/batches/upload-parts.ts';
import { PART_SIZE } from '../../../../shared/contract/batches/order.ts';
import { firstQuotas } from '../../../../shared/domain/access/quota-limits.ts';
import { batchHub, fileOf } from './batch-hub.ts';

const file = fileOf([['H26.dvc', '10']]);
const key = { keyId: 'abcdefghijkl', agency: 'H26', systems: null };
const other = { ...key, keyId: 'mnopqrstuvwx' };

type Hub = ReturnType<typeof batchHub>;

async function order(hub: Hub, changes: Partial<BatchOrder> = {}, bytes = file) {
  const started = await hub.start(bytes, { bytes: null, ...changes });
  if (!started.ok) throw new Error(started.problem.kind);
  const { id, uploadId } = started.value.standing.record;
  return { id, uploadId: uploadId ?? '' };
}
const asked = (hub: Hub, credential = key) => ({ credential, now: hub.ports.now() });
const complete = (hub: Hub, id: string, by = key) => completeUpload(hub.ports, asked(hub, by), id);
const part = (number: number, bytes: Buffer) => ({ number, sha256: hash('sha256', bytes) });
const refusal = (kind: string, details: object = {}) => ({ ok: false, problem: { kind, details } });

describe('parts of a file', () => {
  const large = Buffer.concat([file, Buffer.alloc(PART_SIZE, '\n')]);
  const [first, last] = [large.subarray(0, PART_SIZE), large.subarray(PART_SIZE)];

  test('are signed with their lengths, and what the file has not is refused', async () => {
    const hub = batchHub();
    const { id } = await order(hub, {}, large);
    const parts = [part(1, first), part(2, last)];
    expect(await orderParts(hub.ports, asked(hub), id, { parts })).toMatchObject({
      ok: true,
      value: { count: 2, parts: [{ size: PART_SIZE }, { size: last.length }] },
    });
    expect(hub.parts.signed).toEqual([
      { number: 1, size: PART_SIZE },
      { number: 2, size: last.length },
    ]);
    const beyond = await orderParts(hub.ports, asked(hub), id, { parts: [part(2, last), part(3, last)] });
    expect(beyond).toMatchObject({
      ok: false,
      problem: {
        kind: 'invalid-change',
        findings: [{ code: 'above-most', pointer: '/parts/1/number', details: { value: 3, limit: 2 } }],
      },
    });
  });

  test('that are missing or of another length are named before the file is put together', async () => {
    const hub = batchHub();
    const { id, uploadId } = await order(hub, {}, large);
    expect(await complete(hub, id)).toMatchObject(refusal('upload-incomplete', { there: 0, part: 1 }));
    hub.parts.send(uploadId, 1, first);
    const there = { there: PART_SIZE, size: large.length, part: 2 };
    expect(await complete(hub, id)).toMatchObject(refusal('upload-incomplete', there));
    // The sum is right: S3 would refuse it as too small (`EntityTooSmall`).
    hub.parts.send(uploadId, 1, last);
    hub.parts.send(uploadId, 2, first);
    const lengths = { part: 1, count: last.length, expected: PART_SIZE };
    expect(await complete(hub, id)).toMatchObject(refusal('part-differs', lengths));
    hub.parts.send(uploadId, 1, first);
    hub.parts.send(uploadId, 2, last);
    expect(await complete(hub, id)).toMatchObject({ ok: true, value: { record: { state: 'cutting' } } });
    expect(await complete(hub, id)).toMatchObject({ ok: true, value: { record: { state: 'cutting' } } });
  });

  test('that come again while the file is put together are asked for once more', async () => {
    const hub = batchHub();
    const { id, uploadId } = await order(hub);
    hub.parts.send(uploadId, 1, file);
    const listParts: typeof hub.ports.listParts = async (upload) => {
      const listed = await hub.ports.listParts(upload);
      hub.parts.send(uploadId, 1, file);
      return listed;
    };
    const racing = await completeUpload({ ...hub.ports, listParts }, asked(hub), id);
    expect(racing).toMatchObject(refusal('parts-changed'));
    expect(await complete(hub, id)).toMatchObject({ ok: true });
  });

  test('that the bucket has taken away are said to be gone', async () => {
    const hub = batchHub();
    const { id, uploadId } = await order(hub);
    hub.parts.drop(uploadId);
    expect(await orderParts(hub.ports, asked(hub), id, { parts: [part(1, file)] })).toMatchObject(
      refusal('upload-gone'),
    );
    expect(await complete(hub, id)).toMatchObject(refusal('upload-gone'));
  });
});

test('a file that is replaced between check and use is judged as it was completed', async () => {
  const hub = batchHub();
  const { id, uploadId } = await order(hub);
  hub.parts.send(uploadId, 1, file);
  await complete(hub, id);
  await hub.ports.putUpload(`uploads/H26/${id}`, fileOf([['H26.dvc', '11']]), 'text/csv');
  await hub.drain();
  expect(await hub.read(id)).toMatchObject({
    state: 'finished',
    result: { accepted: 1, totals: [{ accepted: '10' }] },
  });
});

describe('who sends a file', () => {
  test('is whoever makes it whole: the key of the order may have ended', async () => {
    const hub = batchHub();
    const { id, uploadId } = await order(hub);
    hub.parts.send(uploadId, 1, file);
    await complete(hub, id, other);
    await hub.drain();
    expect(hub.hub.ledger.entries()).toMatchObject([{ credential: other.keyId }]);
  });

  test('is whoever makes it whole, also where that call dies behind S3', async () => {
    const hub = batchHub();
    const { id, uploadId } = await order(hub);
    hub.parts.send(uploadId, 1, file);
    const findUpload = () => Promise.reject(new Error('it dies'));
    const dying = completeUpload({ ...hub.ports, findUpload }, asked(hub, other), id);
    await expect(dying).rejects.toThrow('it dies');
    await hub.sweep();
    await hub.drain();
    expect(hub.hub.ledger.entries()).toMatchObject([{ credential: other.keyId }]);
  });

  test.each([
    ['a narrower key', { ...key, systems: ['H26.vanban'] }, key],
    ['a wider key', key, { ...key, systems: ['H26.vanban'] }],
    ['a key for another system', { ...key, systems: ['H26.dvc'] }, { ...key, systems: ['H26.vanban'] }],
  ])('is bound by its own key, where %s has sent the same bytes', async (_, first, second) => {
    const hub = batchHub();
    await order(hub, { bytes: file, credential: first });
    await hub.drain();
    const again = { bytes: file, credential: second };
    expect(await hub.start(file, again)).toMatchObject(refusal('batch-differs'));
    const started = await hub.start(file, { ...again, run: 2 });
    expect(started).toMatchObject({ ok: true, value: { isNew: true } });
  });

  test('another size is another order', async () => {
    const hub = batchHub();
    await order(hub);
    expect(await hub.start(file, { bytes: null })).toMatchObject({ ok: true, value: { isNew: false } });
    const size = { bytes: null, size: file.length + 1 };
    expect(await hub.start(file, size)).toMatchObject(refusal('batch-differs'));
  });
});

describe('an order whose file never comes', () => {
  test('is given back, and makes place; the same again is answered alike', async () => {
    const hub = batchHub();
    const orders: string[] = [];
    for (let run = 1; run <= firstQuotas.defaults.province.batchesAtOnce; run += 1)
      orders.push((await order(hub, { run })).id);
    expect(await hub.start(file, { run: 5 })).toMatchObject(refusal('too-many-batches'));
    const [id = ''] = orders;
    const back = { ok: true, value: { record: { state: 'failed', problem: { kind: 'order-given-back' } } } };
    expect(await giveBackOrder(hub.ports, asked(hub), id)).toMatchObject(back);
    expect(await giveBackOrder(hub.ports, asked(hub), id)).toMatchObject(back);
    expect(await hub.start(file, { run: 5 })).toMatchObject({ ok: true, value: { isNew: true } });
    expect(await complete(hub, id)).toMatchObject({ ok: true, value: { record: { state: 'failed' } } });
  });

  test('is not given back once the file is there', async () => {
    const hub = batchHub();
    const { id } = await order(hub, { bytes: file });
    const refused = refusal('upload-over', { state: 'cutting' });
    expect(await giveBackOrder(hub.ports, asked(hub), id)).toMatchObject(refused);
    await hub.drain();
    expect(await hub.read(id)).toMatchObject({ state: 'finished' });
  });

  test('is over after a day, and makes place', async () => {
    const hub = batchHub();
    const { id } = await order(hub);
    hub.pass(24 * 60 + 1);
    await hub.sweep();
    expect(await hub.read(id)).toMatchObject({ state: 'failed', problem: { kind: 'upload-never-came' } });
    expect(await hub.sweep()).toMatchObject({ open: 0 });
  });
});
