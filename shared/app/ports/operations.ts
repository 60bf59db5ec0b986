/** What the hub keeps of its own operation: drills, maintenance, and the like (DESIGN §5, table Operations). */
import type { Change } from '../../contract/access/change.ts';

export type OperationKind =
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
export type ReadOperation = (kind: OperationKind, id: string) => Promise<OperationRecord | null>;

/**
 * The versioned put: `expected` is the version that was read, or null for a record that must not exist yet. Whoever
 * loses reads again. `changes` go with the record in the same put: who writes without them forgets them.
 */
export type PutOperation = (
  kind: OperationKind,
  id: string,
  body: unknown,
  expected: number | null,
  changes?: readonly Change[],
) => Promise<'written' | 'lost the race'>;

/** Newest id first: ids begin with a time. Consistent. */
export type ListOperations = (kind: OperationKind) => AsyncIterable<OperationRecord>;
