import { expect, test } from 'vitest';
import { foreignSystems } from '../../../../shared/app/access/foreign-systems.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { credential, system } from '../../../fixtures/registry.ts';

const of = (...stretches: [agency: string, from: string, to: string | null][]) =>
  stretches.map(([agency, from, to]) => ({ agency, from, to }));
const systems = [
  system('H26.dvc', of(['H26', '2021-01-01', null])),
  system('H26.18.dvc', of(['H26.18', '2021-01-01', null])),
  system('H49.dvc', of(['H49', '2021-01-01', null])),
  system('H40.dvc', of(['H40', '2021-01-01', '2025-06-30'])),
  system('H49.lgsp', of(['H49', '2021-01-01', '2026-06-14'], ['G06', '2026-06-15', null])),
  system('H26.next', of(['H26', '2030-01-01', null])),
];

test.each([
  ['VN', []],
  ['H26', ['H49.dvc', 'H40.dvc', 'H49.lgsp']],
  ['H26.18', ['H26.dvc', 'H49.dvc', 'H40.dvc', 'H49.lgsp', 'H26.next']],
  // Its own, what it took over, and what it had before.
  ['H49', ['H26.dvc', 'H26.18.dvc', 'H26.next']],
  ['G06', ['H26.dvc', 'H26.18.dvc', 'H49.dvc', 'H40.dvc', 'H26.next']],
])('a key of %s is of no use for what it never acts for', async (agency, foreign) => {
  const { findAgency } = fakeHub().registry;
  const key = credential({ agency, systems: systems.map(({ id }) => id) });
  expect(await foreignSystems(findAgency, key, systems, '2026-10-15')).toEqual(foreign);
});
