/** public calls nothing of AWS; it is held against the lightest function that does. */
export { handler } from './read-totals.ts';
