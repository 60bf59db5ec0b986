/** The arithmetic of what the queue's consumers carry. */
import { expect, test } from 'vitest';
import { coreOf, sustained, waitAfter } from '../../bench/events/carry.ts';

test('memory buys a core in proportion, and no second one for one thread', () => {
  expect(coreOf(1769)).toBe(1);
  expect(coreOf(884.5)).toBe(0.5);
  expect(coreOf(10_240)).toBe(1);
});

test('what takes longer, computing or waiting for calls, is what consumers carry', () => {
  const two = { concurrency: 2, memory: 884.5 };
  const calling = { parallel: 10, latency: 5 };
  expect(sustained(two, { cpu: 4, calls: 6 }, calling)).toBe(250);
  expect(sustained(two, { cpu: 0.1, calls: 6 }, calling)).toBeCloseTo(667, 0);
});

test('what comes faster than it is counted waits for what is in front of it', () => {
  expect(waitAfter(1000, 900, 600)).toBe(0);
  expect(waitAfter(1000, 1100, 600)).toBe(60);
});
