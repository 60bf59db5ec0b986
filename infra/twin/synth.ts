/** Synthesizes the CDK app as its command line would, without it; not at all if nothing changed. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

export type SynthOptions = {
  /** Where package.json and cdk.json are. */
  readonly projectDirectory: string;
  /** `cdk.out` in the project unless told. */
  readonly outputDirectory?: string;
  /** As `-c key=value`, above cdk.json. */
  readonly context?: Readonly<Record<string, unknown>>;
};

export type SynthResult = { readonly assemblyDirectory: string; readonly skipped: boolean };

/** All that the assembly follows from. The twin runs it and is no part of it. */
const inputs = [
  'cdk.json',
  'package-lock.json',
  'functions',
  'shared',
  'infra',
  'data',
  'seed',
  'docs/openapi.json',
];
const notInputs = new Set(['infra/twin']);

function filesUnder(root: string, path: string): string[] {
  const full = join(root, path);
  if (notInputs.has(path) || !existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(root, `${path}/${name}`));
}

function digestOf(root: string, context: string): string {
  const hash = createHash('sha256').update(context);
  for (const file of inputs.flatMap((path) => filesUnder(root, path))) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

const LONGEST_WAIT_MILLISECONDS = 60_000;

/** The app writes to one build directory: several synths at once, in tests, take turns. */
async function inTurn<T>(root: string, work: () => Promise<T>): Promise<T> {
  const lock = join(root, 'node_modules/.dtm-synth.lock');
  const began = Date.now();
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0;
      if (Math.max(age, Date.now() - began) > LONGEST_WAIT_MILLISECONDS)
        rmSync(lock, { recursive: true, force: true });
      await setTimeout(100);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Throws with what the app said, if it refuses. */
export async function synthesize(options: SynthOptions): Promise<SynthResult> {
  const root = resolve(options.projectDirectory);
  const assemblyDirectory = resolve(root, options.outputDirectory ?? 'cdk.out');
  const { app, context = {} } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as {
    readonly app: string;
    readonly context?: object;
  };
  const contextJson = JSON.stringify({ ...context, ...options.context });
  const stamp = join(assemblyDirectory, 'synth-inputs.sha256');
  return inTurn(root, async () => {
    const digest = digestOf(root, contextJson);
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest)
      return { assemblyDirectory, skipped: true };
    rmSync(assemblyDirectory, { recursive: true, force: true });
    const [, ...appArguments] = app.split(' ');
    try {
      await promisify(execFile)(process.execPath, appArguments, {
        cwd: root,
        env: { ...process.env, CDK_OUTDIR: assemblyDirectory, CDK_CONTEXT_JSON: contextJson },
        maxBuffer: 64 * 1024 * 1024,
      });
    } catch (fault) {
      const { stdout = '', stderr = '' } = fault as { stdout?: string; stderr?: string };
      throw new Error(`the CDK app (${app}) refused:\n${stdout}${stderr}`);
    }
    writeFileSync(stamp, digest);
    return { assemblyDirectory, skipped: false };
  });
}
