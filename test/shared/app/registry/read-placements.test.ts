/** Agencies and systems with all their days, page by page; the calendar of a year. */
import { expect, test } from 'vitest';
import { readCalendar } from '../../../../shared/app/registry/read-calendar.ts';
import { listPlacements } from '../../../../shared/app/registry/read-placements.ts';
import { fakeRegistry } from '../../../fakes/registry.ts';
import { calendar, catalogue } from '../../../fixtures/catalogue.ts';
import { agencies, agency, credential, snapshotOf, systems } from '../../../fixtures/registry.ts';
import { NOW } from '../../../fixtures/reports.ts';

const many = Array.from({ length: 1200 }, (_, at) =>
  agency(`H26.18.${String(at + 100).padStart(4, '0')}`, 'commune', { parent: 'H26.18' }),
);

async function all(sender = credential({ agency: 'H26' }), registry = fakeRegistry(snapshotOf(1))) {
  const [codes, placed]: [string[], Record<string, string | null>] = [[], {}];
  let pages = 0;
  for (let after: string | null = null; ; pages += 1) {
    const page = await listPlacements(registry, sender, after);
    if (!page.ok) throw new Error(JSON.stringify(page.problem));
    codes.push(...page.value.agencies.map(({ code }) => code));
    for (const { id, stage } of page.value.systems) placed[id] = stage;
    after = page.value.next;
    if (after === null) return { codes, placed, pages: pages + 1 };
  }
}

test('every agency and system once, over as many pages as it takes', async () => {
  const registry = fakeRegistry(snapshotOf(1, [...agencies, ...many]));
  const { codes, placed, pages } = await all(credential(), registry);
  expect(pages).toBe(2);
  expect(codes).toEqual([...agencies, ...many].map(({ code }) => code).sort());
  expect(Object.keys(placed)).toEqual(systems.map(({ id }) => id).sort());
});

test('the stage is told of systems that are or were of the key, and no others', async () => {
  const { placed } = await all();
  expect(placed).toMatchObject({ 'H26.dvc': 'connected', 'H26.thu': 'testing', 'G06.dvc': null });
  // It has moved from one to the other; what was merged is the successor's.
  for (const of of ['H49', 'G06'])
    expect((await all(credential({ agency: of }))).placed['H49.lgsp']).toBe('connected');
  expect((await all(credential({ agency: 'H49' }))).placed['H40.dvc']).toBe('connected');
  const one = await all(credential({ agency: 'H26', systems: ['H26.dvc'] }));
  expect([one.placed['H26.dvc'], one.placed['H26.vanban']]).toEqual(['connected', null]);
});

test('a place that is not in the list is refused', async () => {
  const answer = await listPlacements(fakeRegistry(snapshotOf(1)), credential(), 'H99');
  expect(answer).toMatchObject({ ok: false, problem: { findings: [{ code: 'unknown-cursor' }] } });
});

test('the calendar has every period of the year that is asked for, of today when none is', async () => {
  const registry = fakeRegistry(snapshotOf(1), catalogue, calendar);
  const kinds = calendar.periods.map(({ kind }) => kind);
  const now = await readCalendar(registry, null, NOW);
  expect(now.year).toBe(2026);
  const { periods } = await readCalendar(registry, 2027, NOW);
  const counts = { month: 12, quarter: 4, 'half-year': 2, year: 1 };
  for (const kind of kinds) expect(periods.filter((one) => one.kind === kind)).toHaveLength(counts[kind]);
  for (const { opens, cutOff, deadlines, closes } of periods)
    for (const { at } of deadlines)
      expect([opens < cutOff, cutOff < at, at <= closes]).toEqual([true, true, true]);
});
