/** A total that is not what its ledger says, as verify finds it and repair is told of it. */
import { hash } from 'node:crypto';
import { canonicalNode } from '../../domain/totals/canonical-total.ts';
import { emptyNode, type NodeContent } from '../../domain/totals/total.ts';
import type { StoredNode } from '../ports/totals.ts';

/** Where a total is wrong. `strayUnder`: it is stored under that one, and the ledger has nothing of it. */
export type Wrong = { readonly node: string; readonly strayUnder?: string };

export type Difference = Wrong & {
  readonly stored: NodeContent | null;
  readonly recomputed: NodeContent;
};

/** A total that differs, without what it is; equal `right` means that the ledger says the same as before. */
export type WrongTotal = Wrong & { readonly right: string };

export type Found = {
  /** Exact up to five thousand of a unit; those beyond are counted as the last look found them. */
  readonly differenceCount: number;
  /** The first of them, as they are. */
  readonly differences: readonly Difference[];
  /** The first five thousand by name, deepest first. */
  readonly wrong: readonly WrongTotal[];
};

export type Suspect = WrongTotal & {
  /** What has to stay unchanged for the difference to count. */
  readonly signature: string;
  readonly difference: Difference;
};
/** Totals of the same name under different parents are different ones. */
export const placeOfTotal = ({ node, strayUnder }: Wrong): string =>
  strayUnder === undefined ? node : `${strayUnder} > ${node}`;

const short = (text: string): string => hash('sha256', text).slice(0, 16);

/** Null where the stored total is the recomputed one. */
export function compare(
  node: string,
  stored: StoredNode | null,
  recomputed: NodeContent,
  text = canonicalNode(recomputed),
): Suspect | null {
  if (canonicalNode(stored?.content ?? emptyNode) === text) return null;
  const right = short(text);
  const difference = { node, stored: stored?.content ?? null, recomputed };
  return { node, right, signature: `${stored?.version ?? 0} ${right}`, difference };
}

/** What is stored where the ledger has nothing. */
export function strayOf(node: string, strayUnder: string, stored: StoredNode): Suspect | null {
  const suspect = compare(node, stored, emptyNode);
  return suspect && { ...suspect, strayUnder, difference: { ...suspect.difference, strayUnder } };
}
