/** The same client and commands as those of read-totals. */
export { handler } from './read-totals.ts';
