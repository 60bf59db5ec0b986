/** What every store of counts has to hold, the fake as much as the table. Subjects are of one test only. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { CountCalls } from '../../shared/app/ports/quotas.ts';

export function quotasContract(name: string, of: (container: string) => CountCalls): void {
  const day = '2026-11-20';
  const fresh = () => ({ of: 'agency' as const, id: randomUUID() });

  describe(`the counts of calls: ${name}`, () => {
    test('are added up over containers, by hour and day', async () => {
      const subject = fresh();
      const [a, b] = [of('aaaaaaaa'), of('bbbbbbbb')];
      expect(await a(subject, day, [{ hour: 9, count: 100 }], 0)).toEqual({ hour: 100, day: 100 });
      expect(await b(subject, day, [{ hour: 9, count: 7 }], 0)).toEqual({ hour: 107, day: 107 });
      const both = [
        { hour: 10, count: 2 },
        { hour: 9, count: 130 },
      ] as const;
      expect(await a(subject, day, both, 0)).toEqual({ hour: 2, day: 139 });
      expect(await b(subject, '2026-11-21', [{ hour: 0, count: 1 }], 0)).toEqual({ hour: 1, day: 1 });
    });

    test('that are told twice count once; those that come late do not put an earlier one over a later', async () => {
      const subject = fresh();
      const a = of('aaaaaaaa');
      await a(subject, day, [{ hour: 9, count: 100 }], 0);
      expect(await a(subject, day, [{ hour: 9, count: 100 }], 0)).toEqual({ hour: 100, day: 100 });
      await a(subject, day, [{ hour: 9, count: 150 }], 0);
      await expect(a(subject, day, [{ hour: 9, count: 100 }], 0)).rejects.toThrow();
      expect(await a(subject, day, [{ hour: 10, count: 1 }], 0)).toEqual({ hour: 1, day: 151 });
    });

    test('of a container that begins anew stand beside those that it told before', async () => {
      const subject = fresh();
      const a = of('aaaaaaaa');
      await a(subject, day, [{ hour: 9, count: 100 }], 0);
      expect(await a(subject, day, [{ hour: 9, count: 3 }], 1)).toEqual({ hour: 103, day: 103 });
    });
  });
}
