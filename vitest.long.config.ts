/** `npm run test:long`: the tests that have a larger size, in that size, and those that `npm test` has no time for. */
import { defineConfig } from 'vitest/config';
import { onlyLong, settings } from './vitest.config.ts';

export default defineConfig({
  test: {
    ...settings,
    // Most wait for queues and schedules half of their time.
    maxWorkers: 3,
    provide: { size: 'long' },
    include: [...onlyLong, 'test/bench/simulate.test.ts', 'test/{model,properties,stories}/**/*.test.ts'],
  },
});
