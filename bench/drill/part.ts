/**
 * The drill's comparison of a ledger with its copy, both ways, beside a plain read of the same items by the same adapters; and the
 * memory that it holds, from ten thousand entries to a million. The wire is left out: each item costs what our code does with it.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { checkEntries, checkExtras } from '../../shared/app/recovery/drill/check-ledger.ts';
import type { DrillPiece, DrillPorts } from '../../shared/app/recovery/drill/ports.ts';
import { DrillState, newDrill } from '../../shared/app/recovery/drill/state.ts';
import { readLedgerPage, readLedgerRange } from '../../shared/aws/submissions/ledger-pages.ts';
import type { Part } from '../parts.ts';
import { median } from '../statistics.ts';
import { seed } from '../units/workload.ts';
import { GeneratedLedger, generatedRegistry } from './generated-ledger.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const START = Date.parse('2026-11-20T03:00:00.000Z');

function portsOf(client: GeneratedLedger): DrillPorts {
  const snapshot = generatedRegistry();
  const tables = {
    readLedgerPage: readLedgerPage(client, 'submissions'),
    readLedgerRange: readLedgerRange(client, 'submissions'),
    readSnapshot: async () => snapshot,
    readCatalogue: async () => ({ version: 1, value: seed.catalogue }),
    readCalendar: async () => seed.calendar,
  };
  return { live: tables, openCopy: () => tables, now: () => START } as unknown as DrillPorts;
}

/** Runs a step to its end, keeping the record as JSON between the pieces as the table does. */
async function runStep(step: DrillPiece, ports: DrillPorts, from: DrillState, look: () => void) {
  let state = from;
  for (;;) {
    const outcome = await step(ports, state, () => true);
    state = DrillState.parse(JSON.parse(JSON.stringify(outcome.state)));
    look();
    if (outcome.go === 'next') return state;
  }
}

async function compare(entries: number, look: () => void): Promise<number> {
  const ports = portsOf(new GeneratedLedger(entries));
  const asked = newDrill('bench', START);
  const began = performance.now();
  const first = await runStep(checkEntries, ports, { ...asked, restorePoint: asked.startedAt }, look);
  const last = await runStep(checkExtras, ports, first, look);
  const took = performance.now() - began;
  const { same } = last.entries;
  if (same !== entries || last.extras.restored !== entries || last.differenceCount !== 0)
    throw new Error(
      `${same} of ${entries} are the same, ${last.differenceCount} differences: ${JSON.stringify(last.differences[0])}`,
    );
  return took;
}

/** Both tables once, page by page, decoded and let go. */
async function plainRead(entries: number): Promise<number> {
  const began = performance.now();
  for (let table = 0; table < 2; table += 1) {
    const read = readLedgerPage(new GeneratedLedger(entries), 'submissions');
    for (let cursor: string | null | undefined; cursor !== null; ) cursor = (await read(cursor ?? null)).next;
  }
  return performance.now() - began;
}

/** The most that is alive between two pieces, in MB above what was before. */
async function memoryOf(entries: number): Promise<number> {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  let most = 0;
  let pieces = 0;
  await compare(entries, () => {
    pieces += 1;
    if (pieces % 10 !== 1) return;
    collectGarbage();
    most = Math.max(most, process.memoryUsage().heapUsed - before);
  });
  return most / 2 ** 20;
}

export async function drillPart(quick: boolean): Promise<Part> {
  const [few, many] = quick ? [10_000, 50_000] : [10_000, 1_000_000];
  const entries = quick ? 10_000 : 50_000;
  const rounds = quick ? 3 : 7;
  await compare(5000, () => undefined);
  await plainRead(5000);
  const [ours, plain]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    plain.push(await plainRead(entries));
    ours.push(await compare(entries, () => undefined));
  }
  const ratios = ours.map((took, round) => took / (plain[round] ?? took));
  const rate = (took: number) => Math.round(entries / (took / 1000)).toLocaleString('en-US');
  const memory = { few: await memoryOf(few), many: await memoryOf(many) };
  const mb = (value: number) => `${Number(value.toPrecision(2))} MB`;
  return {
    figures: [
      {
        id: 'drill.verify-ratio',
        title: 'drill: comparing ledger and copy both ways ÷ reading both once',
        value: median(ratios),
        unit: '×',
        target: { atMost: 3 },
        detail: `${rate(median(ours))} entries a second beside ${rate(median(plain))} read, of ${entries}; four reads beside two, the wire left out`,
      },
      {
        id: 'drill.memory-growth',
        title: `drill: memory at ${many.toLocaleString('en-US')} entries − at ${few.toLocaleString('en-US')}`,
        value: Math.max(0, memory.many - memory.few),
        unit: 'MB',
        target: { atMost: 8 },
        detail: `${mb(memory.many)} beside ${mb(memory.few)} alive between pieces, garbage collected`,
      },
    ],
    details: { entries, ours, plain, memory },
  };
}
