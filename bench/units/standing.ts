/** What stands before the first event that is measured: the middle of a month, in which every system has counted each day. */
import { seededRandom } from '../../demo/sample/random.ts';
import { aggregateBatch } from '../../shared/app/totals/aggregate-batch.ts';
import { putEntry } from '../../shared/aws/submissions/ledger-table.ts';
import { putNode } from '../../shared/aws/totals.ts';
import { foldOfCatalogue } from '../../shared/domain/registry/cell.ts';
import { startFold } from '../../shared/domain/totals/fold.ts';
import { timeChain } from '../../shared/domain/totals/fold-tree.ts';
import type { NodeContent } from '../../shared/domain/totals/total.ts';
import { DAY, HOUR, OFFSET } from '../../shared/domain/values/duration.ts';
import { isFinest } from '../../shared/domain/values/time-bucket.ts';
import { consumerPorts } from './ports.ts';
import type { CountingDynamoDb } from './store.ts';
import { BEGINS, event, type Nation, planOf, seed } from './workload.ts';

/** Days up to today, and how many events each of them has; of today these are in the ledger, or in totals of its hours. */
export type Standing = { readonly days: number; readonly eventsOfADay: number };

const PERIOD = '2026-11';
const PARALLEL = 200;

/** Totals of past days as they would stand, today's events, and all totals above them by the engine itself. */
export async function stand(
  client: CountingDynamoDb,
  nation: Nation,
  datasetId: string,
  { days, eventsOfADay }: Standing,
): Promise<void> {
  const random = seededRandom(11);
  const foldOf = foldOfCatalogue(seed.catalogue);
  const { dataset } = planOf(datasetId);
  const [put, store] = [putEntry(client, 'submissions'), putNode(client, 'totals')];
  const work: (() => Promise<unknown>)[] = [];
  const keep = (parent: string, node: string, content: NodeContent, seen: number): void => {
    const total = { content, revisions: {}, seen, version: 1, registryVersion: 1 };
    work.push(() => store({ dataset: datasetId, period: PERIOD, parent, node }, total, null));
  };
  for (const [index, system] of nation.systems.entries()) {
    const today = startFold(foldOf);
    for (let at = 0; at < eventsOfADay; at += 1) {
      const entry = event(datasetId, system, `p${index}-${at}`, BEGINS - (at * HOUR) / 2, random);
      today.addEvent(entry);
      const day = `${system}@${entry.bucket.slice(0, 10)}`;
      if (isFinest(dataset, entry.bucket.slice(0, 10))) work.push(() => put(entry));
      // An hour has two of them; its total has the size of the second one.
      const hour = timeChain(dataset, entry).find((node) => node.parent === day);
      if (hour === undefined || at % 2 > 0) continue;
      const folding = startFold(foldOf);
      folding.addEvent(entry);
      keep(day, hour.name, folding.total(), 1);
    }
    // Each day of a system is as large as its last one: making all of them would take longer than what is measured.
    const content = today.total();
    for (let back = 0; back < days; back += 1) {
      const day = new Date(BEGINS - back * DAY + OFFSET).toISOString().slice(0, 10);
      keep(system, `${system}@${day}`, content, eventsOfADay);
    }
  }
  for (let at = 0; at < work.length; at += PARALLEL)
    await Promise.all(work.slice(at, at + PARALLEL).map((one) => one()));
  const ports = consumerPorts(client, nation);
  for (let at = 0; at < nation.systems.length; at += 1000) {
    const messages = nation.systems.slice(at, at + 1000).map((node, index) => ({
      id: String(index),
      body: JSON.stringify({ kind: 'refold', dataset: datasetId, period: PERIOD, node }),
      receiveCount: 1,
    }));
    await aggregateBatch(ports, messages);
  }
}
