/** Synthesizes the CDK app as its command line would, without it; not at all if nothing changed. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Lock, tryLock } from './lock.ts';
import { inWords } from './state-fault.ts';

export type SynthOptions = {
  /** Where package.json and cdk.json are. */
  readonly projectDirectory: string;
  /** `cdk.out` in the project unless told. */
  readonly outputDirectory?: string;
  /** As `-c key=value`, above cdk.json. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Called once for each process whose synth has to end first. */
  readonly onWait?: (pid: number) => void;
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
const notInputs = new Set(['twin']);

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

const LOOK_AGAIN_MILLISECONDS = 100;

/** The app writes to one build directory: several synths at once take turns. A killed one keeps nobody waiting. */
async function inTurn<T>(
  root: string,
  onWait: (pid: number) => void,
  work: (lock: Lock) => Promise<T>,
): Promise<T> {
  const file = join(root, 'node_modules/.dtm-synth.owner');
  let waitsFor = 0;
  for (;;) {
    const attempt = tryLock(file);
    if ('lock' in attempt) return work(attempt.lock).finally(attempt.lock.unlock);
    if (attempt.heldBy !== waitsFor) onWait(attempt.heldBy);
    waitsFor = attempt.heldBy;
    await setTimeout(LOOK_AGAIN_MILLISECONDS);
  }
}

/** Runs the app as `cdk synth` would. It ends with this process; where this one is killed, it keeps the lock until its own end. */
async function runApp(app: string, cwd: string, environment: NodeJS.ProcessEnv, lock: Lock): Promise<void> {
  const [, ...appArguments] = app.split(' ');
  const running = promisify(execFile)(process.execPath, appArguments, {
    cwd,
    env: { ...process.env, ...environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  const { child } = running;
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  if (child.pid !== undefined) lock.shareWith(child.pid);
  try {
    await running;
  } catch (fault) {
    const { stdout = '', stderr = '' } = fault as { stdout?: string; stderr?: string };
    // A full disk is no fault of the app: its trace says nothing more.
    const code = /\b(ENOSPC|EDQUOT|EACCES|EROFS|EIO)\b/.exec(stderr)?.[1];
    if (code !== undefined) throw Object.assign(new Error(code), { code });
    throw new Error(`the CDK app (${app}) refused:\n${stdout}${stderr}`);
  } finally {
    process.off('exit', kill);
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
  return inTurn(root, options.onWait ?? (() => undefined), async (lock) => {
    const digest = digestOf(root, contextJson);
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest)
      return { assemblyDirectory, skipped: true };
    rmSync(assemblyDirectory, { recursive: true, force: true });
    await runApp(app, root, { CDK_OUTDIR: assemblyDirectory, CDK_CONTEXT_JSON: contextJson }, lock);
    writeFileSync(stamp, digest);
    return { assemblyDirectory, skipped: false };
  }).catch((fault: unknown) => {
    throw inWords(fault, assemblyDirectory, 'or put the project elsewhere');
  });
}
