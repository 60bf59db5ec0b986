/** What a container lets in, what it tells, and what a caller hears who has used up a quota. */
import { expect, test } from 'vitest';
import { type AdmitCall, quotaGate } from '../../../../shared/app/access/quota-gate.ts';
import type { QuotaUser } from '../../../../shared/app/access/quota-subjects.ts';
import type { CountCalls, QuotaNews } from '../../../../shared/app/ports/quotas.ts';
import type { Quotas } from '../../../../shared/contract/access/quotas.ts';
import { firstQuotas } from '../../../../shared/domain/access/quota-limits.ts';
import { fakeCounts } from '../../../fakes/quotas.ts';
import { agencies, credential } from '../../../fixtures/registry.ts';

const NOW = Date.parse('2026-11-20T02:30:00.000Z');
const MINUTE = 60_000;
const H26 = { of: 'agency', code: 'H26' } as const;

type Wiring = {
  readonly own?: Quotas['own'];
  readonly countCalls?: CountCalls;
  readonly readQuotas?: () => Promise<Quotas | null>;
};

function container({ own = [], countCalls = fakeCounts().of('a'), readQuotas }: Wiring = {}) {
  const told: string[] = [];
  const news: QuotaNews[] = [];
  const admit = quotaGate({
    countCalls: (...asked) => {
      told.push(`${asked[0].of} ${asked[0].id}: ${asked[2].map(({ hour, count }) => `${count} at ${hour}`)}`);
      return countCalls(...asked);
    },
    readQuotas: readQuotas ?? (async () => ({ ...firstQuotas, own })),
    findAgency: async (code) => {
      const value = agencies.find((one) => one.code === code);
      return value === undefined ? null : { value, version: 1 };
    },
    say: (one) => news.push(one),
  });
  return { admit, told, news };
}

/** How many of `count` calls came in. */
async function calls(admit: AdmitCall, users: readonly QuotaUser[], count: number, now = NOW) {
  let taken = 0;
  for (let call = 0; call < count; call += 1) if ((await admit(users, now)).ok) taken += 1;
  return taken;
}

test('a hundred calls of an hour cost nothing; then one write says how many there were', async () => {
  const { admit, told } = container();
  expect(await calls(admit, [H26], 100)).toBe(100);
  expect(told).toEqual([]);
  expect(await calls(admit, [H26], 2)).toBe(2);
  expect(told).toEqual(['agency H26: 100 at 9']);
});

test('in the next hour a hundred are free again, and what is told later has all of the hour before', async () => {
  const { admit, told } = container();
  await calls(admit, [H26], 150);
  expect(await calls(admit, [H26], 101, NOW + 60 * MINUTE)).toBe(101);
  expect(told).toEqual(['agency H26: 100 at 9', 'agency H26: 100 at 10,150 at 9']);
});

test('who has used up the hour hears until when; a container that knows it asks nobody', async () => {
  const own = [{ of: 'agency' as const, id: 'H26', limits: { requestsPerHour: 250 } }];
  const { admit, told, news } = container({ own });
  expect(await calls(admit, [H26], 1000)).toBe(250);
  const calls250 = told.length;
  expect(await admit([H26], NOW + MINUTE)).toEqual({
    ok: false,
    problem: {
      kind: 'quota-exceeded',
      details: {
        subject: 'H26',
        limit: 250,
        from: '2026-11-20T02:00:00.000Z',
        until: '2026-11-20T03:00:00.000Z',
        retryAfter: 29 * 60,
      },
      findings: [],
    },
  });
  expect(told).toHaveLength(calls250);
  expect(news).toEqual([expect.objectContaining({ kind: 'used-up', limit: 250 })]);
  expect((await admit([H26], NOW + 30 * MINUTE)).ok).toBe(true);
});

test('another container lets in what is free, asks once, and knows it too', async () => {
  const own = [{ of: 'agency' as const, id: 'H26', limits: { requestsPerHour: 250 } }];
  const counts = fakeCounts();
  await calls(container({ own, countCalls: counts.of('a') }).admit, [H26], 250);
  const { admit, told } = container({ own, countCalls: counts.of('b') });
  expect(await calls(admit, [H26], 500)).toBe(100);
  expect(told).toEqual(['agency H26: 100 at 9']);
});

test('a key and its agency are counted each; who is over one of them is counted in neither', async () => {
  const own = [{ of: 'key' as const, id: credential().keyId, limits: { requestsPerHour: 5 } }];
  const { admit, told } = container({ own });
  const both = [{ of: 'key', credential: credential() }, H26] as const;
  expect(await calls(admit, both, 20)).toBe(5);
  expect(told).toEqual([]);
  const alone = await admit([H26], NOW);
  expect(alone.ok && alone.value.map(({ of, unit, left }) => `${of} ${unit} ${left}`)).toEqual([
    `agency hour ${300_000 - 6}`,
    `agency day ${3_000_000 - 6}`,
  ]);
});

test('a day that is used up stays so in each of its hours, and the key of two agencies has three fifths of what they have together', async () => {
  const own = [{ of: 'agency' as const, id: 'H26', limits: { requestsPerDay: 120 } }];
  const { admit } = container({ own });
  expect(await calls(admit, [H26], 200)).toBe(120);
  const later = await admit([H26], NOW + 90 * MINUTE);
  expect(later.ok ? null : later.problem.details.until).toBe('2026-11-20T17:00:00.000Z');
  const vendor = credential({ agency: 'H26', furtherAgencies: ['G06'] });
  const standing = await admit([{ of: 'key', credential: vendor }], NOW);
  expect(standing.ok && standing.value.map(({ limit }) => limit)).toEqual([360_000, 1_800_072]);
});

test('while the store does not answer calls go on, and it is not asked again for five seconds', async () => {
  const { admit, told, news } = container({
    countCalls: async () => {
      throw new Error('away');
    },
  });
  expect(await calls(admit, [H26], 1000)).toBe(1000);
  expect(told).toHaveLength(1);
  expect(news.map(({ kind }) => kind)).toEqual(['not-counted']);
  await calls(admit, [H26], 101, NOW + 5_000);
  expect(told).toHaveLength(2);
});

test('without the store a container still refuses what is over the limit by its own count', async () => {
  const own = [{ of: 'agency' as const, id: 'H26', limits: { requestsPerHour: 1000 } }];
  const { admit } = container({
    own,
    countCalls: async () => {
      throw new Error('away');
    },
  });
  expect(await calls(admit, [H26], 3000)).toBe(1000);
});

test('limits that an operator has raised are there within five minutes; where they cannot be read the last ones go on', async () => {
  let perHour: number | null = 10;
  const { admit, news } = container({
    readQuotas: async () => {
      if (perHour === null) throw new Error('away');
      return { ...firstQuotas, own: [{ of: 'agency', id: 'H26', limits: { requestsPerHour: perHour } }] };
    },
  });
  expect(await calls(admit, [H26], 20)).toBe(10);
  perHour = 15;
  expect(await calls(admit, [H26], 20, NOW + 5 * MINUTE)).toBe(5);
  perHour = null;
  expect(await calls(admit, [H26], 20, NOW + 10 * MINUTE)).toBe(0);
  expect(news.map(({ kind }) => kind)).toContain('limits-unread');
});

test('calls that come at the same time ask the store once', async () => {
  const { admit, told } = container();
  await calls(admit, [H26], 100);
  await Promise.all(Array.from({ length: 50 }, () => admit([H26], NOW)));
  expect(told).toHaveLength(1);
});
