import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A test that asserts nothing passes for ever; properties too end in `expect`.
    expect: { requireAssertions: true },
    // Processes rather than threads: some tests start servers and children, and end them by killing.
    pool: 'forks',
    // The promise is two cores; more workers only make the twin's own processes wait.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
