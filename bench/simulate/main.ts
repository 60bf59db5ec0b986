/** `npm run simulate`: one seed, one run; exit code 1 if any total is not what the ledger and the account say. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { type SimulateResult, simulate } from './simulate.ts';

const usage = `npm run simulate -- [--submissions 1000000] [--agencies 10000] [--seed 1] [--twice] [--json]
  --twice  run it in two processes, one after the other, and compare the digests`;

const { values } = parseArgs({
  options: {
    submissions: { type: 'string', default: '1000000' },
    agencies: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    twice: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function number(name: 'submissions' | 'agencies' | 'seed', least: number): number {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= least) return value;
  console.error(`--${name} ${values[name]}: a whole number from ${least} on is needed\n${usage}`);
  process.exit(2);
}

type Run = SimulateResult & { readonly seconds: number; readonly maxRssMegabytes: number };

async function runOnce(): Promise<Run> {
  const began = performance.now();
  let shown = 0;
  const submissions = number('submissions', 1);
  const result = await simulate({
    submissions,
    agencies: number('agencies', 100),
    seed: number('seed', 0),
    onProgress: (sent) => {
      if (values.json || sent < shown + 50_000) return;
      shown = sent;
      const memory = Math.round(process.memoryUsage.rss() / 1e6);
      console.error(`${sent} sent, ${Math.round((performance.now() - began) / 1000)} s, ${memory} MB`);
    },
  });
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { ...result, seconds, maxRssMegabytes: Math.round(process.resourceUsage().maxRSS / 1024) };
}

const isRight = ({ differences, wrong, queue }: Run): boolean =>
  differences === 0 && wrong === 0 && queue.dead === 0;

function say(run: Run): void {
  const { story, network, queue } = run;
  const faults = (((network.failed + network.lost) / network.calls) * 100).toFixed(1);
  const rows = [
    `submissions      ${number('submissions', 1)} of ${values.agencies} agencies, seed ${values.seed}: ${JSON.stringify(story)}`,
    `calls            ${network.calls}, ${faults} % faulty: ${network.failed} failed, ${network.lost} lost their answer after commit`,
    `                 ${network.outages} outages after all retries; ${run.retriedSubmissions} submissions sent again by their senders`,
    `messages         ${queue.sent} sent, ${queue.received} received, ${queue.again} of them again; ${run.buried} dead letters redriven`,
    `consumers        ${run.batches} batches, ${run.died} of them died in the middle; ${run.folded} folds, ${run.written} of them changed a total`,
    `ledger           ${run.entries} entries under ${run.nodes} totals`,
    `against replay   ${run.verified} totals, ${run.differences} differences`,
    `against plain    ${run.compared} totals, ${run.wrong} differences`,
    `digest           ${run.digest}`,
    `digest of calls  ${run.storyDigest}`,
    `took             ${run.seconds} s, ${run.maxRssMegabytes} MB at most`,
  ];
  console.log(rows.join('\n'));
  for (const example of run.examples) console.log(`  ${example}`);
}

if (values.help) console.log(usage);
else if (values.twice) {
  const digests = [1, 2].map(() => {
    const own = process.argv.slice(1).filter((argument) => argument !== '--twice');
    const { stdout, status } = spawnSync(process.execPath, [...own, '--json'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (status !== 0) process.exitCode = 1;
    const run = JSON.parse(stdout) as Run;
    say(run);
    return `${run.digest} ${run.storyDigest}`;
  });
  const equal = digests[0] === digests[1];
  console.log(equal ? 'both runs are equal' : 'THE RUNS DIFFER');
  if (!equal) process.exitCode = 1;
} else {
  const run = await runOnce();
  if (values.json) console.log(JSON.stringify(run));
  else say(run);
  if (!isRight(run)) process.exitCode = 1;
}
