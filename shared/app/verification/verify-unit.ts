/**
 * One level-1 agency with all below it, beside its ledger (R24): each total is recomputed by the replay and compared
 * with the stored one, and what is stored where the ledger has nothing is found too. Of each entry the digest is made
 * anew from its content: a total that fits a damaged ledger is wrong. Beside live traffic a difference
 * counts only if it stands in three passes, seconds apart, with the node's version and the ledger's answer unchanged;
 * a total that was folded under a newer tree than ours is looked at again under that one. Memory is that of one path of
 * the tree and of a bounded number of differences.
 */
import { createHash } from 'node:crypto';
import { COUNTRY } from '../../contract/registry.ts';
import type { PlacedPeriod } from '../../domain/registry/dataset-period.ts';
import { numbersOf } from '../../domain/registry/system-numbers.ts';
import { treeAt } from '../../domain/registry/tree.ts';
import { type DamagedEntry, damageOf } from '../../domain/submissions/submission-digest.ts';
import { canonicalNode } from '../../domain/totals/canonical-total.ts';
import { agencyNode, childNodes, type FoldNode } from '../../domain/totals/fold-tree.ts';
import { emptyNode, type NodeContent } from '../../domain/totals/total.ts';
import type { ReadSystemEvents } from '../ports/ledger.ts';
import type { ReadSnapshot } from '../ports/registry.ts';
import type { ReadChildren, ReadNode } from '../ports/totals.ts';
import { compare, type Difference, type Found, placeOfTotal, type Suspect } from './difference.ts';
import { type ReplayPorts, replayNode } from './replay.ts';
import { storedTotals } from './stored-below.ts';

export type VerifyPorts = Omit<ReplayPorts, 'numberOf'> & {
  readonly readNode: ReadNode;
  readonly readChildren: ReadChildren;
  /** The newest tree. */
  readonly readSnapshot: ReadSnapshot;
  /** Waits long enough for a fold under way to be stored; `look` counts from 1, later ones may wait longer. */
  readonly pause: (look: number) => Promise<void>;
  /** For the later looks, where `readSystemEvents` may answer by what it saw earlier. */
  readonly readFreshEvents?: ReadSystemEvents;
  /** What is below a total that is not stored itself is not asked for: it is in no sum. By default it is. */
  readonly passesOver?: boolean;
};

/** What was found of one level-1 agency. Plain data: it can be kept in a file and resumed from. */
export type UnitReport = Found & {
  readonly unit: string;
  readonly entries: number;
  readonly totals: number;
  /** SHA-256 over the recomputed totals in the order of the tree. */
  readonly digest: string;
  readonly content: NodeContent;
  /** Entries whose content does not give their digest: how many, and the first of them. */
  readonly damagedCount: number;
  readonly damaged: readonly DamagedEntry[];
};

/** In so many looks on end a difference has to be the same; one that moves is traffic, and the next run sees it. */
export const LOOKS = 3;
/** Of one unit at a time: were a whole ledger uncounted, its totals would not fit into memory together. */
const MOST_SUSPECTS = 5000;
/** Of these, with what is stored and what would be right. */
const MOST_KEPT = 30;
const MOST_DAMAGED = 30;
/** A tree that moves more often while one agency is looked at is left to the next run. */
const MOST_TREES = 5;

type Held = Omit<Suspect, 'difference'> & { readonly difference: Difference | null };
type Pass = Pick<UnitReport, 'entries' | 'totals' | 'digest' | 'content' | 'damagedCount' | 'damaged'> & {
  readonly suspects: ReadonlyMap<string, Held>;
  /** Differing totals that did not find room among the suspects. */
  readonly more: number;
  /** A total that differs was folded under a newer tree than that of this pass. */
  readonly isOvertaken: boolean;
};

/** One level-1 agency with all below it: what differs in three looks on end. */
export async function verifyUnit(ports: VerifyPorts, at: PlacedPeriod, unit: FoldNode): Promise<UnitReport> {
  let [placed, node] = [at, unit];
  for (let trees = 1; ; trees += 1) {
    const pass = await looks(ports, placed, node);
    const newest = pass.isOvertaken && trees < MOST_TREES ? await ports.readSnapshot() : placed.snapshot;
    if (newest.version <= placed.snapshot.version) return reportOf(unit.name, pass);
    placed = { ...at, snapshot: newest };
    const found = unitOf(placed, unit.name);
    if (found === null) return reportOf(unit.name, gone);
    node = found;
  }
}

/** A level-1 agency in another tree; null where that has none of the name. */
function unitOf({ dataset, period, snapshot }: PlacedPeriod, name: string): FoldNode | null {
  const tree = treeAt(snapshot, period);
  const country = agencyNode(dataset, tree, COUNTRY);
  const units = country === null ? [] : childNodes(dataset, tree, country);
  return units.find((one) => one.name === name) ?? null;
}

const noDigest = createHash('sha256').digest('hex');
const gone: Pass = {
  entries: 0,
  totals: 0,
  digest: noDigest,
  content: emptyNode,
  suspects: new Map(),
  more: 0,
  isOvertaken: false,
  damagedCount: 0,
  damaged: [],
};

function reportOf(unit: string, { suspects, more, isOvertaken: _, ...figures }: Pass): UnitReport {
  const all = [...suspects.values()];
  return {
    unit,
    ...figures,
    differenceCount: all.length + more,
    differences: all.flatMap(({ difference }) => difference ?? []),
    wrong: all.map(({ signature: _signature, difference: _difference, ...wrong }) => wrong),
  };
}

async function looks(ports: VerifyPorts, at: PlacedPeriod, unit: FoldNode): Promise<Pass> {
  let pass = await onePass(ports, at, unit, null);
  const fresh = { ...ports, readSystemEvents: ports.readFreshEvents ?? ports.readSystemEvents };
  for (let look = 1; look < LOOKS && pass.suspects.size > 0 && !pass.isOvertaken; look += 1) {
    await ports.pause(look);
    pass = await onePass(fresh, at, unit, pass);
  }
  return pass;
}

async function onePass(
  ports: VerifyPorts,
  at: PlacedPeriod,
  unit: FoldNode,
  /** The look before; null for the first. */
  before: Pass | null,
): Promise<Pass> {
  const { dataset, period, snapshot } = at;
  const suspects = new Map<string, Held>();
  const digest = createHash('sha256');
  const stored = storedTotals(ports, at, unit);
  let [entries, totals, kept, more, isOvertaken] = [0, 0, 0, 0, false];
  const damaged: DamagedEntry[] = [];
  let damagedCount = 0;
  const note = (suspect: Suspect): void => {
    const place = placeOfTotal(suspect);
    const known = before?.suspects.get(place);
    const hadRoom = before === null || before.more === 0;
    // What had no room in the look before is not known to have moved.
    if (before !== null && known?.signature !== suspect.signature && (known !== undefined || hadRoom)) return;
    if (suspects.size >= MOST_SUSPECTS || (before !== null && known === undefined)) {
      more += 1;
      return;
    }
    kept += 1;
    suspects.set(place, kept > MOST_KEPT ? { ...suspect, difference: null } : suspect);
  };
  const content = await replayNode(
    { ...ports, numberOf: numbersOf(snapshot) },
    {
      dataset,
      period,
      tree: treeAt(snapshot, period),
      takes: (entry) => {
        const damage = damageOf(entry);
        if (damage !== null) damagedCount += 1;
        if (damage !== null && damaged.length < MOST_DAMAGED) damaged.push(damage);
        return true;
      },
      count: (read) => {
        entries += read;
      },
      enter: async (node) => {
        if (ports.passesOver) await stored.passOver(node);
      },
      visit: async (node, recomputed) => {
        const text = canonicalNode(recomputed);
        digest.update(`${node.name} ${text}\n`);
        totals += 1;
        if (node.children === 'any') for (const stray of await stored.strays(node)) note(stray);
        if (compare(node.name, await stored.take(node), recomputed, text) !== null) {
          const standing = await stored.readAgain(node);
          const suspect = compare(node.name, standing, recomputed, text);
          if (suspect !== null && standing !== null && standing.registryVersion > snapshot.version)
            isOvertaken = true;
          if (suspect !== null) note(suspect);
        }
        stored.close(node);
      },
    },
    unit,
  );
  const figures = { entries, totals, digest: digest.digest('hex'), content, damagedCount, damaged };
  return { ...figures, suspects, more, isOvertaken };
}
