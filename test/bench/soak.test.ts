/** A minute of `npm run soak`: traffic to loopback only, and every process is gone afterwards. */
import { expect, it } from 'vitest';
import { isRight, soak } from '../../bench/soak/soak.ts';

it('keeps every promise while faults, kills and restarts go on', { timeout: 480_000 }, async () => {
  const result = await soak({ minutes: 1, seed: 1 });
  expect(result).toMatchObject({ missing: [], loadFaults: [], differences: [], queued: 0, dead: 0 });
  expect(isRight(result)).toBe(true);
  expect(result.chaos.twinsKilled).toBeGreaterThan(0);
  expect(result.chaos.workersKilled).toBeGreaterThan(0);
  expect(result.chaos.faultyPhases).toBeGreaterThan(0);
  expect(result.promised).toBeGreaterThan(50);
});
