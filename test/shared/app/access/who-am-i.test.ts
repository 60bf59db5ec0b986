/** What `/me` says of open periods is what the door takes. */
import { expect, test } from 'vitest';
import { whoAmI } from '../../../../shared/app/access/who-am-i.ts';
import { judgeOwner } from '../../../../shared/app/submissions/judge-owner.ts';
import type { Agency, Credential } from '../../../../shared/contract/registry.ts';
import { readPeriod } from '../../../../shared/domain/values/period.ts';
import { fakeRegistry } from '../../../fakes/registry.ts';
import { calendar, catalogue } from '../../../fixtures/catalogue.ts';
import { agencies, credential, snapshotOf, system, systems } from '../../../fixtures/registry.ts';

const NOW = Date.parse('2026-11-20T02:30:00.000Z');
/** Within the months that are open one agency was merged into another, and one moved to another above it. */
const reorganised = agencies.map((one): Agency => {
  const [life] = one.history;
  if (life === undefined) return one;
  const before = { ...life, to: '2026-10-20' };
  if (one.code === 'G06') return { ...one, mergedInto: 'H49', history: [before] };
  if (one.code !== 'H26.18.01') return one;
  return { ...one, history: [before, { ...life, from: '2026-10-21', parent: 'H26' }] };
});
const moved = system('H26.05.di', [
  { from: '2021-01-01', to: '2026-10-20', agency: 'H26.05' },
  { from: '2026-10-21', to: null, agency: 'H49' },
]);
const snapshot = snapshotOf(7, reorganised, [...systems, moved]);
const registry = fakeRegistry(snapshot, catalogue, calendar);

const keys: readonly Partial<Credential>[] = [
  {},
  { agency: 'H26' },
  { agency: 'H26.18' },
  { agency: 'H26.05' },
  { agency: 'H49' },
  { agency: 'H40' },
  { agency: 'G06' },
  { agency: 'H26', systems: ['H26.dvc', 'H26.05.kho', 'H49.dvc'] },
];

/** The systems whose submissions the door takes in a period, as far as it is about who sends. */
async function taken(who: Credential, id: string): Promise<string[]> {
  const period = readPeriod(id, calendar);
  const request = {
    body: {},
    bodyLiterals: [],
    bodyFindings: [],
    sha256: '',
    idempotencyKey: null,
    credential: who,
    receivedAt: NOW,
  };
  const right: string[] = [];
  for (const one of snapshot.systems.keys()) {
    const owner = await judgeOwner(registry, request, { system: one }, period);
    if (owner.ok && owner.value.findings.length === 0) right.push(one);
  }
  return right;
}

test.each(keys)('of the key %j', async (changes) => {
  const who = credential(changes);
  const me = await whoAmI(registry, who, [], NOW);
  const months = new Map(me.datasets.find(({ id }) => id === 'monthly')?.periods.map((one) => [one.id, one]));
  for (const id of ['2026-09', '2026-10', '2026-11', '2026-12']) {
    const those = await taken(who, id);
    expect([id, months.get(id)?.systems ?? 0]).toEqual([id, those.length]);
    const deadlines = months.get(id)?.deadlines ?? [];
    expect(deadlines.reduce((sum, one) => sum + one.systems, 0)).toBe(those.length);
  }
  expect(me.credential).not.toHaveProperty('secretHash');
  expect(me.agencies.map(({ code }) => code)).toEqual([who.agency]);
});

test('periods with their instants: opening, cut-off, deadline of each level, closing', async () => {
  const me = await whoAmI(registry, credential({ agency: 'H26' }), [], NOW);
  expect(me.datasets.find(({ id }) => id === 'monthly')?.periods.find(({ id }) => id === '2026-11')).toEqual({
    id: '2026-11',
    from: '2026-10-15',
    to: '2026-11-14',
    opens: '2026-10-14T17:00:00.000Z',
    cutOff: '2026-11-14T17:00:00.000Z',
    closes: '2027-02-12T17:00:00.000Z',
    systems: 7,
    deadlines: [
      { level: 'commune', at: '2026-11-16T17:00:00.000Z', systems: 4 },
      { level: 'department', at: '2026-11-18T17:00:00.000Z', systems: 1 },
      { level: 'province', at: '2026-11-20T17:00:00.000Z', systems: 2 },
    ],
  });
});

test('a period is open from its first instant to its closing, and not a millisecond longer', async () => {
  const openAt = async (instant: string, shift: number) => {
    const me = await whoAmI(registry, credential(), [], Date.parse(instant) + shift);
    return (
      me.datasets.find(({ id }) => id === 'monthly')?.periods.some(({ id }) => id === '2026-11') ?? false
    );
  };
  expect(await openAt('2026-10-14T17:00:00.000Z', -1)).toBe(false);
  expect(await openAt('2026-10-14T17:00:00.000Z', 0)).toBe(true);
  expect(await openAt('2027-02-12T17:00:00.000Z', -1)).toBe(true);
  expect(await openAt('2027-02-12T17:00:00.000Z', 0)).toBe(false);
});

test('of thousands of systems fifty are named, and all are counted', async () => {
  const many = Array.from({ length: 3000 }, (_, at) =>
    system(
      `H26.s${at}`,
      [{ from: '2021-01-01', to: null, agency: 'H26' }],
      at % 3 === 0 ? 'testing' : 'connected',
    ),
  );
  const wide = fakeRegistry(snapshotOf(1, agencies, many), catalogue, calendar);
  const { systems: own, datasets } = await whoAmI(wide, credential({ agency: 'H26' }), [], NOW);
  expect([own.count, own.connected, own.first.length]).toEqual([3000, 2000, 50]);
  expect(datasets[0]?.periods[0]?.systems).toBe(2000);
});
