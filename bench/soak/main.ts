/** `npm run soak -- --minutes N`: exit code 1 if anything that was promised is missing, or any total is wrong. */
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { isRight, soak } from './soak.ts';

const usage = `npm run soak -- [--minutes 10] [--seed 1] [--json]
  The hub on the twin under load, with faults at the AWS endpoint, functions' processes killed, and the twin killed as
  a whole; then every 202 has to be in the ledger, every total has to be its replay, and the queues have to be empty.`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
if (values.help || !(minutes > 0) || !Number.isInteger(seed)) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

const began = performance.now();
const say = (text: string): void =>
  console.error(`${String(Math.round((performance.now() - began) / 1000)).padStart(5)} s  ${text}`);
const result = await soak({ minutes, seed, onEvent: say });

if (values.json) console.log(JSON.stringify(result, null, 2));
else {
  const { load, chaos } = result;
  const table = new Table({ head: ['', 'figure', 'has to be'], style: { head: [], border: [] } });
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
  for (const text of [...result.missing, ...result.loadFaults, ...result.differences].slice(0, 20))
    console.log(`  ${text}`);
}
if (!isRight(result)) process.exitCode = 1;
