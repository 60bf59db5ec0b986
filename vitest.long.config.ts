/** `npm run test:long`: the tests that have a larger size, in that size. */
import { defineConfig } from 'vitest/config';
import { settings } from './vitest.config.ts';

export default defineConfig({
  test: {
    ...settings,
    maxWorkers: 2,
    provide: { size: 'long' },
    include: [
      'test/bench/{simulate,soak}.test.ts',
      'test/end-to-end/{recovery/drill,recovery/restore,registry/reorganisation,totals/wide-tree}.test.ts',
      'test/end-to-end/verification/{damaged-ledger,sweep}.test.ts',
      'test/{model,properties,stories}/**/*.test.ts',
    ],
  },
});
