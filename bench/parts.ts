/** The parts of the run (the fourth is units/part.ts): each measures, and says what it found as figures and as details. */
import { mkdirSync } from 'node:fs';
import { functionNames } from '../infra/bundle.ts';
import type { FunctionName } from '../shared/config.ts';
import { allContents, type Built, bytesOf } from './bundles.ts';
import { authenticationCpu, authenticationFigures } from './cpu/authentication.ts';
import { discoveryCpu } from './cpu/discovery.ts';
import { handlerCpu } from './cpu/handler-cpu.ts';
import { signingCpu } from './cpu/signing.ts';
import type { Figure } from './figures.ts';
import { coldLoads, type Load } from './load/cold-load.ts';
import { median, pairedRatio, quantile } from './statistics.ts';
import { burst } from './twin/burst.ts';
import { type Deadline, deadline } from './twin/deadline.ts';
import { idleFreshness } from './twin/freshness.ts';
import { startHub } from './twin/hub.ts';
import { total, type Units, writesPerSubmission } from './twin/units.ts';

export type Part = {
  readonly figures: readonly Figure[];
  readonly details: unknown;
  /** What is shown before the figures. */
  readonly table?: string;
};

/** Three significant digits, as `shown`. */
const brief = (value: number): string => String(Number(value.toPrecision(3)));

export async function cpuPart(built: Built, quick: boolean, profileDirectory?: string): Promise<Part> {
  if (profileDirectory !== undefined) mkdirSync(profileDirectory, { recursive: true });
  const cpu = await handlerCpu(built, {
    rounds: quick ? 20 : 60,
    perRound: 40,
    warmUp: quick ? 1000 : 3000,
    ...(profileDirectory === undefined ? {} : { profileDirectory }),
  });
  const [ours, floor] = [median(cpu.ours), median(cpu.floor)];
  const signing = await signingCpu(quick ? 10 : 40);
  const authentication = await authenticationCpu(quick ? 10 : 40);
  const discovery = await discoveryCpu(built, quick ? 4 : 12);
  return {
    figures: [
      {
        id: 'submit.cpu-ratio',
        title: 'CPU per accepted submission ÷ floor',
        value: pairedRatio(cpu.ours, cpu.floor),
        unit: '×',
        target: { atMost: 1.3 },
        detail: `${brief(ours)} µs beside ${brief(floor)} µs; bodies of ${cpu.bodyBytes} bytes`,
      },
      {
        id: 'receipt.sign-ratio',
        title: 'signing a receipt ÷ SHA-256 and JSON.parse of the body',
        value: pairedRatio(signing.ours, signing.reading),
        unit: '×',
        target: { atMost: 3 },
        detail: `${brief(median(signing.ours))} µs beside ${brief(median(signing.reading))} µs: ${brief((100 * median(signing.ours)) / ours)} % of a submission; jose takes ${brief(median(signing.jose))} µs`,
      },
      ...authenticationFigures(authentication),
      ...Object.entries(discovery).map(
        ([call, { ours: ourCpu, floor: floorCpu }]): Figure => ({
          id: `discovery.${call}`,
          title: `CPU of ${call} ÷ one read`,
          value: pairedRatio(ourCpu, floorCpu),
          unit: '×',
          target: null,
          detail: `${brief(median(ourCpu))} µs beside ${brief(median(floorCpu))} µs`,
        }),
      ),
    ],
    details: { ...cpu, signing, authentication, discovery },
  };
}

export async function loadPart(built: Built, quick: boolean): Promise<Part> {
  const loads = await coldLoads(built, quick ? 3 : 11);
  const contents = allContents();
  const figureOf = (name: FunctionName): Figure => {
    const { ours, floor } = loads[name];
    const cpu = (list: readonly Load[]) => list.map((load) => load.cpu);
    const wall = (list: readonly Load[]) => brief(median(list.map((load) => load.wall)));
    const kilobytes = (bundles: Built['ours']) => Math.round(bytesOf(bundles, name) / 1024);
    return {
      id: `${name}.load-ratio`,
      title: `cold load of ${name} ÷ SDK only`,
      value: pairedRatio(cpu(ours), cpu(floor)),
      unit: '×',
      target: { atMost: 1.4 },
      detail:
        `${brief(median(cpu(ours)))} ms CPU beside ${brief(median(cpu(floor)))} ` +
        `(${wall(ours)} and ${wall(floor)} ms by the clock); ` +
        `${kilobytes(built.ours)} kB beside ${kilobytes(built.floors)}`,
    };
  };
  return { figures: functionNames.map(figureOf), details: { loads, contents } };
}

/** @param units of `submissions` */
const perSubmission = (units: Units, submissions: number): string => {
  const each = (amount: number) => brief(amount / submissions);
  return (
    `${each(total(units.reads))} read units, ${each(units.totalsPuts)} puts of totals ` +
    `(${units.failedPuts} failed), ${each(total(units.sqsCalls))} SQS calls, ${each(units.s3Puts)} S3 puts each`
  );
};

function deadlineFigures({ submissions, batches, nodes, units }: Deadline): Figure[] {
  return [
    {
      id: 'ledger.writes',
      title: 'ledger write units per 50-cell report',
      value: units.ledgerWrites / submissions,
      unit: '',
      target: { exactly: 1 },
      detail: `${units.ledgerWrites} units, ${units.ledgerPuts} puts`,
    },
    {
      id: 'burst.writes',
      title: `(write units − inner nodes) per report, burst of ${submissions}`,
      value: writesPerSubmission(units, nodes, submissions),
      unit: '',
      target: { atMost: 1.2 },
      detail: `${nodes} nodes, ${batches} batches; ${perSubmission(units, submissions)}`,
    },
  ];
}

export async function twinPart(quick: boolean): Promise<Part> {
  const hub = await startHub(quick ? 1000 : 5000);
  try {
    const sent = await burst(hub, quick ? 400 : 2000);
    const fresh = await idleFreshness(hub, quick ? 5 : 20);
    const counted = await deadline(hub);
    const { accepted, freshAfter, nodes, units } = sent;
    return {
      figures: [
        ...deadlineFigures(counted),
        {
          id: 'twin.writes',
          title: `the same over HTTP on the twin, ${accepted} reports`,
          value: writesPerSubmission(units, nodes, accepted),
          unit: '',
          target: null,
          detail: `${nodes} nodes; ${perSubmission(units, accepted)}`,
        },
        {
          id: 'twin.rate',
          title: 'submissions per second on the twin',
          value: accepted / sent.sent.seconds,
          unit: '/s',
          target: null,
          detail: `${accepted} × 202 in ${brief(sent.sent.seconds)} s; p50 ${sent.sent.p50} ms, p99 ${sent.sent.p99} ms`,
        },
        {
          id: 'twin.fresh-after-burst',
          title: 'national total whole after the last 202',
          value: freshAfter,
          unit: 's',
          target: { atMost: 5 },
          detail: `${accepted} reports in it`,
        },
        {
          id: 'twin.fresh-idle',
          title: 'one submission until it is in the national total, p95',
          value: quantile(fresh, 0.95),
          unit: 's',
          target: { atMost: 5 },
          detail: `p50 ${brief(median(fresh))} s of ${fresh.length}`,
        },
      ],
      details: { deadline: counted, burst: sent, freshness: fresh },
    };
  } finally {
    await hub.stop();
  }
}
