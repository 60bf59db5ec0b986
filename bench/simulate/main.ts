/**
 * `npm run simulate`: one seed, one run, and that run twice, side by side in two processes; exit code 1 if any total is
 * not what the ledger and the account say, or the two runs differ.
 */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { type SimulateResult, simulate } from './simulate.ts';

const usage = `npm run simulate -- [--submissions 1000000] [--agencies 10000] [--seed 1] [--once] [--json]
  --once  in one process, for half of the CPU and memory; nothing says then that a seed is one run
  --json  once, with the figures as JSON`;

const { values } = parseArgs({
  options: {
    submissions: { type: 'string', default: '1000000' },
    agencies: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    once: { type: 'boolean', default: false },
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

const asked = () => ({
  submissions: number('submissions', 1),
  agencies: number('agencies', 100),
  seed: number('seed', 0),
});

type Run = SimulateResult & { readonly seconds: number; readonly maxRssMegabytes: number };

async function runOnce(): Promise<Run> {
  const began = performance.now();
  let shown = 0;
  const result = await simulate({
    ...asked(),
    onProgress: (sent) => {
      if (sent < shown + 50_000) return;
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

function say(run: Run, again: Run | null): void {
  const { story, network, queue } = run;
  const faults = (((network.failed + network.lost) / network.calls) * 100).toFixed(1);
  const rows = [
    `submissions      ${values.submissions} of ${values.agencies} agencies, seed ${values.seed}: ${JSON.stringify(story)}`,
    `calls            ${network.calls}, ${faults} % faulty: ${network.failed} failed, ${network.lost} lost their answer after commit`,
    `                 ${network.outages} outages after all retries; ${run.retriedSubmissions} submissions sent again by their senders`,
    `messages         ${queue.sent} sent, ${queue.received} received, ${queue.again} of them again; ${run.buried} dead letters redriven`,
    `consumers        ${run.batches} batches, ${run.died} of them died in the middle; ${run.folded} folds, ${run.written} of them changed a total`,
    `ledger           ${run.entries} entries under ${run.nodes} totals`,
    `against replay   ${run.verified} totals, ${run.differences} differences`,
    `against plain    ${run.compared} totals, ${run.wrong} differences`,
    `digest           ${run.digest}`,
    ...(again === null ? [] : [`of a second run  ${again.digest}`]),
    `digest of calls  ${run.storyDigest}`,
    ...(again === null ? [] : [`of a second run  ${again.storyDigest}`]),
    `took             ${run.seconds} s, ${run.maxRssMegabytes} MB at most`,
  ];
  console.log(rows.join('\n'));
  for (const example of run.examples) console.log(`  ${example}`);
}

/** Progress is told of the first only; of the second what it complains of, if it fails. */
async function runApart(isFirst: boolean): Promise<Run> {
  const child = spawn(process.execPath, [...process.argv.slice(1), '--json'], {
    stdio: ['ignore', 'pipe', isFirst ? 'inherit' : 'pipe'],
  });
  const [told, complaint] = await Promise.all([
    child.stdout === null ? '' : text(child.stdout),
    child.stderr === null ? '' : text(child.stderr),
  ]);
  try {
    return JSON.parse(told) as Run;
  } catch {
    throw new Error(`a run gave no figures\n${complaint}`);
  }
}

async function runTwice(): Promise<void> {
  asked();
  const [run, again] = await Promise.all([runApart(true), runApart(false)]);
  say(run, again);
  const isEqual = run.digest === again.digest && run.storyDigest === again.storyDigest;
  console.log(isEqual ? 'both runs are equal' : 'THE RUNS DIFFER');
  if (!isEqual || !isRight(run) || !isRight(again)) process.exitCode = 1;
}

if (values.help) console.log(usage);
else if (values.once || values.json) {
  const run = await runOnce();
  if (values.json) console.log(JSON.stringify(run));
  else say(run, null);
  if (!isRight(run)) process.exitCode = 1;
} else await runTwice();
