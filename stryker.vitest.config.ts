/** The tests that can judge a mutant of a rule or a use case: in memory and fast. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/shared/domain/**/*.test.ts', 'test/shared/app/**/*.test.ts'],
    expect: { requireAssertions: true },
    testTimeout: 20_000,
  },
});
