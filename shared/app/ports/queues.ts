/** The queues as use cases send to them and hear from them. */
import type { LedgerEntry, Refold } from '../../contract/submissions/ledger.ts';

export type QueueMessage = { readonly id: string; readonly body: string; readonly receiveCount: number };

/** Enqueues the entry. Throws when the queue did not take it. */
export type SendEntry = (entry: LedgerEntry) => Promise<void>;

export type SendRefold = (refold: Refold) => Promise<void>;
export type SendRefolds = (refolds: readonly Refold[]) => Promise<void>;

/** Puts a message into the dead-letter queue with the reason why it was not counted. */
export type BuryMessage = (body: string, reason: string) => Promise<void>;
