/**
 * What the hub keeps of its own operation: drills, maintenance, batches and the like (DESIGN §5, table Operations). Records lie by
 * kind and scope, and a partition is both (ADR 38): as many records as senders please are of no kind that has one partition.
 */
import type { Change } from '../../contract/access/change.ts';

/** Of the hub as a whole. The clock and operators make them, some hundreds a year; what is not counted is written over. */
export type HubKind =
  | 'availability'
  | 'drill'
  | 'verification'
  | 'maintenance'
  | 'dead-letters'
  | 'receipt-keys'
  | 'lease'
  | 'sweep'
  | 'journal-check'
  | 'journal-keys';

/** Senders make them: a partition for each agency, and of the batches under way (`batch-open`) one for some of them. */
type ScopedKind = 'batch' | 'batch-list' | 'batch-open';

export type OperationKind = HubKind | ScopedKind;

/** Where records lie together. A kind of senders cannot be named without its scope. */
type OperationPartition = readonly [kind: HubKind, scope: null] | readonly [kind: ScopedKind, scope: string];

/** A record and the version at which it stands; each write raises the version by one, beginning at 1. */
export type OperationRecord = {
  readonly id: string;
  readonly version: number;
  /** Plain JSON. */
  readonly body: unknown;
  /** What operators changed of it, oldest first; left out where nobody did. */
  readonly changes?: readonly Change[];
};

/** Consistent; null when there is none. */
export type ReadOperation = (...key: [...OperationPartition, id: string]) => Promise<OperationRecord | null>;

/**
 * The versioned put: `expected` is the version that was read, or null for a record that must not exist yet. Whoever
 * loses reads again. `changes` go with the record in the same put: who writes without them forgets them.
 */
export type PutOperation = (
  ...put: [
    ...OperationPartition,
    id: string,
    body: unknown,
    expected: number | null,
    changes?: readonly Change[],
  ]
) => Promise<'written' | 'lost the race'>;

/** `before`: ids that are less, from that one on; `most`: as many, and no more are read. */
type OperationRange = { readonly before?: string; readonly most?: number };

/** Of one partition, newest id first, where ids begin with a time. Consistent. */
export type ListOperations = (
  ...list: [...OperationPartition, range?: OperationRange]
) => AsyncIterable<OperationRecord>;
