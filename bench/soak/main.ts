/** `npm run soak -- --minutes N`: exit code 1 if anything that was promised is missing, any total is wrong, or memory grows. */
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { CEILINGS, type Growth, steadyFaults } from './growth.ts';
import { isRight, soak, WARM_UP } from './soak.ts';

const usage = `npm run soak -- [--minutes 10] [--steady-minutes 3] [--seed 1] [--json]
  The hub on the twin under load. First nothing goes wrong, and the memory of the twin's process may not grow: it is measured
  for --steady-minutes, after ${WARM_UP} submissions; 0 leaves this out. Then, for --minutes, there are faults at the AWS
  endpoint, functions' processes are killed, and the twin is killed as a whole; 0 leaves this out. In the end every 202 has to
  be in the ledger, every total has to be its replay, and the queues have to be empty.`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    'steady-minutes': { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
const steadyMinutes = Number(values['steady-minutes']);
const isLong = minutes >= 0 && steadyMinutes >= 0 && minutes + steadyMinutes > 0;
if (values.help || !isLong || !Number.isInteger(seed)) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

const began = performance.now();
const say = (text: string): void =>
  console.error(`${String(Math.round((performance.now() - began) / 1000)).padStart(5)} s  ${text}`);
const result = await soak({ minutes, steadyMinutes, seed, onEvent: say });

if (values.json) console.log(JSON.stringify(result, null, 2));
else {
  const { load, chaos, steady } = result;
  const table = new Table({ head: ['', 'figure', 'has to be'], style: { head: [], border: [] } });
  if (steady !== null) {
    const inMb = ({ start, end, peak }: Growth): string =>
      [start, end, peak].map((megabytes) => megabytes.toFixed(0)).join(', ');
    const pace = ({ perMinute, perThousand }: Growth): string =>
      `${perMinute.toFixed(1)}, ${perThousand.toFixed(2)}`;
    table.push(
      ['steady: seconds measured, 202s in them', `${steady.seconds.toFixed(0)}, ${steady.accepted}`, ''],
      ['  resident: start, end, peak in MB', inMb(steady.resident), ''],
      ['  its own without mapped files: start, end, peak in MB', inMb(steady.own), ''],
      ['    its growth in MB a minute, in MB per 1,000 202s', pace(steady.own), `… ≤ ${CEILINGS.own}`],
      ['  heap: start, end, peak in MB', inMb(steady.heap), ''],
      ['    its growth in MB a minute, in MB per 1,000 202s', pace(steady.heap), `… ≤ ${CEILINGS.heap}`],
    );
  }
  table.push(
    ['requests sent', load.requests, ''],
    ['202', load.accepted, ''],
    ['other answers, sent again', JSON.stringify(load.answers), ''],
    ['repeated on purpose', load.repeated, ''],
    [
      'phases of faults, workers killed, twins killed',
      `${chaos.faultyPhases}, ${chaos.workersKilled}, ${chaos.twinsKilled}`,
      '',
    ],
    ['ids promised by a 202', result.promised, '> 0'],
    ['of these not in the ledger as promised', result.missing.length, '0'],
    ['right submissions refused, promises that differ', result.loadFaults.length, '0'],
    ['ledger entries', result.entries, String(result.promised)],
    ['totals verified', result.verified, ''],
    ['totals that differ from the replay', result.differences.length, '0'],
    ['messages left in the queue', result.queued, '0'],
    ['dead letters', result.dead, '0'],
    ['seconds until the queue was empty', Math.round(result.drainSeconds), ''],
  );
  console.log(table.toString());
  const faults = steady === null ? [] : steadyFaults(steady);
  for (const text of [...faults, ...result.missing, ...result.loadFaults, ...result.differences].slice(0, 20))
    console.log(`  ${text}`);
}
if (!isRight(result)) process.exitCode = 1;
