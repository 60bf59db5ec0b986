/**
 * Rebuilds every total from the restored ledger and compares it with the live one, digit for digit, one level-1 agency
 * at a time. Live traffic has gone on since: where a stored total does not fit, the live ledger as of the restore point has to
 * give the rebuilt one, and the stored total what the live ledger gives now. What still does not fit is
 * looked at again when every fold has had its time, and counts only if it is exactly the same then.
 */

import { hash } from 'node:crypto';
import pLimit from 'p-limit';
import { COUNTRY } from '../../../contract/registry.ts';
import type { LedgerEntry } from '../../../contract/submissions/ledger.ts';
import { foldOfCatalogue } from '../../../domain/registry/cell.ts';
import type { DatasetPeriod } from '../../../domain/registry/dataset-period.ts';
import { numbersOf } from '../../../domain/registry/system-numbers.ts';
import { type RegistrySnapshot, treeAt } from '../../../domain/registry/tree.ts';
import { canonicalNode } from '../../../domain/totals/canonical-total.ts';
import { type FoldOf, foldNodes } from '../../../domain/totals/fold.ts';
import { agencyNode, childNodes } from '../../../domain/totals/fold-tree.ts';
import { emptyNode, type NodeContent } from '../../../domain/totals/total.ts';
import { readPeriod } from '../../../domain/values/period.ts';
import { SWEPT_MS } from '../../../domain/verification/margins.ts';
import { targetsOf } from '../../totals/fold-targets.ts';
import type { Difference } from '../../verification/difference.ts';
import { verifyCountry } from '../../verification/verify-totals.ts';
import { type VerifyPorts, verifyUnit } from '../../verification/verify-unit.ts';
import { instantsOf } from './check-ledger.ts';
import { leewayOf } from './leeway.ts';
import type { DrillPiece, DrillPorts } from './ports.ts';
import { differencesAsOf, rebuildUnit, type Source, totalDifference } from './rebuild-unit.ts';
import { type DrillState, differing, type Suspect } from './state.ts';

/** Everything that is the same for all units of one run. */
type Context = {
  readonly then: RegistrySnapshot;
  readonly restored: RegistrySnapshot;
  readonly foldOf: FoldOf;
  readonly verify: VerifyPorts;
  readonly catalogue: Awaited<ReturnType<DrillPorts['live']['readCatalogue']>>['value'];
  readonly calendar: Awaited<ReturnType<DrillPorts['live']['readCalendar']>>;
};

async function contextOf(ports: DrillPorts, state: DrillState): Promise<Context> {
  const copy = ports.openCopy(state.id);
  const [restored, then, catalogue, calendar, old] = await Promise.all([
    copy.readSnapshotAt(state.registryVersion),
    ports.live.readSnapshotAt(state.registryVersion),
    ports.live.readCatalogue(),
    ports.live.readCalendar(),
    copy.readCatalogue(),
  ]);
  const ofLive = foldOfCatalogue(catalogue.value);
  // What the copy does not know has been named already; its totals are still rebuilt.
  const foldOf: FoldOf = (id) => old.value.indicators.get(id)?.fold ?? ofLive(id);
  const verify = { ...ports.live, foldOf: ofLive, pause: ports.pause };
  return { restored, then, foldOf, verify, catalogue: catalogue.value, calendar };
}

/** Until the record is put back. */
const UNITS = 30;

export const checkTotals: DrillPiece = async (ports, before, goOn) => {
  const context = await contextOf(ports, before);
  let state = before;
  for (let units = 0; units < UNITS && (units === 0 || goOn()); units += 1) {
    const name = state.extras.places[state.totals.place];
    if (name === undefined) return lookAgain(ports, context, state);
    if (isFull(state) && !hasStood(state)) {
      const { state: looked } = await lookAgain(ports, context, state);
      state = looked;
      if (isFull(state)) return { state, go: 'wait' };
    }
    const [id = '', periodId = ''] = name.split('#');
    const dataset = context.catalogue.datasets.get(id)?.dataset;
    const period = readPeriod(periodId, context.calendar);
    // What neither registry knows has no totals; the names were found missing with the entries.
    state =
      dataset === undefined || period === null
        ? nextPlace(state)
        : await oneUnit(ports, context, state, { dataset, period });
  }
  return { state, go: 'again' };
};

const nextPlace = (state: DrillState): DrillState => ({
  ...state,
  totals: { ...state.totals, place: state.totals.place + 1, unit: 0, country: null, lively: false },
});

async function oneUnit(
  ports: DrillPorts,
  context: Context,
  before: DrillState,
  at: DatasetPeriod,
): Promise<DrillState> {
  const { dataset, period } = at;
  const { sure } = instantsOf(before);
  const tree = treeAt(context.then, period);
  const country = agencyNode(dataset, tree, COUNTRY);
  if (country === null) throw new Error('the tree has no country');
  const { totals } = before;
  const unit = childNodes(dataset, tree, country)[totals.unit];
  if (unit === undefined) return theCountry(ports, context, before, at);

  const source = { ...at, until: sure };
  const { foldOf } = context;
  const live: Source = {
    ...source,
    rules: { foldOf, numberOf: numbersOf(context.then) },
    tables: ports.live,
    tree,
  };
  const copy: Source = {
    ...source,
    rules: { foldOf, numberOf: numbersOf(context.restored) },
    tables: ports.openCopy(before.id),
    tree: treeAt(context.restored, period),
  };
  const { catalogue, calendar } = context;
  // Only paths are asked for: why an entry has none does not matter here.
  const place = { snapshot: context.then, catalogue, catalogueVersion: 0, calendar };
  const pathOf = (entry: LedgerEntry): string[] => {
    const found = targetsOf(place, entry);
    return found.ok ? found.value.nodes.map(({ name }) => name) : [];
  };
  const leeway = leewayOf(before, ports.readJournal, pathOf);
  const rebuilt = await rebuildUnit(copy, live, unit, leeway);
  let state = differing(before, rebuilt.wrong);
  if (!rebuilt.fitsLive) {
    state = differing(state, await differencesAsOf(copy, live, unit, rebuilt.digest));
    state = await watched(ports, context, state, { ...at, unit: unit.name });
  }
  const sum = foldNodes([(totals.country as NodeContent | null) ?? emptyNode, rebuilt.content], foldOf);
  return {
    ...state,
    totals: {
      ...state.totals,
      unit: totals.unit + 1,
      checked: totals.checked + rebuilt.checked,
      moved: totals.moved + (rebuilt.fitsLive ? 0 : 1),
      behind: totals.behind + rebuilt.behind,
      country: sum,
      lively: totals.lively || rebuilt.lively,
    },
  };
}

async function theCountry(
  ports: DrillPorts,
  context: Context,
  before: DrillState,
  at: DatasetPeriod,
): Promise<DrillState> {
  const { totals } = before;
  const right = canonicalNode((totals.country as NodeContent | null) ?? emptyNode);
  const key = { dataset: at.dataset.id, period: at.period.id, parent: null, node: COUNTRY };
  const [live, restored] = await Promise.all(
    [ports.live, ports.openCopy(before.id)].map(async (tables) =>
      canonicalNode((await tables.readNode(key))?.content ?? emptyNode),
    ),
  );
  let state = before;
  if (live !== right) state = await watched(ports, context, state, { ...at, unit: COUNTRY });
  const isBehind = restored !== right && totals.lively;
  if (restored !== right && !isBehind)
    state = differing(state, [
      totalDifference('total-restored', { ...at, node: COUNTRY }, { stored: restored ?? '', right }),
    ]);
  return nextPlace({
    ...state,
    totals: {
      ...state.totals,
      checked: totals.checked + 1,
      behind: totals.behind + (isBehind ? 1 : 0),
    },
  });
}

/** A unit of a dataset and period, or the country itself, by name. */
type Looked = DatasetPeriod & { readonly unit: string };

/** The stored totals of a unit, or the country's own, beside what the live ledger gives now, in three looks. */
async function verifyNow(
  ports: DrillPorts,
  { verify }: Context,
  { dataset, period, unit }: Looked,
): Promise<readonly Difference[]> {
  const snapshot = await ports.live.readSnapshot();
  const at = { dataset, period, snapshot };
  const tree = treeAt(snapshot, period);
  const country = agencyNode(dataset, tree, COUNTRY);
  if (country === null) throw new Error('the tree has no country');
  if (unit === COUNTRY) return (await verifyCountry(verify, at)).differences;
  const node = childNodes(dataset, tree, country).find(({ name }) => name === unit);
  return node === undefined ? [] : (await verifyUnit(verify, at, node)).differences;
}

const storedText = ({ stored }: Difference): string => canonicalNode(stored ?? emptyNode);
const signatureOf = (difference: Difference): string =>
  hash('sha256', `${storedText(difference)} ${canonicalNode(difference.recomputed)}`).slice(0, 16);

/** Bounds the record, which is one item: of many suspects some totals of each are enough to show it. */
const MOST_SUSPECTS = 100;
const MOST_SIGNATURES = 1000;
const MOST_OF_A_UNIT = 30;

const isFull = ({ totals }: DrillState): boolean => totals.suspects.length >= MOST_SUSPECTS;
/** The drill has failed by a live total: nothing has to be waited for any more to know that. */
const hasStood = ({ differences }: DrillState): boolean =>
  differences.some(({ kind }) => kind === 'total-live');

/** With this unit among the suspects, if it is one; only counted where there are enough of them. */
async function watched(
  ports: DrillPorts,
  context: Context,
  state: DrillState,
  looked: Looked,
): Promise<DrillState> {
  const { totals } = state;
  if (isFull(state)) return { ...state, totals: { ...totals, unwatched: totals.unwatched + 1 } };
  const found = await verifyNow(ports, context, looked);
  if (found.length === 0) return state;
  const known = totals.suspects.reduce((sum, { signatures }) => sum + Object.keys(signatures).length, 0);
  const kept = found.slice(0, known < MOST_SIGNATURES ? MOST_OF_A_UNIT : 1);
  const signatures = Object.fromEntries(kept.map((one) => [one.node, signatureOf(one)]));
  const seenAt = new Date(ports.now()).toISOString();
  const { dataset, period, unit } = looked;
  const suspect: Suspect = { dataset: dataset.id, period: period.id, unit, seenAt, signatures };
  return { ...state, totals: { ...totals, suspects: [...totals.suspects, suspect] } };
}

/**
 * A total that has stood as it is, beside an unchanged ledger, for longer than any fold takes, is wrong; one that fits by
 * now, or has moved, is not. Those that are left are looked at in each run.
 */
async function lookAgain(ports: DrillPorts, context: Context, before: DrillState) {
  const looks = await pLimit(PARALLEL_LOOKS).map(before.totals.suspects, async (suspect) => {
    const dataset = context.catalogue.datasets.get(suspect.dataset)?.dataset;
    const period = readPeriod(suspect.period, context.calendar);
    if (dataset === undefined || period === null) return { suspect, place: null, standing: [] };
    const place = { dataset, period };
    const found = await verifyNow(ports, context, { ...place, unit: suspect.unit });
    const standing = found.filter((one) => suspect.signatures[one.node] === signatureOf(one));
    return { suspect, place, standing };
  });
  const left: Suspect[] = [];
  let state = before;
  for (const { suspect, place, standing } of looks) {
    if (place === null || standing.length === 0) continue;
    if (ports.now() < Date.parse(suspect.seenAt) + STANDS_MS) {
      const signatures = Object.fromEntries(standing.map((one) => [one.node, signatureOf(one)]));
      left.push({ ...suspect, signatures });
      continue;
    }
    state = differing(
      state,
      standing.map((one) =>
        totalDifference(
          'total-live',
          { ...place, node: one.node },
          { stored: storedText(one), right: canonicalNode(one.recomputed) },
        ),
      ),
    );
  }
  const go = left.length === 0 ? ('next' as const) : ('wait' as const);
  return { state: { ...state, totals: { ...state.totals, suspects: left } }, go };
}

/** Each look takes seconds, nearly all of them waiting: all of them have to fit into one invocation. */
const PARALLEL_LOOKS = 8;

/** A queue that is an hour behind has had its alarm for long, and what has no message has been swept. */
const STANDS_MS = SWEPT_MS;
