/**
 * Cold load: a fresh process requires the bundle until the handler is exported, which is what Lambda's Init phase
 * runs of ours. The start of Node itself is in neither side.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { functionNames } from '../../infra/bundle.ts';
import type { FunctionName } from '../../shared/config.ts';
import { type Built, bundleFile } from '../bundles.ts';
import { functionEnvironment } from '../environment.ts';

/** Milliseconds. CPU is what a small Lambda has little of, and what another process on the machine does not add to. */
export type Load = { readonly wall: number; readonly cpu: number };
export type Loads = { readonly ours: Load[]; readonly floor: Load[] };

const child = join(import.meta.dirname, 'load.mjs');
const run = promisify(execFile);

async function loadOnce(file: string): Promise<Load> {
  const env = { PATH: process.env.PATH, ...functionEnvironment('http://127.0.0.1:9') };
  const { stdout } = await run(process.execPath, [child, file], { env });
  return JSON.parse(stdout) as Load;
}

/** One at a time, ours and its floor one after the other, all functions in each round; the first round is not kept. */
export async function coldLoads(built: Built, rounds: number): Promise<Record<FunctionName, Loads>> {
  const loads = Object.fromEntries(
    functionNames.map((name): [string, Loads] => [name, { ours: [], floor: [] }]),
  ) as Record<FunctionName, Loads>;
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of functionNames) {
      const ours = await loadOnce(bundleFile(built.ours, name));
      const floor = await loadOnce(bundleFile(built.floors, name));
      if (round === 0) continue;
      loads[name].ours.push(ours);
      loads[name].floor.push(floor);
    }
  }
  return loads;
}
