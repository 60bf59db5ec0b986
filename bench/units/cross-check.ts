/** The same hundred reports through the counting store and through the twin's AWS endpoint: both have to count alike. */
import { aggregateBatch } from '../../shared/app/totals/aggregate-batch.ts';
import { putEntry } from '../../shared/aws/submissions/ledger-table.ts';
import { virtualClock } from '../simulate/clock.ts';
import { startHub } from '../twin/hub.ts';
import { type Units as TwinUnits, unitsOf } from '../twin/units.ts';
import { consumerPorts } from './ports.ts';
import { CountingDynamoDb } from './store.ts';
import { BEGINS, type Nation, nationOf, report } from './workload.ts';

type Counted = { readonly writes: number; readonly reads: number; readonly puts: number };
export type CrossCheck = { readonly counted: Counted; readonly twin: Counted; readonly equal: boolean };

const SUBMISSIONS = 100;
const PERIOD = '2026-10';

const entries = ({ systems }: Nation) =>
  systems.map((system, index) => report(system, PERIOD, index, BEGINS));

function batches(nation: Nation): { id: string; body: string; receiveCount: number }[][] {
  const messages = entries(nation).map((entry, index) => ({
    id: String(index),
    body: JSON.stringify(entry),
    receiveCount: 1,
  }));
  return [messages.slice(0, SUBMISSIONS / 2), messages.slice(SUBMISSIONS / 2)];
}

async function countedBy(nation: Nation): Promise<Counted> {
  const clock = virtualClock(BEGINS);
  const client = new CountingDynamoDb(clock);
  const work = async (): Promise<void> => {
    for (const entry of entries(nation)) await putEntry(client, 'submissions')(entry);
    for (const batch of batches(nation)) await aggregateBatch(consumerPorts(client, nation), batch);
  };
  const done = work();
  await clock.run();
  await done;
  const { writeUnits, readUnits, puts } = client.usage();
  return { writes: writeUnits, reads: readUnits, puts };
}

async function twinBy(nation: Nation): Promise<Counted> {
  const hub = await startHub(1);
  try {
    const { client, table, twin } = hub;
    twin.resetCounts();
    for (const entry of entries(nation)) await putEntry(client, table('submissions'))(entry);
    const ports = consumerPorts(client, nation, table);
    for (const batch of batches(nation)) await aggregateBatch(ports, batch);
    const units: TwinUnits = unitsOf(twin.counts().calls, (principal) => principal === 'operator');
    return {
      writes: units.ledgerWrites + units.totalsWrites,
      reads: (units.reads.submissions ?? 0) + (units.reads.totals ?? 0),
      puts: units.ledgerPuts + units.totalsPuts,
    };
  } finally {
    await hub.stop();
  }
}

export async function crossCheck(): Promise<CrossCheck> {
  const nation = nationOf(56, SUBMISSIONS);
  const [counted, twin] = [await countedBy(nation), await twinBy(nation)];
  return { counted, twin, equal: JSON.stringify(counted) === JSON.stringify(twin) };
}
