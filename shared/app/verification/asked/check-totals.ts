/** Totals that an operator asked to be verified, and repaired where that was asked: one dataset and period after the other. */
import { COUNTRY } from '../../../contract/registry.ts';
import type { Verification } from '../../../contract/verification.ts';
import { foldOfCatalogue } from '../../../domain/registry/cell.ts';
import { emptyNode } from '../../../domain/totals/total.ts';
import { readPeriod } from '../../../domain/values/period.ts';
import { cellDifferences } from '../../../domain/verification/cell-differences.ts';
import { targetsOf } from '../../../domain/verification/targets.ts';
import type { Difference } from '../difference.ts';
import { type RepairReport, verifyAndRepair } from '../verify-and-repair.ts';
import type { VerifyOpenPorts } from '../verify-open-periods.ts';
import { unitsOf } from '../verify-totals.ts';
import type { UnitReport } from '../verify-unit.ts';
import type { Work } from './advance.ts';
import { withDamaged } from './found.ts';
import { type AskedState, bounded, over } from './state.ts';

export type CheckTotalsPorts = VerifyOpenPorts & { readonly now: () => number };

/** In milliseconds: what a run that dies has to do again at most; each note is a put of some kilobytes. */
const NOTED_EVERY = 5_000;

type Place = Verification['places'][number];

export async function checkTotals(ports: CheckTotalsPorts, work: Work, goOn: () => boolean): Promise<void> {
  const [catalogue, calendar] = await Promise.all([ports.readCatalogue(), ports.readCalendar()]);
  const all = { ...ports, foldOf: foldOfCatalogue(catalogue.value) };
  if (!work.state().isPlanned) {
    const state = work.state();
    const asked = { dataset: state.dataset ?? undefined, period: state.period ?? undefined };
    const chosen = targetsOf(asked, catalogue.value, calendar, Date.parse(state.askedAt));
    if (!chosen.ok) {
      const { unknown, allowed } = chosen.problem;
      // The door has found it: the registry that is kept here for a minute is older than that.
      throw new Error(`no such ${unknown}: ${state[unknown]}; there is ${allowed.join(', ')}`);
    }
    const places = chosen.value.map(({ dataset, period }) => placeOf(dataset.id, period.id));
    await work.keep({ ...state, isPlanned: true, places });
  }
  for (let place = placeAt(work); place !== null; place = placeAt(work)) {
    const dataset = catalogue.value.datasets.get(place.dataset)?.dataset;
    const period = readPeriod(place.period, calendar);
    if (dataset === undefined || period === null)
      throw new Error(`${place.dataset} ${place.period} has gone from the registry`);
    const at = { dataset, period, snapshot: await ports.readSnapshot() };
    const told = noting(work, place, ports.now, at.snapshot.version, unitsOf(at).length);
    let report: RepairReport;
    try {
      report = await verifyAndRepair(all, at, told, goOn, work.state().mends);
    } finally {
      await told.end();
    }
    if (report.failed.length > 0) throw new Error(report.failed.join('; '));
    if (report.left > 0) return;
    await work.keep(settled(work.state(), place, report));
    if (!goOn()) return;
  }
  const { places } = work.state();
  const isWrong = places.some(({ differences, damaged }) => differences > 0 || damaged > 0);
  await work.keep(over(work.state(), isWrong ? 'wrong' : 'right', ports.now()));
}

const placeOf = (dataset: string, period: string): Place => ({
  dataset,
  period,
  agencies: null,
  done: 0,
  entries: 0,
  totals: 0,
  digest: null,
  differences: 0,
  damaged: 0,
  repaired: 0,
  folded: 0,
  written: 0,
});

const placeAt = (work: Work): Place | null => work.state().places[work.state().at] ?? null;

const withPlace = (state: AskedState, change: Partial<Place>): Place[] =>
  state.places.map((place, at) => (at === state.at ? { ...place, ...change } : place));

/** The progress of a place: what is done stays with the record, each few seconds and at the end. */
function noting(work: Work, place: Place, now: () => number, registry: number, agencies: number) {
  const before = work.state();
  // Under another tree the agencies are others: what was done counts no more.
  const isSame = before.registry === registry;
  const units = isSame ? before.units : [];
  let so: AskedState = isSame ? before : withoutRows({ ...before, registry, units }, place);
  let notedAt = now();
  let putting = Promise.resolve();
  const isNew = (): boolean => so.units.length !== work.state().units.length;
  return {
    done: new Map(units.map((unit) => [unit.unit, unitOf(unit)])),
    note: (unit: UnitReport): Promise<void> => {
      so = withUnit(so, place, unit, agencies);
      putting = putting.then(async () => {
        if (now() < notedAt + NOTED_EVERY) return;
        notedAt = now();
        await work.keep(so);
      });
      return putting;
    },
    end: async (): Promise<void> => {
      await putting;
      if (isNew()) await work.keep(so);
    },
  };
}

const unitOf = ({ unit, entries, totals, digest, differences, damaged }: AskedState['units'][number]) => ({
  unit,
  entries,
  totals,
  digest,
  content: emptyNode,
  differenceCount: differences,
  differences: [],
  wrong: [],
  damagedCount: damaged,
  damaged: [],
});

/** Without what was noted of differences in this turn of the place. */
function withoutRows(state: AskedState, { dataset, period }: Place): AskedState {
  const list = listOf(state);
  const others = state[list].filter(({ total }) => !total.endsWith(` ${dataset} ${period}`));
  return { ...state, [list]: others };
}

const listOf = ({ mends }: AskedState) => (mends ? 'repairedDifferences' : 'differences');

/** With what differs named, as far as there is room. */
function withRows(state: AskedState, place: Place, differences: readonly Difference[]): AskedState {
  const list = listOf(state);
  const rows = differences.flatMap((one) => cellDifferences(place, one));
  return rows.length === 0 ? state : { ...state, [list]: bounded(state[list], rows) };
}

function withUnit(state: AskedState, place: Place, unit: UnitReport, agencies: number): AskedState {
  const { entries, totals, digest, differenceCount, damagedCount } = unit;
  const done = {
    unit: unit.unit,
    entries,
    totals,
    digest,
    differences: differenceCount,
    damaged: damagedCount,
  };
  const units = [...state.units, done];
  const sum = (of: 'entries' | 'totals') => units.reduce((so, one) => so + one[of], 0);
  const damaged = state.mends ? state.damaged : withDamaged(state.damaged, unit.damaged);
  const figures = { agencies, done: units.length, entries: sum('entries'), totals: sum('totals') };
  return withRows({ ...state, units, damaged, places: withPlace(state, figures) }, place, unit.differences);
}

/** A place whose agencies are all done: what was repaired is verified again, what was verified is left behind. */
function settled(before: AskedState, place: Place, report: RepairReport): AskedState {
  const country = report.differences.filter(
    ({ node, strayUnder }) => node === COUNTRY && strayUnder === undefined,
  );
  const state = withRows(before, place, country);
  const { folded, written, differenceCount, damagedCount, entries, totals, digest } = report;
  const next = { ...state, units: [], stuck: bounded(state.stuck, report.stuck) };
  if (state.mends && differenceCount > 0) {
    const repaired = { repaired: differenceCount, folded, written, done: 0 };
    return { ...next, mends: false, places: withPlace(state, repaired) };
  }
  const differences = state.mends ? 0 : differenceCount;
  const verdict = { entries, totals, digest, differences, damaged: damagedCount };
  // What a repair looked at and found right was verified by that.
  const damaged = state.mends ? bounded(state.damaged, report.damaged) : state.damaged;
  return { ...next, damaged, at: state.at + 1, mends: state.repair, places: withPlace(state, verdict) };
}
