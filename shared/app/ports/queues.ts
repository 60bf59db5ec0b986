/** The queues as use cases send to them and hear from them. */
import type { DeadLetterSource } from '../../contract/oversight/dead-letters.ts';
import type { LedgerEntry, Refold } from '../../contract/submissions/ledger.ts';

export type QueueMessage = { readonly id: string; readonly body: string; readonly receiveCount: number };

/** Enqueues the entry. Throws when the queue did not take it. */
export type SendEntry = (entry: LedgerEntry) => Promise<void>;

export type SendRefold = (refold: Refold) => Promise<void>;
export type SendRefolds = (refolds: readonly Refold[]) => Promise<void>;

/** Puts a message into the dead-letter queue with the reason why it was not counted. */
export type BuryMessage = (body: string, reason: string) => Promise<void>;

export type DeadLetter = {
  readonly id: string;
  /** Where it was set aside, and is sent back to. */
  readonly queue: DeadLetterSource;
  readonly body: string;
  /** What the consumer says; null of a message that SQS itself moved here after too many receives. */
  readonly reason: string | null;
  /** How often it was received here: each look at it counts. */
  readonly receiveCount: number;
  /** When it was sent first, in milliseconds since 1970; the 14 days that a queue keeps it run from then. */
  readonly sentAt: number;
  /** By which the queue knows it while it is held. */
  readonly receipt: string;
};

/** A message is looked at by holding it, which hides it from others for a while, and letting go of it again. */
export type DeadLetterQueue = {
  /** Every message there is, at most `most` of each queue, oldest first. */
  readonly hold: (most: number) => Promise<readonly DeadLetter[]>;
  /** Lets others see them again. */
  readonly letGo: (letters: readonly DeadLetter[]) => Promise<void>;
  /**
   * Sends a message back to where it was set aside and then deletes it here. Dying in between leaves it in both, which does no
   * harm: counting a submission again changes nothing, nor does a step of a batch that is done.
   */
  readonly sendBack: (letter: DeadLetter) => Promise<void>;
  readonly remove: (letter: DeadLetter) => Promise<void>;
};
