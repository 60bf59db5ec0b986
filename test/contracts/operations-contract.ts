/** What every store of operations has to hold, the fake as much as the table. Ids are of one test only. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { OperationsPorts } from '../fakes/operations.ts';

export function operationsContract(name: string, open: () => OperationsPorts): void {
  describe(`the operations: ${name}`, () => {
    test('a record is read back with its version, which each write raises', async () => {
      const { readOperation, putOperation } = open();
      const id = randomUUID();
      expect(await readOperation('drill', null, id)).toBeNull();
      expect(await putOperation('drill', null, id, { step: 'begun' }, null)).toBe('written');
      expect(await readOperation('drill', null, id)).toEqual({ id, version: 1, body: { step: 'begun' } });
      expect(await putOperation('drill', null, id, { step: 'over' }, 1)).toBe('written');
      expect(await readOperation('drill', null, id)).toEqual({ id, version: 2, body: { step: 'over' } });
    });

    test('of two that read the same version one writes; a record that is there is not made anew', async () => {
      const { readOperation, putOperation } = open();
      const id = randomUUID();
      await putOperation('drill', null, id, 'first', null);
      const puts = await Promise.all(
        ['left', 'right'].map((text) => putOperation('drill', null, id, text, 1)),
      );
      expect(puts.sort()).toEqual(['lost the race', 'written']);
      expect(await putOperation('drill', null, id, 'anew', null)).toBe('lost the race');
      expect(await putOperation('drill', null, randomUUID(), 'none is there', 1)).toBe('lost the race');
      expect((await readOperation('drill', null, id))?.version).toBe(2);
    });

    test('what operators changed is kept with the record, and only with what was put with it', async () => {
      const { readOperation, putOperation, listOperations } = open();
      const id = randomUUID();
      const change = { record: `maintenance~${id}`, action: 'start', body: { a: [1, 'x'] } } as never;
      await putOperation('maintenance', null, id, 'started', null, [change]);
      expect((await readOperation('maintenance', null, id))?.changes).toEqual([change]);
      expect(await putOperation('maintenance', null, id, 'lost', null, [])).toBe('lost the race');
      const listed = (await Array.fromAsync(listOperations('maintenance', null))).find(
        (one) => one.id === id,
      );
      expect(listed).toEqual({ id, version: 1, body: 'started', changes: [change] });
    });

    test('a list is of one kind, newest id first', async () => {
      const { putOperation, listOperations } = open();
      const mine = randomUUID();
      for (const day of ['02', '01', '03'])
        await putOperation('maintenance', null, `${mine}-${day}`, day, null);
      await putOperation('drill', null, `${mine}-04`, 'of another kind', null);
      const listed = (await Array.fromAsync(listOperations('maintenance', null))).filter(({ id }) =>
        id.startsWith(mine),
      );
      expect(listed.map(({ body }) => body)).toEqual(['03', '02', '01']);
    });

    test('a record is of its kind and scope alone', async () => {
      const { readOperation, putOperation, listOperations } = open();
      const [id, here, there] = [randomUUID(), randomUUID(), randomUUID()];
      expect(await putOperation('batch', here, id, 'here', null)).toBe('written');
      expect(await putOperation('batch', there, id, 'there', null)).toBe('written');
      expect(await putOperation('batch-list', here, id, 'of another kind', null)).toBe('written');
      expect(await readOperation('batch', here, id)).toEqual({ id, version: 1, body: 'here' });
      expect(await readOperation('batch-open', here, id)).toBeNull();
      expect(await Array.fromAsync(listOperations('batch', there))).toEqual([
        { id, version: 1, body: 'there' },
      ]);
    });

    test('a range of a list goes on before an id, and has no more than was asked for', async () => {
      const { putOperation, listOperations } = open();
      const scope = randomUUID();
      // Three are more than a page of 1 MB of DynamoDB.
      const body = 'x'.repeat(350_000);
      for (const id of ['1', '2', '3', '4', '5']) await putOperation('batch', scope, id, body, null);
      const ids = async (range?: { before?: string; most?: number }) =>
        (await Array.fromAsync(listOperations('batch', scope, range))).map((one) => one.id);
      expect(await ids()).toEqual(['5', '4', '3', '2', '1']);
      expect(await ids({ most: 4 })).toEqual(['5', '4', '3', '2']);
      expect(await ids({ before: '3' })).toEqual(['2', '1']);
      expect(await ids({ before: '4', most: 2 })).toEqual(['3', '2']);
      expect(await ids({ before: '1', most: 2 })).toEqual([]);
    });
  });
}
