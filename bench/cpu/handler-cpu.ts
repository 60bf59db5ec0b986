/**
 * CPU per accepted submission in submit beside its floor: both bundles in processes of their own, against one stub
 * in a third, rounds of the two in turn.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { writeRecords } from '../../shared/aws/registry-table.ts';
import { type Built, buildDirectory, bundleFile } from '../bundles.ts';
import { functionEnvironment, REGION } from '../environment.ts';
import { benchRegistry } from '../registry.ts';
import { submitEvents } from './events.ts';
import type { Round, RoundResult } from './protocol.ts';

/** Microseconds of CPU per submission, per round. */
export type HandlerCpu = { readonly ours: number[]; readonly floor: number[]; readonly bodyBytes: number };

const SYSTEMS = 300;

async function startStub(): Promise<{ process: ChildProcess; url: string }> {
  const stub = fork(join(import.meta.dirname, 'stub.ts'));
  const [port] = (await once(stub, 'message')) as [number];
  return { process: stub, url: `http://127.0.0.1:${port}` };
}

/** Its standard output is a pipe that somebody reads, as in Lambda. */
async function startHandler(bundle: string, eventsFile: string, awsUrl: string, execArgv: string[]) {
  const child = fork(join(import.meta.dirname, 'invoke.ts'), [bundle, eventsFile], {
    env: { PATH: process.env.PATH, ...functionEnvironment(awsUrl) },
    execArgv,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  child.stdout?.resume();
  await once(child, 'message');
  const run = async (round: Round): Promise<RoundResult> => {
    child.send(round);
    const ended = new AbortController();
    const answered = once(child, 'message', { signal: ended.signal });
    const [result] = await Promise.race([
      answered,
      once(child, 'exit', { signal: ended.signal }).then(() => {
        throw new Error(`the process of ${bundle} ended`);
      }),
    ]);
    ended.abort();
    answered.catch(() => undefined);
    return result as RoundResult;
  };
  return { run, stop: () => child.disconnect() };
}

export type HandlerCpuOptions = {
  readonly rounds: number;
  readonly perRound: number;
  /** Before the first round, so that V8 has optimized what it will. */
  readonly warmUp: number;
  /** Where Node writes a CPU profile of submit's process, if at all. */
  readonly profileDirectory?: string;
};

export async function handlerCpu(built: Built, options: HandlerCpuOptions): Promise<HandlerCpu> {
  const { rounds, perRound, warmUp, profileDirectory } = options;
  const registry = benchRegistry(SYSTEMS, Date.now());
  const events = submitEvents(registry, Date.now());
  const eventsFile = join(buildDirectory, 'submit-events.ndjson');
  writeFileSync(eventsFile, events.map((event) => JSON.stringify(event)).join('\n'));
  const stub = await startStub();
  const client = new DynamoDBClient({
    endpoint: stub.url,
    region: REGION,
    credentials: { accessKeyId: 'ASIABENCH', secretAccessKey: 'bench' },
  });
  await writeRecords(client, 'registry', registry.records, new Date().toISOString());
  client.destroy();
  const profiling =
    profileDirectory === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDirectory}`];
  const handlers = {
    ours: await startHandler(bundleFile(built.ours, 'submit'), eventsFile, stub.url, profiling),
    floor: await startHandler(bundleFile(built.floors, 'submit'), eventsFile, stub.url, []),
  };
  try {
    for (const one of Object.values(handlers)) await one.run({ from: 0, count: warmUp });
    const result: HandlerCpu = { ours: [], floor: [], bodyBytes: bodyBytesOf(events) };
    for (let round = 0; round < rounds; round += 1) {
      const work = { from: round * perRound, count: perRound };
      // in turn first and second, so that a load that rises or falls favours neither
      const turn = round % 2 === 0 ? (['ours', 'floor'] as const) : (['floor', 'ours'] as const);
      for (const side of turn) result[side].push((await handlers[side].run(work)).cpu / perRound);
    }
    return result;
  } finally {
    for (const one of Object.values(handlers)) one.stop();
    stub.process.disconnect();
  }
}

const bodyBytesOf = (events: readonly { readonly body: string | null }[]): number =>
  Math.round(events.reduce((sum, { body }) => sum + (body ?? '').length * 0.75, 0) / events.length);
