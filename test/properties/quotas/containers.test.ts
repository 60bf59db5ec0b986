/** Containers that die, whose clocks differ and whose answers are lost: the sum of what they let in is within its bound. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quotaGate } from '../../../shared/app/access/quota-gate.ts';
import type { CountCalls } from '../../../shared/app/ports/quotas.ts';
import { leaseSizes } from '../../../shared/domain/access/quota-lease.ts';
import { firstQuotas } from '../../../shared/domain/access/quota-limits.ts';
import { quotaWindowAt } from '../../../shared/domain/access/quota-window.ts';
import { fakeCounts } from '../../fakes/quotas.ts';
import { sized } from '../../size.ts';

const START = Date.parse('2026-11-20T02:58:00.000Z');
const code = 'H26.01';
const [perHour, perDay] = [700, 1_100];

const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ kind: fc.constant('calls' as const), at: fc.nat(3), count: fc.nat(300) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('dies' as const), at: fc.nat(3) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('time' as const), minutes: fc.integer({ min: 1, max: 40 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('store' as const),
      next: fc.constantFrom('refused' as const, 'lost' as const, 'late' as const),
    }),
  },
);

test('what all containers let in is within the limit, the free calls and one lease each; nobody is refused before', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 4, maxLength: 4 }),
      async (steps, skews) => {
        const counts = fakeCounts();
        const trouble: ('refused' | 'lost' | 'late')[] = [];
        let failures = 0;
        const late: (() => Promise<unknown>)[] = [];
        const container = (name: string) => {
          const count = counts.of(name);
          const countCalls: CountCalls = async (...told) => {
            const what = trouble.shift();
            if (what === undefined) return count(...told);
            failures += 1;
            if (what === 'lost') await count(...told);
            // It comes when the container has told more already.
            if (what === 'late') late.push(() => count(...told).catch(() => null));
            throw new Error(what);
          };
          return quotaGate({
            countCalls,
            readQuotas: async () => ({
              ...firstQuotas,
              own: [{ of: 'agency', id: code, limits: { requestsPerHour: perHour, requestsPerDay: perDay } }],
            }),
            findAgency: async () => null,
            say: () => undefined,
          });
        };
        const gates = skews.map((_, at) => container(`c${at}`));
        const clocks = skews.map(() => 0);
        let [lives, time] = [gates.length, START];
        const admitted = new Map<string, number>();
        const hours = new Set<number>();
        for (const one of steps) {
          if (one.kind === 'time') time += one.minutes * 60_000;
          if (one.kind === 'store') trouble.push(one.next);
          if (one.kind === 'dies') {
            gates[one.at] = container(`c${lives}`);
            clocks[one.at] = 0;
            lives += 1;
          }
          if (one.kind !== 'calls') continue;
          await Promise.all(late.splice(0).map((write) => write()));
          const clock = Math.max(clocks[one.at] ?? 0, time + (skews[one.at] ?? 0) * 60_000);
          clocks[one.at] = clock;
          const { day, hour } = quotaWindowAt(clock);
          hours.add(hour);
          for (let call = 0; call < one.count; call += 1) {
            const verdict = await gates[one.at]?.([{ of: 'agency', code }], clock);
            if (verdict?.ok) {
              for (const name of [`hour ${hour}`, `day ${day}`])
                admitted.set(name, (admitted.get(name) ?? 0) + 1);
            } else if (verdict !== undefined) {
              const { limit } = verdict.problem.details;
              const used = admitted.get(limit === perDay ? `day ${day}` : `hour ${hour}`) ?? 0;
              expect(used).toBeGreaterThanOrEqual(Number(limit));
              break;
            }
          }
        }
        const { free } = leaseSizes;
        const beyond = free * lives + free * failures;
        for (const [name, count] of admitted)
          expect(count).toBeLessThanOrEqual(
            name.startsWith('hour')
              ? perHour + free * lives + beyond
              : perDay + free * lives * hours.size + beyond,
          );
      },
    ),
    { numRuns: sized(60, 2000) },
  );
});
