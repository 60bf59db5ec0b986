import { describe, expect, test } from 'vitest';
import { readSeed } from '../../../../shared/app/registry/load-seed.ts';
import { compileCatalogue } from '../../../../shared/domain/registry/cell.ts';
import { targetsOf } from '../../../../shared/domain/verification/targets.ts';
import { smallSeedFiles } from '../../../fixtures/small-seed.ts';

const seed = readSeed(smallSeedFiles());
if (!seed.ok) throw new Error('the seed has faults');
const { calendar } = seed.value;
const catalogue = compileCatalogue(seed.value.catalogue);
const now = Date.parse('2026-11-24T03:00:00.000Z');
const targets = (dataset?: string, period?: string) =>
  targetsOf({ dataset, period }, catalogue, calendar, now);
function asked(dataset?: string, period?: string): string[] {
  const found = targets(dataset, period);
  return found.ok ? found.value.map((target) => `${target.dataset.id} ${target.period.id}`) : [];
}

describe('what is verified', () => {
  test('is every open period of every dataset, or of one', () => {
    expect(asked()).toContain('etx-yearly 2026');
    expect(asked('etx-monthly')).toEqual(
      ['2026-09', '2026-10', '2026-11', '2026-12'].map((id) => `etx-monthly ${id}`),
    );
  });

  test('is the period that was asked for, also a closed one', () => {
    expect(asked('etx-monthly', '2025-01')).toEqual(['etx-monthly 2025-01']);
    expect(asked(undefined, '2026-Q4')).toEqual(['etx-quarterly 2026-Q4', 'etx-duties 2026-Q4']);
  });

  test.each([
    ['etx', undefined, 'dataset', ['etx-monthly', 'etx-quarterly']],
    ['etx-monthly', '2026-Q4', 'period', ['2026-10']],
    [undefined, '2026-13', 'period', ['2026-10', '2026-Q4']],
  ])('dataset %s and period %s are refused with what is allowed', (dataset, period, unknown, first) => {
    const found = targets(dataset, period);
    if (found.ok) throw new Error('there are such');
    expect(found.problem.unknown).toBe(unknown);
    expect(found.problem.allowed.slice(0, first.length)).toEqual(first);
  });
});
