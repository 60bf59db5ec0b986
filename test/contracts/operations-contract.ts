/** What every store of operations has to hold, the fake as much as the table. Ids are of one test only. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { OperationsPorts } from '../fakes/operations.ts';

export function operationsContract(name: string, open: () => OperationsPorts): void {
  describe(`the operations: ${name}`, () => {
    test('a record is read back with its version, which each write raises', async () => {
      const { readOperation, putOperation } = open();
      const id = randomUUID();
      expect(await readOperation('drill', id)).toBeNull();
      expect(await putOperation('drill', id, { step: 'begun' }, null)).toBe('written');
      expect(await readOperation('drill', id)).toEqual({ id, version: 1, body: { step: 'begun' } });
      expect(await putOperation('drill', id, { step: 'over' }, 1)).toBe('written');
      expect(await readOperation('drill', id)).toEqual({ id, version: 2, body: { step: 'over' } });
    });

    test('of two that read the same version one writes; a record that is there is not made anew', async () => {
      const { readOperation, putOperation } = open();
      const id = randomUUID();
      await putOperation('drill', id, 'first', null);
      const puts = await Promise.all(['left', 'right'].map((text) => putOperation('drill', id, text, 1)));
      expect(puts.sort()).toEqual(['lost the race', 'written']);
      expect(await putOperation('drill', id, 'anew', null)).toBe('lost the race');
      expect(await putOperation('drill', randomUUID(), 'none is there', 1)).toBe('lost the race');
      expect((await readOperation('drill', id))?.version).toBe(2);
    });

    test('what operators changed is kept with the record, and only with what was put with it', async () => {
      const { readOperation, putOperation, listOperations } = open();
      const id = randomUUID();
      const change = { record: `maintenance~${id}`, action: 'start', body: { a: [1, 'x'] } } as never;
      await putOperation('maintenance', id, 'started', null, [change]);
      expect((await readOperation('maintenance', id))?.changes).toEqual([change]);
      expect(await putOperation('maintenance', id, 'lost', null, [])).toBe('lost the race');
      const listed = (await Array.fromAsync(listOperations('maintenance'))).find((one) => one.id === id);
      expect(listed).toEqual({ id, version: 1, body: 'started', changes: [change] });
    });

    test('a list is of one kind, newest id first', async () => {
      const { putOperation, listOperations } = open();
      const mine = randomUUID();
      for (const day of ['02', '01', '03']) await putOperation('maintenance', `${mine}-${day}`, day, null);
      await putOperation('drill', `${mine}-04`, 'of another kind', null);
      const listed = (await Array.fromAsync(listOperations('maintenance'))).filter(({ id }) =>
        id.startsWith(mine),
      );
      expect(listed.map(({ body }) => body)).toEqual(['03', '02', '01']);
    });
  });
}
