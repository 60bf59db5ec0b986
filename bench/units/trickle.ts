/**
 * The steady trickle, in the middle of a month: every system has counted for fifteen days and reports once an hour. All
 * totals are there before the first event that is measured.
 */
import { seededRandom } from '../../demo/sample/random.ts';
import { aggregateBatch } from '../../shared/app/totals/aggregate-batch.ts';
import { putEntry } from '../../shared/aws/submissions/ledger-table.ts';
import { putNode } from '../../shared/aws/totals.ts';
import type { EventEntry } from '../../shared/contract/submissions/ledger.ts';
import { foldOfCatalogue } from '../../shared/domain/registry/cell.ts';
import { startFold } from '../../shared/domain/totals/fold.ts';
import { timeChain } from '../../shared/domain/totals/fold-tree.ts';
import { DAY } from '../../shared/domain/values/duration.ts';
import { consumerPorts } from './ports.ts';
import { type Cost, measure } from './run.ts';
import type { CountingDynamoDb } from './store.ts';
import { type Arrival, BEGINS, event, type Nation, nationOf, planOf, seed } from './workload.ts';

const TRICKLE = { systems: 7200, perSecond: 2, days: 15, hoursOfToday: 12 } as const;
const DATASET = 'etx-daily';
const PARALLEL = 200;

/** Totals of past days as they would stand, today's events, and all totals above them by the engine itself. */
async function prefill(client: CountingDynamoDb, nation: Nation): Promise<void> {
  const random = seededRandom(11);
  const foldOf = foldOfCatalogue(seed.catalogue);
  const [put, store] = [putEntry(client, 'submissions'), putNode(client, 'totals')];
  const work: (() => Promise<unknown>)[] = [];
  for (const [index, system] of nation.systems.entries()) {
    const days: EventEntry[][] = Array.from({ length: TRICKLE.days }, (_, back) =>
      Array.from({ length: TRICKLE.hoursOfToday }, (_, hour) =>
        event(
          DATASET,
          system,
          `p${index}-${back}-${hour}`,
          BEGINS - back * DAY - (hour * 3_600_000) / 2,
          random,
        ),
      ),
    );
    for (const [back, entries] of days.entries()) {
      if (back === 0) for (const entry of entries) work.push(() => put(entry));
      const [first] = entries;
      const [name] = first === undefined ? [] : timeChain(planOf(DATASET).dataset, first);
      if (name === undefined) continue;
      const folding = startFold(foldOf);
      for (const entry of entries) folding.addEvent(entry);
      const content = folding.total();
      const node = { content, revisions: {}, seen: entries.length, version: 1, registryVersion: 1 };
      const key = { dataset: DATASET, period: '2026-11', parent: system, node: name.name };
      work.push(() => store(key, node, null));
    }
  }
  for (let at = 0; at < work.length; at += PARALLEL)
    await Promise.all(work.slice(at, at + PARALLEL).map((one) => one()));
  const ports = consumerPorts(client, nation);
  for (let at = 0; at < nation.systems.length; at += 1000) {
    const messages = nation.systems.slice(at, at + 1000).map((node, index) => ({
      id: String(index),
      body: JSON.stringify({ kind: 'refold', dataset: DATASET, period: '2026-11', node }),
      receiveCount: 1,
    }));
    await aggregateBatch(ports, messages);
  }
}

function* arrivals(nation: Nation, seconds: number): Generator<Arrival> {
  const random = seededRandom(12);
  for (let index = 0; index < seconds * TRICKLE.perSecond; index += 1) {
    const at = (index * 1000) / TRICKLE.perSecond + random.int(0, 900);
    const system = nation.systems[random.int(0, nation.systems.length - 1)] ?? '';
    yield { at, entry: event(DATASET, system, `t${index}`, BEGINS + at, random) };
  }
}

export function trickle(agencies: number, seconds: number): Promise<Cost> {
  const nation = nationOf(agencies, TRICKLE.systems);
  return measure(nation, arrivals(nation, seconds), (client) => prefill(client, nation));
}

/** One system, 50 events a second, in minute buckets of 16 shards. */
export function hotSystem(seconds: number): Promise<Cost> {
  const nation = nationOf(56, 56);
  const random = seededRandom(13);
  const system = nation.systems[0] ?? '';
  const events = function* (): Generator<Arrival> {
    for (let index = 0; index < seconds * 50; index += 1) {
      const at = index * 20;
      yield { at, entry: event('etx-live', system, `h${index}`, BEGINS + at, random) };
    }
  };
  return measure(nation, events());
}
