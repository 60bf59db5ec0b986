/** The workloads: bursts at 1,000 submissions a second, the trickle, one hot system. */
import { type Cost, measure } from './run.ts';
import { hotSystem, trickle } from './trickle.ts';
import { type Arrival, BEGINS, type Nation, nationOf, report } from './workload.ts';

export type Row = {
  readonly title: string;
  readonly run: () => Promise<Cost>;
};

/** Newest first. */
const MONTHS = Array.from({ length: 16 }, (_, back) =>
  new Date(Date.UTC(2026, 10 - back, 1)).toISOString().slice(0, 7),
);
/** Coprime to the numbers of systems used, so that neighbours in time are none in the tree. */
const STRIDE = 7919;

/** One a millisecond: every system its newest month, then the one before. */
function* burstOf({ systems }: Nation, submissions: number): Generator<Arrival> {
  for (let index = 0; index < submissions; index += 1) {
    const system = systems[(index * STRIDE) % systems.length] ?? '';
    const period = MONTHS[Math.floor(index / systems.length)] ?? '';
    yield { at: index, entry: report(system, period, index, BEGINS + index) };
  }
}

function burst(submissions: number, agencies: number, systems = submissions): Row {
  const what = systems === submissions ? '' : `, ${systems.toLocaleString('en')} systems`;
  return {
    title: `burst ${submissions.toLocaleString('en')}, ${agencies.toLocaleString('en')} agencies${what}`,
    run: () => {
      const nation = nationOf(agencies, systems);
      return measure(nation, burstOf(nation, submissions));
    },
  };
}

const trickleRow = (agencies: number, seconds: number): Row => ({
  title: `trickle 2/s, ${agencies.toLocaleString('en')} agencies, 7,200 systems`,
  run: () => trickle(agencies, seconds),
});

/** @param full with the bursts of 10⁵, and all of the trickle */
export const rowsOf = (full: boolean): Row[] => [
  ...[56, 1000, 10_000].map((agencies) => burst(100, agencies)),
  ...[56, 1000, 10_000].map((agencies) => burst(10_000, agencies)),
  ...(full
    ? [burst(100_000, 56, 7200), burst(100_000, 56), burst(100_000, 1000), burst(100_000, 10_000)]
    : []),
  ...(full ? [56, 1000, 10_000] : [56]).map((agencies) => trickleRow(agencies, full ? 240 : 60)),
  { title: 'one system, 50 events a second', run: () => hotSystem(full ? 60 : 20) },
];
