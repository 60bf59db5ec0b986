/** A file from `dtm submit` until it is counted, on the twin: how long it takes, and what it uses of AWS and of the CPU. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Batch } from '../../shared/contract/batches/batch.ts';
import type { TotalsAnswer } from '../../shared/contract/totals.ts';
import type { CallCount } from '../../twin/aws/counts.ts';
import { projectDirectory } from '../bundles.ts';
import { STAGE } from '../environment.ts';
import { DATASET } from '../registry.ts';
import type { Hub } from '../twin/hub.ts';
import { functionCpu } from './function-cpu.ts';

export type SentFile = {
  readonly batch: Batch;
  /** From the start of `dtm` until it has its answer. */
  readonly seconds: number;
  /** From then on, until the national total had all of it. */
  readonly countedAfter: number;
  readonly calls: readonly CallCount[];
  /** Seconds by function; `aws` is the process that is all of AWS. */
  readonly cpu: Readonly<Record<string, number>>;
};

const LONGEST_WAIT_SECONDS = 900;

const differences = (after: Record<string, number>, before: Record<string, number>) =>
  Object.fromEntries(Object.entries(after).map(([name, seconds]) => [name, seconds - (before[name] ?? 0)]));

/** `reports` of `period`; throws where any is not accepted. */
export async function sendFile(
  { twin, registry }: Hub,
  { path, period, reports }: { readonly path: string; readonly period: string; readonly reports: number },
): Promise<SentFile> {
  twin.resetCounts();
  const before = functionCpu();
  const own = process.cpuUsage();
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [join(projectDirectory, 'cli/dtm.ts'), '--stage', STAGE, '--url', twin.apiUrl, 'submit', '--json', path],
    { env: { ...process.env, DTM_KEY: registry.countryKey }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  if (child.exitCode !== 0) throw new Error(`dtm ended with ${child.exitCode}: ${complained.slice(-2000)}`);
  const answered = performance.now();
  const batch = Batch.parse(JSON.parse(said));
  if (batch.submissions?.accepted !== reports) throw new Error(said.slice(0, 2000));
  const query = new URLSearchParams({ dataset: DATASET, period, agency: 'VN' });
  const headers = { Authorization: `Bearer ${registry.countryKey}` };
  const reporters = async (): Promise<number> => {
    const answer = await fetch(`${twin.apiUrl}/totals?${query}`, { headers });
    return answer.status === 200 ? ((await answer.json()) as TotalsAnswer).total.reporters : 0;
  };
  while ((await reporters()) < reports) {
    if (performance.now() - answered > LONGEST_WAIT_SECONDS * 1000)
      throw new Error(`the national total lacks reports ${LONGEST_WAIT_SECONDS} s after the file was over`);
    await sleep(500);
  }
  const countedAfter = (performance.now() - answered) / 1000;
  const { user, system } = process.cpuUsage(own);
  return {
    batch,
    seconds: (answered - began) / 1000,
    countedAfter,
    calls: twin.counts().calls,
    cpu: { ...differences(functionCpu(), before), aws: (user + system) / 1e6 },
  };
}
