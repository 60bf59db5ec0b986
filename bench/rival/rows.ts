/** The workloads: bursts at 1,000 submissions a second, the trickle, one hot system. */
import { asDeployed, hub, rival } from './designs.ts';
import { type Cost, measure } from './run.ts';
import { hotSystem, trickle } from './trickle.ts';
import { type Arrival, BEGINS, type Nation, nationOf, report } from './workload.ts';

export type Row = {
  readonly title: string;
  readonly hub: () => Promise<Cost>;
  /** Null where the rival would say nothing new. */
  readonly rival: (() => Promise<Cost>) | null;
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

/** Above that the rival runs in one row only, the country as it is: what a transaction costs does not depend on how many there are. */
const MOST_FOR_THE_RIVAL = 10_000;

function burst(
  submissions: number,
  agencies: number,
  systems = submissions,
  withRival = submissions <= MOST_FOR_THE_RIVAL,
): Row {
  const nation = nationOf(agencies, systems);
  const what = systems === submissions ? '' : `, ${systems.toLocaleString('en')} systems`;
  return {
    title: `burst ${submissions.toLocaleString('en')}, ${agencies.toLocaleString('en')} agencies${what}`,
    hub: () => measure(async (client) => hub(client, nation), burstOf(nation, submissions)),
    rival: withRival
      ? () =>
          measure(async (client, clock) => rival(client, nation, clock.sleep), burstOf(nation, submissions))
      : null,
  };
}

const trickleRow = (agencies: number, seconds: number): Row => ({
  title: `trickle 2/s, ${agencies.toLocaleString('en')} agencies, 7,200 systems`,
  hub: () => trickle(agencies, seconds, asDeployed, false),
  rival: () => trickle(agencies, seconds, asDeployed, true),
});

export const rowsOf = (full: boolean): Row[] => [
  ...[56, 1000, 10_000].map((agencies) => burst(100, agencies)),
  ...[56, 1000, 10_000].map((agencies) => burst(10_000, agencies)),
  ...(full
    ? [burst(100_000, 56, 7200, true), burst(100_000, 56), burst(100_000, 1000), burst(100_000, 10_000)]
    : []),
  ...(full ? [56, 1000, 10_000] : [56]).map((agencies) => trickleRow(agencies, full ? 240 : 60)),
  {
    title: 'one system, 50 events a second',
    hub: () => hotSystem(full ? 60 : 20, false),
    rival: () => hotSystem(full ? 60 : 20, true),
  },
];
