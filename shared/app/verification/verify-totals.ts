/**
 * Verify: recomputes every total of a dataset and period from the ledger, through the same fold, and compares it with
 * what is stored, digit for digit (R24). It goes unit by unit, a level-1 agency with all below it (verify-unit.ts), so
 * that it can resume where it was interrupted.
 */
import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import { COUNTRY } from '../../contract/registry.ts';
import type { DatasetPeriod, PlacedPeriod } from '../../domain/registry/dataset-period.ts';
import { numbersOf } from '../../domain/registry/system-numbers.ts';
import { treeAt } from '../../domain/registry/tree.ts';
import type { DamagedEntry } from '../../domain/submissions/submission-digest.ts';
import { startFold } from '../../domain/totals/fold.ts';
import { agencyNode, childNodes, type FoldNode } from '../../domain/totals/fold-tree.ts';
import type { NodeContent } from '../../domain/totals/total.ts';
import { noEvents } from '../ports/ledger.ts';
import { recompute } from '../totals/fold-node.ts';
import { compare, type Difference, type Found, type Suspect } from './difference.ts';
import { LOOKS, type UnitReport, type VerifyPorts, verifyUnit } from './verify-unit.ts';

export type VerifyReport = {
  readonly dataset: string;
  readonly period: string;
  /** Ledger entries read, and totals compared. */
  readonly entries: number;
  readonly totals: number;
  /** SHA-256 over the digests of the units in the order of their codes: equal ledgers give equal digests. */
  readonly digest: string;
  readonly national: NodeContent;
  readonly differenceCount: number;
  /** The first hundred of them. */
  readonly differences: readonly Difference[];
  /** Entries whose content does not give their digest: how many, and the first hundred. */
  readonly damagedCount: number;
  readonly damaged: readonly DamagedEntry[];
};

/** Units that an earlier, interrupted run had done, and where to note those of this one. */
export type Progress = {
  readonly done: ReadonlyMap<string, UnitReport>;
  readonly note: (unit: UnitReport) => Promise<void>;
};

export const fromTheStart: Progress = { done: new Map(), note: async () => undefined };
const MOST_DIFFERENCES = 100;
/** Most of the time is waiting for answers. */
const PARALLEL_UNITS = 8;

export async function verifyTotals(
  ports: VerifyPorts,
  at: PlacedPeriod,
  progress: Progress = fromTheStart,
): Promise<VerifyReport> {
  const report = startReport(ports, at);
  const units = unitsOf(at);
  await eachUnit(units, async (node, index) => {
    const done = progress.done.get(node.name);
    const unit = done ?? (await verifyUnit(ports, at, node));
    if (done === undefined) await progress.note(unit);
    report.add(index, unit);
  });
  report.found(await verifyCountry(ports, at));
  return report.end();
}

/** The level-1 agencies of a period's tree. */
export const unitsOf = (at: PlacedPeriod): FoldNode[] =>
  childNodes(at.dataset, treeAt(at.snapshot, at.period), countryOf(at));

function countryOf({ dataset, period, snapshot }: PlacedPeriod): FoldNode {
  const country = agencyNode(dataset, treeAt(snapshot, period), COUNTRY);
  if (country === null) throw new Error('the tree has no country');
  return country;
}

/** Several at a time. */
export const eachUnit = async (
  units: readonly FoldNode[],
  one: (node: FoldNode, index: number) => Promise<void>,
): Promise<void> => {
  await pLimit(PARALLEL_UNITS).map(units, one);
};

/** A report that grows by the unit, in whatever order they are done; of what differs it keeps the first only. */
export function startReport(ports: Pick<VerifyPorts, 'foldOf'>, { dataset, period }: DatasetPeriod) {
  const digests: string[] = [];
  const national = startFold(ports.foldOf);
  const differences: Difference[] = [];
  const damaged: DamagedEntry[] = [];
  let [entries, totals, differenceCount, damagedCount] = [0, 1, 0, 0];
  const found = (more: Pick<Found, 'differenceCount' | 'differences'>): void => {
    differenceCount += more.differenceCount;
    differences.push(...more.differences.slice(0, MOST_DIFFERENCES - differences.length));
  };
  return {
    found,
    /** `index`: the place of the unit in the order of the tree. */
    add: (index: number, unit: UnitReport): void => {
      digests[index] = `${unit.unit} ${unit.digest}\n`;
      national.add(unit.content);
      entries += unit.entries;
      totals += unit.totals;
      damagedCount += unit.damagedCount;
      damaged.push(...unit.damaged.slice(0, MOST_DIFFERENCES - damaged.length));
      found(unit);
    },
    end: (): VerifyReport => {
      const digest = createHash('sha256');
      for (const line of digests) digest.update(line ?? '');
      return {
        dataset: dataset.id,
        period: period.id,
        entries,
        totals,
        digest: digest.digest('hex'),
        national: national.total(),
        differenceCount,
        differences,
        damagedCount,
        damaged,
      };
    },
  };
}

/** The country against the stored totals below it, each of which was compared with the ledger in its unit. */
export async function verifyCountry(ports: VerifyPorts, at: PlacedPeriod): Promise<Found> {
  const key = { dataset: at.dataset.id, period: at.period.id, parent: null, node: COUNTRY };
  const ofReports = { ...ports, readEvents: noEvents };
  let { snapshot } = at;
  let before: Suspect | null = null;
  for (let look = 1; ; look += 1) {
    const stored = await ports.readNode(key);
    const now = { ...ofReports, numberOf: numbersOf(snapshot) };
    const { content } = await recompute(now, at, countryOf({ ...at, snapshot }));
    const suspect = compare(COUNTRY, stored, content);
    if (suspect === null || (before !== null && before.signature !== suspect.signature)) return nothing;
    const { signature: _, difference, ...wrong } = suspect;
    if (look === LOOKS) return { differenceCount: 1, differences: [difference], wrong: [wrong] };
    // One that was folded under a newer tree has to be wrong in that one.
    if (stored !== null && stored.registryVersion > snapshot.version) snapshot = await ports.readSnapshot();
    else before = suspect;
    await ports.pause(look);
  }
}

const nothing: Found = { differenceCount: 0, differences: [], wrong: [] };
