/**
 * Verifies a dataset and period and repairs it on the way: each level-1 agency as soon as it was compared, and what
 * was repaired is compared again. What is still as wrong as before then is stuck, whatever the repair said of it. An
 * agency that cannot be compared does not keep the others from it.
 */
import pLimit from 'p-limit';
import type { PlacedPeriod } from '../../domain/registry/dataset-period.ts';
import { cut } from '../../domain/values/cut.ts';
import type { FoldPorts } from '../totals/fold-node.ts';
import { type Found, placeOfTotal, type WrongTotal } from './difference.ts';
import { type Repair, repairTotals } from './repair-totals.ts';
import {
  eachUnit,
  fromTheStart,
  type Progress,
  startReport,
  unitsOf,
  type VerifyReport,
  verifyCountry,
} from './verify-totals.ts';
import { type VerifyPorts, verifyUnit } from './verify-unit.ts';

export type RepairPorts = VerifyPorts & Omit<FoldPorts, 'numberOf'>;

export type RepairReport = VerifyReport & {
  /** The first hundred totals that were folded, with what came of it. */
  readonly repairs: readonly Repair[];
  readonly folded: number;
  readonly written: number;
  /** Still as wrong as before they were folded anew: name and what the fold said. */
  readonly stuck: readonly string[];
  /** Agencies that could not be compared, and why. */
  readonly failed: readonly string[];
  /** Level-1 agencies, or the country, that no time was left for. */
  readonly left: number;
};

const MOST_NAMED = 100;

/**
 * `goOn`: whether there is time for another agency; `mends`: whether what differs is repaired. The differences of the report, and of what
 * is noted of an agency, are those before the repair.
 */
export async function verifyAndRepair(
  ports: RepairPorts,
  at: PlacedPeriod,
  progress: Progress = fromTheStart,
  goOn: () => boolean = () => true,
  mends = true,
): Promise<RepairReport> {
  const report = startReport(ports, at);
  const log = startLog();
  // All agencies end in the country: it is folded by one at a time, lest they lose each other's races.
  const country = pLimit(1);
  const fold = async (wrong: readonly WrongTotal[]): Promise<Repair[]> =>
    repairTotals(ports, { ...at, snapshot: await ports.readSnapshot() }, wrong, (one) => country(one));
  const failed: string[] = [];
  let left = 0;
  await eachUnit(unitsOf(at), async (node, index) => {
    const done = progress.done.get(node.name);
    if (done !== undefined) return report.add(index, done);
    if (!goOn()) {
      left += 1;
      return;
    }
    try {
      const look = () => verifyUnit(ports, at, node);
      const { first, last, isDone } = await repair(look, mends ? fold : null, log, goOn);
      const { differenceCount, differences } = first;
      const unit = { ...last, differenceCount, differences };
      report.add(index, unit);
      if (isDone) await progress.note(unit);
      else left += 1;
    } catch (error) {
      failed.push(`${node.name}: ${reasonOf(error)}`);
    }
  });
  if (left === 0) {
    const look = () => verifyCountry(ports, at);
    const { first } = await repair(look, mends ? fold : null, log, goOn);
    report.found(first);
  }
  return { ...report.end(), ...log.end(), failed, left };
}

const reasonOf = (error: unknown): string =>
  cut(error instanceof Error ? `${error.name}: ${error.message}` : String(error), 300);

function startLog() {
  const repairs: Repair[] = [];
  const stuck: string[] = [];
  let [folded, written] = [0, 0];
  return {
    repaired: (more: readonly Repair[]): void => {
      folded += more.length;
      written += more.filter(({ outcome }) => outcome === 'written').length;
      repairs.push(...more.slice(0, MOST_NAMED - repairs.length));
    },
    isStuck: (standing: readonly WrongTotal[], repairs: readonly Repair[]): void => {
      const outcomes = new Map(repairs.map(({ node, outcome }) => [node, outcome]));
      for (const wrong of standing.slice(0, MOST_NAMED - stuck.length))
        stuck.push(`${placeOfTotal(wrong)}: ${outcomes.get(wrong.node) ?? 'not in the tree'}`);
    },
    end: () => ({ repairs, folded, written, stuck }),
  };
}

/**
 * Looks, repairs, looks again, as long as there is less to repair each time: of very many differences a look names some.
 * `isDone` unless time ran out before that.
 */
async function repair<T extends Found>(
  look: () => Promise<T>,
  /** Null: it only looks. */
  fold: ((wrong: readonly WrongTotal[]) => Promise<Repair[]>) | null,
  log: ReturnType<typeof startLog>,
  goOn: () => boolean,
): Promise<{ first: T; last: T; isDone: boolean }> {
  const first = await look();
  let last = first;
  while (fold !== null && last.wrong.length > 0) {
    const before = new Map(last.wrong.map((one) => [placeOfTotal(one), one.right]));
    const repairs = await fold(last.wrong);
    log.repaired(repairs);
    const again = await look();
    const standing = again.wrong.filter((one) => before.get(placeOfTotal(one)) === one.right);
    const isStill = again.differenceCount >= last.differenceCount || standing.length === again.wrong.length;
    last = again;
    if (isStill) {
      log.isStuck(standing, repairs);
      break;
    }
    if (!goOn()) return { first, last, isDone: false };
  }
  return { first, last, isDone: true };
}
