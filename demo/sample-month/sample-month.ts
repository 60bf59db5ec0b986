/**
 * The main job on real input: plays one reporting month through the HTTP endpoint, waits until the national totals
 * show it, and sets them beside an independent sum. On a hub that has the month already it only compares.
 */
import type { Seed } from '../../shared/app/registry/load-seed.ts';
import { HUB_SYSTEM } from '../../shared/contract/oversight/availability.ts';
import type { TotalsAnswer } from '../../shared/contract/totals.ts';
import { newestEndedPeriod } from '../../shared/domain/values/period.ts';
import { fileOfMonth, type MonthFile } from '../sample/file-of-month.ts';
import { independentTotals } from '../sample/independent-totals.ts';
import { planMonth } from '../sample/plan-month.ts';
import type { PlannedRequest } from '../sample/planned-request.ts';
import { seededRandom } from '../sample/random.ts';
import { type ComparedRow, compareTotals } from './compare.ts';
import type { SentMonthFile } from './month-file.ts';
import type { Observed } from './observe.ts';
import { play, type Send } from './play.ts';
import { isEqual, type Reporters } from './render.ts';

export type SampleMonth = {
  readonly dataset: string;
  readonly period: string;
  /** All of it, also what comes in the file. */
  readonly requests: readonly PlannedRequest[];
  readonly file: MonthFile;
};

/** What is sent one by one. */
export const singlesOf = ({ requests, file }: SampleMonth): PlannedRequest[] =>
  requests.filter((request) => !file.requests.includes(request));

export type Comparison = { readonly rows: readonly ComparedRow[]; readonly reporters: Reporters };

export type SamplePorts = {
  readonly send: Send;
  /** Resolves when it is judged and recorded. */
  readonly sendFile: (file: MonthFile) => Promise<SentMonthFile>;
  readonly readNational: (dataset: string, period: string) => Promise<TotalsAnswer>;
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<unknown>;
};

const DATASET = 'etx-monthly';
const STORY = 2026;
const POLL_MILLISECONDS = 100;

/** The newest month that has ended, the same story each time that it is asked for. */
export function sampleMonth(seed: Seed, now: number): SampleMonth {
  const period = newestEndedPeriod('month', seed.calendar, now);
  if (period === null) throw new Error('the calendar has no months');
  const random = seededRandom(STORY);
  // The hub reports minutes, not months.
  const systems = seed.systems.filter(({ id }) => id !== HUB_SYSTEM);
  const requests = planMonth({ ...seed, systems, dataset: DATASET, period: period.id, random });
  return { dataset: DATASET, period: period.id, requests, file: fileOfMonth(requests) };
}

const isCounted = ({ expected }: PlannedRequest): boolean =>
  expected === 'accepted' || expected === 'corrected';

/** How many entries the month leaves in the ledger. */
export const entriesOf = ({ requests }: SampleMonth): number => requests.filter(isCounted).length;

export async function compareMonth(ports: SamplePorts, seed: Seed, month: SampleMonth): Promise<Comparison> {
  const { total } = await ports.readNational(month.dataset, month.period);
  const { indicators } = seed.catalogue;
  const rows = compareTotals(indicators, total.cells, independentTotals(month.requests, indicators));
  const systems = new Set(month.requests.filter(isCounted).map(({ system }) => system));
  return { rows, reporters: { hub: total.reporters, sent: systems.size } };
}

export type PlayedMonth = Comparison & {
  readonly observed: readonly Observed[];
  readonly file: SentMonthFile;
  readonly playedMilliseconds: number;
  /** From the last answer to totals that show everything; null when the limit passed before. */
  readonly freshAfterMilliseconds: number | null;
};

export async function playMonth(
  ports: SamplePorts,
  seed: Seed,
  month: SampleMonth,
  limitMilliseconds: number,
  onAnswer: (count: number) => void,
): Promise<PlayedMonth> {
  const began = ports.now();
  const playing = play(singlesOf(month), ports.send, ports.now, onAnswer).then((observed) => ({
    observed,
    playedMilliseconds: ports.now() - began,
  }));
  const [played, file] = await Promise.all([playing, ports.sendFile(month.file)]);
  const sent = ports.now();
  for (;;) {
    const comparison = await compareMonth(ports, seed, month);
    const waited = ports.now() - sent;
    const fresh = isEqual(comparison.rows, comparison.reporters);
    if (fresh || waited > limitMilliseconds) {
      return {
        ...comparison,
        ...played,
        file,
        freshAfterMilliseconds: fresh ? waited : null,
      };
    }
    await ports.pause(POLL_MILLISECONDS);
  }
}
