/** What a dry run of a file says that its reports would change of those that count (R25, R26). */
import type { Batch } from '../../contract/batches/batch.ts';
import type { Correction } from '../../contract/submissions/dry-run.ts';
import type { SentAgainPorts } from '../submissions/sent-again.ts';
import { effectOf, type WouldBe } from '../submissions/submit.ts';

/** How many reports correct, and how many cells of them differ. */
export type Corrections = NonNullable<NonNullable<Batch['submissions']>['corrections']>;

export const noCorrections: Corrections = { changing: 0, unchanged: 0, cells: 0 };

export const withCorrection = (
  { changing, unchanged, cells }: Corrections,
  correction: Correction | undefined,
): Corrections => {
  if (correction === undefined) return { changing, unchanged, cells };
  return correction.unchanged
    ? { changing, unchanged: unchanged + 1, cells }
    : { changing: changing + 1, unchanged, cells: cells + correction.cells.length };
};

export const addedCorrections = (a: Corrections, b: Corrections): Corrections => ({
  changing: a.changing + b.changing,
  unchanged: a.unchanged + b.unchanged,
  cells: a.cells + b.cells,
});

/** As the call's dry run has it. At most two entries of the ledger are read more than for the verdict. */
export async function withEffect(
  ports: SentAgainPorts,
  would: WouldBe,
): Promise<WouldBe & { readonly correction?: Correction }> {
  if (would.verdict !== 'new') return would;
  const { correction, ...fate } = await effectOf(ports, would.entry);
  return { ...would, fate, ...(correction !== undefined && { correction }) };
}
