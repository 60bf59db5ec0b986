/** For tests that are not about receipts: signing takes 40 µs, and some of them accept a hundred thousand times. */
import type { Sign } from '../../shared/app/ports/signing.ts';

export const unsigned: () => Promise<Sign> = async () => ({ sign: (_, at) => `signed at ${at}` });
