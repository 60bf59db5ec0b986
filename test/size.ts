/** Two sizes of a test: the one of `npm test`, and the larger one of `npm run test:long` (vitest.long.config.ts). */
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    size: 'usual' | 'long';
  }
}

export const isLong = inject('size') === 'long';

/** `usual` also where no configuration says which, as under Stryker. */
export const sized = <T>(usual: T, long: T): T => (isLong ? long : usual);
