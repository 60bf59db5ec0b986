import type { Patience } from '../../clients.ts';

/** An operator waits before a terminal: what says nothing is told soon, and the others are shown. */
export const PATIENT: Patience = { attempts: 3, silence: 5_000 };
