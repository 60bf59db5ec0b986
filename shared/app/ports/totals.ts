/** Stored totals as use cases ask for them (DESIGN §5, table Totals). Every read is strongly consistent. */
import type { NodeContent } from '../../domain/totals/total.ts';

/** Where a total is: a node of a dataset's tree in a period, under the parent that it has there. */
export type NodeKey = {
  readonly dataset: string;
  readonly period: string;
  readonly parent: string | null;
  readonly node: string;
};

export type StoredNode = {
  /** Counts the writes of this node; the condition of the next one. */
  readonly version: number;
  readonly registryVersion: number;
  readonly content: NodeContent;
  /** The revision of each own system that this total has seen: what "counted" means for a report. */
  readonly revisions: Readonly<Record<string, number>>;
  /**
   * Sum of the versions of the children's totals and number of the ledger entries that it was folded from: it grows
   * with every change below. Were only values compared, a child that changed and changed back would look unchanged,
   * the fold would skip its put, and a slower one that saw the child in between could still put what it saw.
   */
  readonly seen: number;
  /** The version of each child that it was folded from (included.ts); absent where an older release folded it, or there is no child. */
  readonly included?: string;
};

/** All reads are strongly consistent; lists come page by page, so that a fold's memory is that of one page. */
export type ReadNode = (key: NodeKey) => Promise<StoredNode | null>;

/** The stored totals under a node, with their names, in the order of these; only those behind `after` where it is given. */
export type ReadChildren = (
  dataset: string,
  period: string,
  node: string,
  after?: string,
) => AsyncIterable<readonly [name: string, child: StoredNode]>;

/** Puts the node if the stored version is still `expected` (null: none is stored). */
export type PutNode = (
  key: NodeKey,
  node: StoredNode,
  expected: number | null,
) => Promise<'written' | 'lost the race'>;

/** Nodes in the order of their keys, of which there are at most `MOST_KEYS`; null where none is stored. Consistent. */
export type ReadNodes = (keys: readonly NodeKey[]) => Promise<readonly (StoredNode | null)[]>;
