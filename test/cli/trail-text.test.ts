import { expect, test } from 'vitest';
import { trailText } from '../../cli/trail-text.ts';
import type { TrailHour } from '../../shared/app/access/check-trail.ts';
import { english } from '../fixtures/view.ts';

const hour: TrailHour = {
  source: 'access',
  from: Date.parse('2026-11-30T13:00:00.000Z'),
  inLog: 0,
  inTrail: 0,
  missing: 0,
  first: [],
  copied: 0,
  onlyInTrail: 0,
  unreadable: [],
};

test('where there was nothing to compare nothing is called whole', () => {
  expect(trailText([hour], english)).toBe('Neither the logs nor the trail have a line of this time.');
  expect(trailText([hour, { ...hour, inLog: 2, inTrail: 2 }], english)).toMatch(
    /\n✓ The trail has every line\. 2 lines compared\.$/,
  );
  expect(trailText([{ ...hour, unreadable: ['a: no gzip'] }], english)).toBe('✗ 1 object cannot be read.');
});
