/** One level-1 agency rebuilt from the restored ledger, with every total beside those stored, live and restored. */

import { createHash, hash } from 'node:crypto';
import type { DrillDifference } from '../../../contract/recovery/drill.ts';
import type { Dataset } from '../../../contract/registry.ts';
import type { LedgerEntry } from '../../../contract/submissions/ledger.ts';
import type { DatasetPeriod } from '../../../domain/registry/dataset-period.ts';
import type { Tree } from '../../../domain/registry/tree.ts';
import { canonicalNode } from '../../../domain/totals/canonical-total.ts';
import type { FoldRules } from '../../../domain/totals/fold.ts';
import type { FoldNode } from '../../../domain/totals/fold-tree.ts';
import { type ReporterSet, reportersText } from '../../../domain/totals/reporters.ts';
import { emptyNode, type NodeContent } from '../../../domain/totals/total.ts';
import type { Period } from '../../../domain/values/period.ts';
import type { DrillTables } from '../../ports/recovery.ts';
import { replayNode } from '../../verification/replay.ts';
import { storedTotals } from '../../verification/stored-below.ts';
import { excuses, type Leeway } from './leeway.ts';

/** A ledger up to an instant, and the tree and rules that its totals are made by. */
export type Source = {
  readonly tables: Pick<DrillTables, 'readReports' | 'readSystemEvents' | 'readNode' | 'readChildren'>;
  readonly dataset: Dataset;
  readonly period: Period;
  readonly tree: Tree;
  readonly rules: FoldRules;
  /** Entries stored later are left out: an Instant. */
  readonly until: string;
};

type Visit = (node: FoldNode, text: string) => Promise<void>;

/** The replay of one unit; `pass` is told of entries that are left out too. Memory is that of one path of the tree. */
async function replayUnit(
  { tables, dataset, period, tree, rules, until }: Source,
  unit: FoldNode,
  visit: Visit,
  pass: (entry: LedgerEntry) => void = () => undefined,
): Promise<NodeContent> {
  return replayNode(
    { ...tables, ...rules },
    {
      dataset,
      period,
      tree,
      takes: (entry) => {
        pass(entry);
        return entry.storedAt <= until;
      },
      count: () => undefined,
      visit: (node, content) => visit(node, canonicalNode(content)),
    },
    unit,
  );
}

export type Rebuilt = {
  readonly content: NodeContent;
  readonly digest: string;
  readonly checked: number;
  /** Whether every stored live total is the rebuilt one. */
  readonly fitsLive: boolean;
  readonly behind: number;
  /** Restored totals that differ from the restored ledger by more than the leeway. */
  readonly wrong: readonly DrillDifference[];
  /** Whether totals above this one may differ by the leeway. */
  readonly lively: boolean;
};

const nothing = canonicalNode(emptyNode);
const textOf = (stored: { readonly content: NodeContent } | null): string =>
  stored === null ? nothing : canonicalNode(stored.content);

/** Both sources end at the same instant, up to which the restored ledger has everything. */
export async function rebuildUnit(
  copy: Source,
  live: Source,
  unit: FoldNode,
  leeway: Leeway,
): Promise<Rebuilt> {
  const { young, isAllYoung, pathOf } = leeway;
  const { dataset, period } = copy;
  const [storedLive, storedCopy] = [live, copy].map(({ tables }) =>
    storedTotals(tables, { dataset, period }, unit),
  );
  if (storedLive === undefined || storedCopy === undefined) throw new Error('there are two of them');
  const digest = createHash('sha256');
  const recent = new Set<string>();
  const suspects = new Map<string, DrillDifference>();
  let [checked, behind, fitsLive] = [0, 0, true];
  const visit: Visit = async (node, text) => {
    digest.update(`${node.name} ${text}\n`);
    checked += 1;
    if (textOf(await storedLive.read(node)) !== text) fitsLive = false;
    const restored = textOf(await storedCopy.read(node));
    storedLive.close(node);
    storedCopy.close(node);
    if (restored === text) return;
    if (isAllYoung || recent.has(node.name)) behind += 1;
    else
      suspects.set(
        node.name,
        totalDifference('total-restored', { ...copy, node: node.name }, { stored: restored, right: text }),
      );
  };
  const content = await replayUnit(copy, unit, visit, (entry) => {
    if (entry.storedAt > young) for (const name of pathOf(entry)) recent.add(name);
  });
  const { see, excused } = excuses(new Set(suspects.keys()), leeway);
  if (suspects.size > 0) await replayUnit(live, unit, nowhere, see);
  const good = await excused();
  const wrong = [...suspects].flatMap(([name, difference]) => (good.has(name) ? [] : difference));
  return {
    content,
    digest: digest.digest('hex'),
    checked,
    fitsLive,
    behind: behind + suspects.size - wrong.length,
    wrong,
    lively: isAllYoung || recent.size > 0 || good.size > 0,
  };
}

const nowhere: Visit = async () => undefined;

/** Totals by name with the hash of what they are: of one unit, made only where two replays differ. */
async function hashesOf(source: Source, unit: FoldNode): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  await replayUnit(source, unit, async ({ name }, text) => {
    hashes.set(name, text.length > 64 ? hash('sha256', text) : text);
  });
  return hashes;
}

/** The totals that differ between the restored and the live ledger, both up to the same instant. */
export async function differencesAsOf(
  copy: Source,
  live: Source,
  unit: FoldNode,
  digest: string,
): Promise<DrillDifference[]> {
  const asOf = createHash('sha256');
  await replayUnit(live, unit, async ({ name }, text) => {
    asOf.update(`${name} ${text}\n`);
  });
  if (asOf.digest('hex') === digest) return [];
  const [restored, standing] = [await hashesOf(copy, unit), await hashesOf(live, unit)];
  return [...new Set([...restored.keys(), ...standing.keys()])].flatMap((name) =>
    restored.get(name) === standing.get(name)
      ? []
      : {
          kind: 'total-rebuilt' as const,
          name: totalName(copy, name),
          detail: `≤ ${live.until}`,
        },
  );
}

const totalName = ({ dataset, period }: DatasetPeriod, node: string): string =>
  `${node} ${dataset.id} ${period.id}`;

/** Says the first place in which two totals, as canonical text, differ: stored ≠ recomputed. */
export function totalDifference(
  kind: DrillDifference['kind'],
  { node, ...place }: DatasetPeriod & { readonly node: string },
  { stored, right }: { readonly stored: string; readonly right: string },
): DrillDifference {
  const [a, b] = [readCanonical(stored), readCanonical(right)];
  const key = [...new Set([...a.cells.keys(), ...b.cells.keys()])]
    .sort()
    .find((one) => a.cells.get(one) !== b.cells.get(one));
  const value = (key: string, { cells }: typeof a): string => cells.get(key) ?? '–';
  const whole = ({ reporters, newest, ofCells }: typeof a): string =>
    [reporters, newest ?? '–', ...ofCells].join(', ');
  const detail =
    key === undefined
      ? `reporters, newestReceivedAt: ${whole(a)} ≠ ${whole(b)}`
      : `${key}: ${value(key, a)} ≠ ${value(key, b)}`;
  return { kind, name: totalName(place, node), detail };
}

/** The other way round of `canonicalNode`; values as text. */
function readCanonical(text: string) {
  const [reporters, newest, cells, ofCells] = JSON.parse(text) as [
    ...[reporters: ReporterSet, newest: string | null],
    ...[cells: [string, unknown][], ofCells: [string, ReporterSet][] | null],
  ];
  return {
    reporters: reportersText(reporters),
    newest,
    cells: new Map(cells.map(([key, value]) => [key, String(value)])),
    ofCells: ofCells?.map(([key, set]) => `${key}: ${reportersText(set)}`) ?? ['no room for those of cells'],
  };
}
