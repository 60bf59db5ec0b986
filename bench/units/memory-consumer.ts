/** In a process of its own: fills the tables for a scene, or folds its batch and says how much memory that took. */
import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import pLimit from 'p-limit';
import { type AggregatePorts, aggregateBatch } from '../../shared/app/totals/aggregate-batch.ts';
import { putEntry, readEvents, readReports } from '../../shared/aws/submissions/ledger-table.ts';
import { LEDGER_PAGES, pageGate } from '../../shared/aws/submissions/page-gate.ts';
import { type Catalogue, COUNTRY } from '../../shared/contract/registry.ts';
import type { LedgerEntry } from '../../shared/contract/submissions/ledger.ts';
import { compileCatalogue, foldOfCatalogue } from '../../shared/domain/registry/cell.ts';
import { numbersOf } from '../../shared/domain/registry/system-numbers.ts';
import { onDay, treeAt } from '../../shared/domain/registry/tree.ts';
import { leafOf } from '../../shared/domain/totals/fold.ts';
import { totalsAbove } from '../../shared/domain/totals/fold-tree.ts';
import type { Memory, Scene } from './memory.ts';
import { consumerPorts } from './ports.ts';
import { BEGINS, fullEvent, type Nation, nationOf, planOf, report, seed } from './workload.ts';

const [, , endpoint = '', scene = 'cells', task = 'fill'] = process.argv as [
  string,
  string,
  string?,
  Scene?,
  string?,
];
const PERIOD = '2026-10';
const CHILDREN = 10_000;
const EVENT = 6_291_456;
const DAILY = 'etx-daily';
/** In a day's bucket before the batch comes. */
const ENTRIES_OF_A_DAY = 150;
/** So many messages of that size are in a batch, and some more. */
const IN_A_BATCH = 22;

/** 2,000 cells: one figure by two dimensions of 50 and 40 values. */
function wideCatalogue(): Catalogue {
  const { catalogue } = seed.catalogue;
  const names = (id: string) => ({ vi: id, en: id });
  const values = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ id: `v${at}`, names: names(`v${at}`) }));
  const [model, dataset] = [catalogue.indicators.find(({ fold }) => fold === 'sum'), catalogue.datasets[0]];
  if (model === undefined || dataset === undefined) throw new Error('the catalogue is empty');
  return {
    ...catalogue,
    dimensions: [
      { id: 'first', names: names('first'), values: values(50) },
      { id: 'second', names: names('second'), values: values(40) },
    ],
    indicators: [{ ...model, id: 'wide', dimensions: ['first', 'second'] }],
    datasets: [{ ...dataset, indicators: ['wide'], checks: [] }],
  };
}

/** An agency with all the others right below it, each with one system. */
function wideNation(): Nation {
  const flat = nationOf(56, 56);
  const agencies = new Map(flat.snapshot.agencies);
  const systems = new Map(flat.snapshot.systems);
  const [model, system] = [agencies.get('H01'), systems.get('H01.s0')];
  if (model === undefined || system === undefined) throw new Error('the nation is empty');
  const history = model.history.map((stretch) => ({ ...stretch, parent: 'H00' }));
  for (let at = 0; at < CHILDREN; at += 1) {
    const code = `H00.${at}`;
    agencies.set(code, { ...model, code, history });
    const own = system.history.map((stretch) => ({ ...stretch, agency: code }));
    systems.set(`${code}.s0`, { ...system, id: `${code}.s0`, number: systems.size, history: own });
  }
  const ids = [...systems.keys()].filter((id) => id.startsWith('H00.') && id !== 'H00.s0');
  return { snapshot: { ...flat.snapshot, agencies, systems }, systems: ids };
}

const isWide = scene === 'children';
const ofEvents = scene === 'one day' || scene === 'days';
const nation = isWide ? wideNation() : nationOf(56, scene === 'cells' ? 56 * 80 : ofEvents ? 56 : 7200);
const catalogue = scene === 'cells' ? compileCatalogue(wideCatalogue()) : seed.catalogue;
const plan = catalogue.datasets.get('etx-monthly') ?? planOf('etx-monthly');

function entryOf(system: string, index: number): LedgerEntry {
  if (ofEvents) return fullEvent(DAILY, system, `b${index}`);
  const entry = report(system, PERIOD, index, BEGINS);
  if (scene !== 'cells') return entry;
  return {
    ...entry,
    cells: Object.fromEntries(plan.keys.map((key, at) => [key, String(index * 7919 + at * 104_729)])),
  };
}
/** Of one agency where a dataset is wide, so that one fold has to hold all of them; else of all. */
const chosen =
  scene === 'cells'
    ? nation.systems.filter((id) => id.startsWith('H00.'))
    : scene === 'one day'
      ? nation.systems.slice(0, 1)
      : nation.systems;
/** The senders of a batch. */
const senders = scene === 'one day' ? Array.from({ length: 100 }, () => chosen[0] ?? '') : chosen;

const client = new DynamoDBClient({
  endpoint,
  region: 'ap-southeast-1',
  credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
});
const gate = pageGate(LEDGER_PAGES);
const ports: AggregatePorts = {
  ...consumerPorts(client, nation),
  readCatalogue: async () => ({ value: catalogue, version: 1 }),
  readReports: readReports(client, 'submissions', gate),
  readEvents: readEvents(client, 'submissions', gate),
};

async function fill(): Promise<void> {
  const limit = pLimit(16);
  const put = putEntry(client, 'submissions');
  await limit.map((ofEvents ? senders.slice(0, IN_A_BATCH) : senders).entries(), async ([index, system]) => {
    await put(entryOf(system, index));
  });
  if (ofEvents) {
    const days = [...new Set(senders.slice(0, IN_A_BATCH))];
    const each = scene === 'days' ? ENTRIES_OF_A_DAY : 3 * ENTRIES_OF_A_DAY;
    const standing = days.flatMap((system) =>
      Array.from({ length: each }, (_, at) => [system, `p${at}`] as const),
    );
    await limit.map(standing, async ([system, key]) => {
      await put(fullEvent(DAILY, system, key));
    });
  }
  if (!isWide) return;
  // The totals of all children, as they stand when the batch comes.
  const tree = treeAt(nation.snapshot, onDay('2026-10-14'));
  await limit.map(chosen, async (system) => {
    const code = system.slice(0, -3);
    const [own, bucket] = totalsAbove(plan.dataset, tree, [code, 'H00', COUNTRY], system);
    const content = leafOf(report(system, PERIOD, 1, BEGINS), '2026-10-14', {
      foldOf: foldOfCatalogue(catalogue),
      numberOf: numbersOf(nation.snapshot),
    });
    const node = { content, revisions: {}, seen: 1, version: 1, registryVersion: 1 };
    const key = {
      dataset: 'etx-monthly',
      period: PERIOD,
      parent: bucket?.name ?? null,
      node: own?.name ?? '',
    };
    await ports.putNode(key, node, null);
  });
}

/** Its own highest: what resourceUsage says begins with that of the process that forked it. */
const megabytes = (): number => {
  const [, kilobytes] = /^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Math.round(Number(kilobytes ?? process.resourceUsage().maxRSS) / 1024);
};

async function consume(): Promise<Memory> {
  const messages: { id: string; body: string; receiveCount: number }[] = [];
  let bytes = 0;
  for (const [index, system] of senders.entries()) {
    const body = JSON.stringify(entryOf(system, index));
    bytes += Buffer.byteLength(JSON.stringify(body)) + 700;
    if (bytes > EVENT || messages.length === 1000) break;
    messages.push({ id: String(index), body, receiveCount: 1 });
  }
  const before = megabytes();
  const began = performance.now();
  const cpuBegan = process.cpuUsage();
  const { failures, folded } = await aggregateBatch(ports, messages);
  if (failures.length > 0) throw new Error(failures[0]?.reason);
  const cpu = process.cpuUsage(cpuBegan);
  return {
    scene,
    messages: messages.length,
    folded,
    before,
    maxRss: megabytes(),
    eventMegabytes: Math.round(bytes / 1e5) / 10,
    seconds: (performance.now() - began) / 1000,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
  };
}

if (task === 'fill') {
  await fill();
  process.send?.({});
} else process.send?.(await consume());
client.destroy();
process.disconnect();
