/**
 * CPU per call of a handler beside its floor: both bundles in processes of their own, three of each, against one stub in another,
 * rounds of a pair in turn.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { writeRecords } from '../../shared/aws/registry/write.ts';
import type { FunctionName } from '../../shared/config.ts';
import type { RegistryRecord } from '../../shared/domain/registry/records.ts';
import { type Built, buildDirectory, bundleFile } from '../bundles.ts';
import { functionEnvironment, REGION } from '../environment.ts';
import { benchRegistry } from '../registry.ts';
import { certify, type Tls } from './certify.ts';
import { submitEvents } from './events.ts';
import type { Round, RoundResult } from './protocol.ts';

/** Microseconds of CPU per call, per round and pair of processes. */
export type BesideFloor = { readonly ours: number[]; readonly floor: number[] };
export type HandlerCpu = BesideFloor & { readonly bodyBytes: number };

const SYSTEMS = 300;
/** Of ours and the floor, so that the figure is not one process's luck. */
export const PAIRS = 3;

async function startStub({ key, cert }: Tls): Promise<{ process: ChildProcess; url: string }> {
  const stub = fork(join(import.meta.dirname, 'stub.ts'), [key, cert]);
  const [port] = (await once(stub, 'message')) as [number];
  return { process: stub, url: `https://localhost:${port}` };
}

type Started = { readonly eventsFile: string; readonly awsUrl: string; readonly cert: string };

/** Its standard output is a pipe that somebody reads, as in Lambda. */
async function startHandler(bundle: string, { eventsFile, awsUrl, cert }: Started, execArgv: string[]) {
  const child = fork(join(import.meta.dirname, 'invoke.ts'), [bundle, eventsFile], {
    env: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: cert, ...functionEnvironment(awsUrl) },
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

/** Before anybody asks: the functions read it once and keep it. */
async function writeRegistry(
  records: readonly RegistryRecord[],
  endpoint: string,
  cert: string,
): Promise<void> {
  const client = new DynamoDBClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: 'ASIABENCH', secretAccessKey: 'bench' },
    requestHandler: { httpsAgent: { ca: readFileSync(cert) } },
  });
  await writeRecords(client, 'registry', records, new Date().toISOString());
  client.destroy();
}

export type HandlerCpuOptions = {
  readonly rounds: number;
  readonly perRound: number;
  /**
   * Before the first round, so that V8 has optimized what it will. All processes are warmed up in turn: one that then waits for
   * the others forgets some of it, and stays a tenth slower than the last one.
   */
  readonly warmUp: number;
  /** Where Node writes a CPU profile of the handler's process, if at all. */
  readonly profileDirectory?: string;
};

export async function handlerCpu(built: Built, options: HandlerCpuOptions): Promise<HandlerCpu> {
  const registry = benchRegistry(SYSTEMS, Date.now());
  const events = submitEvents(registry, Date.now());
  const cpu = await besideFloor(built, { name: 'submit', events, records: registry.records }, options);
  return { ...cpu, bodyBytes: bodyBytesOf(events) };
}

export type Called = {
  readonly name: FunctionName;
  readonly events: readonly APIGatewayProxyEvent[];
  readonly records: readonly RegistryRecord[];
};

export async function besideFloor(
  built: Built,
  { name, events, records }: Called,
  { rounds, perRound, warmUp, profileDirectory }: HandlerCpuOptions,
): Promise<BesideFloor> {
  const eventsFile = join(buildDirectory, `${name}-events.ndjson`);
  const tls = certify();
  writeFileSync(eventsFile, events.map((event) => JSON.stringify(event)).join('\n'));
  const stub = await startStub(tls);
  await writeRegistry(records, stub.url, tls.cert);
  const profiling =
    profileDirectory === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDirectory}`];
  const started = { eventsFile, awsUrl: stub.url, cert: tls.cert };
  const start = {
    ours: () => startHandler(bundleFile(built.ours, name), started, profiling),
    floor: () => startHandler(bundleFile(built.floors, name), started, []),
  };
  const pairs: Record<keyof typeof start, Awaited<ReturnType<typeof startHandler>>>[] = [];
  try {
    for (let pair = 0; pair < PAIRS; pair += 1)
      pairs.push({ ours: await start.ours(), floor: await start.floor() });
    for (let from = 0; from < warmUp; from += perRound)
      for (const { ours, floor } of pairs)
        for (const side of [ours, floor]) await side.run({ from, count: perRound });
    const result: BesideFloor = { ours: [], floor: [] };
    for (let round = 0; round < rounds; round += 1) {
      const work = { from: round * perRound, count: perRound };
      // in turn first and second, so that a load that rises or falls favours neither
      const turn = round % 2 === 0 ? (['ours', 'floor'] as const) : (['floor', 'ours'] as const);
      for (const pair of pairs)
        for (const side of turn) result[side].push((await pair[side].run(work)).cpu / perRound);
    }
    return result;
  } finally {
    for (const { ours, floor } of pairs) for (const side of [ours, floor]) side.stop();
    stub.process.disconnect();
  }
}

const bodyBytesOf = (events: readonly { readonly body: string | null }[]): number =>
  Math.round(events.reduce((sum, { body }) => sum + (body ?? '').length * 0.75, 0) / events.length);
