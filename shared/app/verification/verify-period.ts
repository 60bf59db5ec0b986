/** A dataset's period verified at an operator's word, and repaired where that is asked. */
import type { PlacedPeriod } from '../../domain/registry/dataset-period.ts';
import { type RepairPorts, type RepairReport, verifyAndRepair } from './verify-and-repair.ts';
import { type Progress, type VerifyReport, verifyTotals } from './verify-totals.ts';

export type VerifiedPeriod = {
  /** What is right or wrong now: after the repair, where there was one. */
  readonly report: VerifyReport;
  /** What was found and repaired; null where nothing differed, or no repair was asked for. */
  readonly repair: RepairReport | null;
};

/** Throws where an agency could not be compared for a repair: what is not known is no verdict. */
export async function verifyPeriod(
  ports: RepairPorts,
  at: PlacedPeriod,
  { progress, repair }: { readonly progress: Progress; readonly repair: boolean },
): Promise<VerifiedPeriod> {
  if (!repair) return { report: await verifyTotals(ports, at, progress), repair: null };
  const repaired = await verifyAndRepair(ports, at, progress);
  if (repaired.failed.length > 0) throw new Error(repaired.failed.join('; '));
  if (repaired.differenceCount === 0) return { report: repaired, repair: null };
  const snapshot = await ports.readSnapshot();
  return { report: await verifyTotals(ports, { ...at, snapshot }), repair: repaired };
}
