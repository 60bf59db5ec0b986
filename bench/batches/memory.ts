/** How much memory cutting and judging take, each in a process of its own with the function's own NODE_OPTIONS, bundled as it is. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { buildSync } from 'esbuild';
import { bundleSettings } from '../../infra/bundle.ts';
import type { BatchRecord } from '../../shared/contract/batches/record.ts';
import { batchId } from '../../shared/domain/batches/batch-id.ts';
import { buildDirectory, projectDirectory } from '../bundles.ts';
import type { Step, StepMemory } from './memory-run.ts';

export type FileMemory = { readonly bytes: number; readonly cut: StepMemory; readonly judge: StepMemory };

/** Of `batch-work`, as the template has it; the stack is their one place. */
function nodeOptions(): string[] {
  const stack = readFileSync(join(projectDirectory, 'infra/stacks/batches.ts'), 'utf8');
  const [, options] = /nodeOptions: '([^']+)'/.exec(stack) ?? [];
  if (options === undefined) throw new Error('batch-work has no node options');
  return options.split(' ');
}

function bundled(): string {
  const outfile = join(buildDirectory, 'memory-run.mjs');
  const { mainFields, target, platform } = bundleSettings;
  buildSync({
    absWorkingDir: projectDirectory,
    entryPoints: ['bench/batches/memory-run.ts'],
    ...{
      outfile,
      bundle: true,
      mainFields: [...mainFields],
      target,
      platform,
      format: 'esm',
      logLevel: 'error',
    },
    // `bench/bundles.ts` tells by it where the project is.
    define: { 'import.meta.dirname': JSON.stringify(join(projectDirectory, 'bench')) },
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  return outfile;
}

const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

export async function gzipped(path: string): Promise<string> {
  await pipeline(createReadStream(path), createGzip({ level: 1 }), createWriteStream(`${path}.gz`));
  return `${path}.gz`;
}

export function memoryOfFiles() {
  const script = bundled();
  const options = nodeOptions();
  return async (
    path: string,
    form: Pick<BatchRecord['file'], 'mediaType' | 'encoding'>,
  ): Promise<FileMemory> => {
    const directory = mkdtempSync(join(buildDirectory, 'memory-'));
    const { size } = statSync(path);
    const sha256 = await digestOf(path);
    const now = new Date().toISOString();
    const whose = { agency: 'VN', mode: 'valid-rows' as const, dryRun: false };
    const record: BatchRecord = {
      ...whose,
      id: batchId({ ...whose, sha256, run: 1 }),
      ...{ state: 'cutting', deadline: now, createdAt: now, receivedAt: now, finishedAt: null },
      ...{ credential: 'bench', systems: null, declared: [], uploadId: null, version: '1', cut: null },
      ...{ verdict: null, result: null, errors: null, problem: null, watch: null },
      file: { sha256, size, decimalComma: false, ...form },
    };
    writeFileSync(join(directory, 'record.json'), JSON.stringify({ record, version: 1 }));
    const run = (step: Step): StepMemory =>
      JSON.parse(
        execFileSync(process.execPath, [...options, script, step, path, directory], { encoding: 'utf8' }),
      );
    try {
      const cut = run('cut');
      return { bytes: size, cut, judge: run('judge') };
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  };
}
