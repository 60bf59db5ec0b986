/**
 * Verification of one dataset and period: the memory that it holds, from ten thousand entries to a million, where all is
 * counted and where nothing is, so that every total differs. The wire is left out.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { verifyTotals } from '../../shared/app/verification/verify-totals.ts';
import type { Part } from '../parts.ts';
import { dataset, entriesOf, nation, period, portsOf } from './generated-events.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Seconds of CPU: what a busy machine does not change. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The most that is alive while systems are read, in MB above what was before, and the CPU that it took. */
async function verify(each: number, isCounted: boolean, looks: number) {
  const ports = await portsOf(each, isCounted);
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const every = Math.ceil((nation.systems.length * (isCounted ? 1 : 3)) / looks);
  let [most, read, spent] = [0, 0, 0];
  const look = (): void => {
    const began = cpu();
    collectGarbage();
    most = Math.max(most, process.memoryUsage().heapUsed - before);
    spent += cpu() - began;
  };
  const watched: typeof ports.readSystemEvents = (...of) => {
    read += 1;
    if (read % every === 0) look();
    return ports.readSystemEvents(...of);
  };
  const began = cpu();
  const found = await verifyTotals(
    { ...ports, readSystemEvents: watched },
    { dataset, period, snapshot: nation.snapshot },
  );
  const seconds = cpu() - began - spent;
  look();
  const { entries, differenceCount, totals, differences } = found;
  // The country is compared with what is stored below it: nothing.
  if (entries !== entriesOf(each) || differenceCount !== (isCounted ? 0 : totals - 1))
    throw new Error(`${entries} entries, ${differenceCount} of ${totals} differ: ${differences[0]?.node}`);
  return { megabytes: most / 2 ** 20, seconds, totals, differenceCount };
}

export async function verifyPart(quick: boolean): Promise<Part> {
  const [few, many] = quick ? [9, 45] : [9, 893];
  const looks = quick ? 20 : 60;
  await verify(few, true, 5);
  const counted = { few: await verify(few, true, looks), many: await verify(many, true, looks) };
  const uncounted = { few: await verify(few, false, looks), many: await verify(many, false, looks) };
  const [less, more] = [few, many].map((each) => entriesOf(each).toLocaleString('en-US'));
  const mb = (value: number) => `${Number(value.toPrecision(2))} MB`;
  const growth = ({ few: a, many: b }: typeof counted) => Math.max(0, b.megabytes - a.megabytes);
  const both = ({ few: a, many: b }: typeof counted) => `${mb(b.megabytes)} beside ${mb(a.megabytes)} alive`;
  const rate = Math.round(entriesOf(many) / counted.many.seconds).toLocaleString('en-US');
  return {
    figures: [
      {
        id: 'verify.memory-growth',
        title: `verify: memory at ${more} entries − at ${less}`,
        value: growth(counted),
        unit: 'MB',
        target: { atMost: 8 },
        detail: `${both(counted)}, garbage collected; ${rate} entries a second of CPU`,
      },
      {
        id: 'verify.memory-growth-uncounted',
        title: 'the same where no total is stored',
        value: growth(uncounted),
        unit: 'MB',
        target: null,
        detail: `${both(uncounted)}; ${uncounted.many.differenceCount.toLocaleString('en-US')} differences counted in three looks`,
      },
    ],
    details: { counted, uncounted },
  };
}
