import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

// The hub's functions and `dtm` start some hundred times: compiled once, that takes half the time.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'build/compile-cache');

/** What both sizes of tests have in common. */
export const settings = {
  // A test that asserts nothing passes for ever; properties too end in `expect`.
  expect: { requireAssertions: true },
  // Processes rather than threads: some tests start servers and children, and end them by killing.
  pool: 'forks',
  globalSetup: 'test/scratch.ts',
  testTimeout: 60_000,
  hookTimeout: 180_000,
  restoreMocks: true,
  unstubEnvs: true,
} as const;

/** They start processes and kill them, or keep a server for the whole file: each file has a process of its own. */
const apart = [
  'test/end-to-end/**/*.test.ts',
  'test/twin/**/*.test.ts',
  'test/shared/aws/oversight/dead-letters.test.ts',
];

/** Too long for the eight minutes of `npm test`: `npm run test:long` has them, and `.ci/run` runs that too. */
export const onlyLong = [
  'test/bench/soak.test.ts',
  'test/end-to-end/access/{operator-steps,trail}.test.ts',
  'test/end-to-end/access/matrix/token-matrix.test.ts',
  'test/end-to-end/batches/{bad-files,kill}.test.ts',
  'test/end-to-end/oversight/{availability,dead-letters,noise,outages,stalls}.test.ts',
  'test/end-to-end/planted-faults.test.ts',
  'test/end-to-end/recovery/{drill,region-loss,restore}.test.ts',
  'test/end-to-end/registry/reorganisation.test.ts',
  'test/end-to-end/totals/{mixed-releases,wide-tree}.test.ts',
  'test/end-to-end/verification/{damaged-ledger,sweep}.test.ts',
  'test/twin/replication-rules.test.ts',
];

export default defineConfig({
  test: {
    ...settings,
    provide: { size: 'usual' },
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        // Twice the two cores of the promise: these wait for queues and schedules half of their time.
        test: {
          name: 'apart',
          include: apart,
          exclude: onlyLong,
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...apart, ...onlyLong],
          // They keep nothing at module level, and what they import is loaded twice in all, not 160 times.
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
    ],
  },
});
