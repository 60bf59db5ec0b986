/** The host of the soak: starts the twin, kills what runs in it, or all of it, and starts it again on the same state. */
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '../../demo/sample/random.ts';
import type { FaultRule } from '../../twin/aws/faults.ts';
import { synthesize } from '../../twin/synth.ts';
import { readAssembly } from '../../twin/template/assembly.ts';
import type { Twin } from '../../twin/twin.ts';
import { buildDirectory, projectDirectory } from '../bundles.ts';
import { STAGE } from '../environment.ts';
import type { Memory } from './growth.ts';

export type Reach = Pick<
  Twin,
  'apiUrl' | 'awsUrl' | 'region' | 'operatorCredentials' | 'tables' | 'queueUrls'
>;

export type Host = {
  /** Of the twin that runs now; changes when it is started again. */
  readonly reach: () => Reach;
  readonly setFaults: (rules: readonly FaultRule[]) => Promise<void>;
  /** kill -9 of one of the functions' processes. */
  readonly killWorker: (random: Random) => boolean;
  /** kill -9 of the twin and all that it runs, and a start on the same state. */
  readonly killAll: () => Promise<void>;
  /** Of the twin's own process, after a garbage collection there. Rejects where it ended. */
  readonly memory: () => Promise<Memory>;
  readonly stop: () => Promise<void>;
};

/** Lambda's timeout and the queue's are shortened, so that what a dead consumer had in hand comes back soon. */
const TIMEOUT_SECONDS = 30;

type Resource = { Type: string; Properties: Record<string, unknown> };

function shorten(directory: string): void {
  for (const { templateFile: file } of readAssembly(directory)) {
    const template = JSON.parse(readFileSync(file, 'utf8')) as { Resources: Record<string, Resource> };
    for (const { Type, Properties } of Object.values(template.Resources)) {
      if (Type === 'AWS::SQS::Queue' && String(Properties.QueueName).endsWith('-submissions'))
        Properties.VisibilityTimeout = TIMEOUT_SECONDS;
      if (Type === 'AWS::Lambda::Function' && Number(Properties.Timeout) === 60)
        Properties.Timeout = TIMEOUT_SECONDS;
    }
    writeFileSync(file, JSON.stringify(template));
  }
}

export async function startHost(onEvent: (text: string) => void): Promise<Host> {
  mkdirSync(buildDirectory, { recursive: true });
  const directory = mkdtempSync(join(tmpdir(), 'dtm-soak-'));
  const { assemblyDirectory } = await synthesize({
    projectDirectory,
    outputDirectory: join(buildDirectory, 'cdk.out'),
    context: { stage: STAGE },
  });
  const assembly = join(directory, 'assembly');
  cpSync(assemblyDirectory, assembly, { recursive: true });
  shorten(assembly);
  let child: ChildProcess;
  let reach: Reach;
  /** Rejects when the process that runs now ends. */
  let ended: Promise<never>;
  const start = async (): Promise<void> => {
    child = fork(join(import.meta.dirname, 'twin-process.ts'), [assembly, join(directory, 'state')], {
      // A group of its own: one signal reaches the twin and its functions.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-2000);
    });
    const started = child;
    ended = once(started, 'exit').then(() => Promise.reject(new Error(`the twin ended:\n${said}`)));
    ended.catch(() => undefined);
    const [message] = (await Promise.race([once(started, 'message'), ended])) as [Reach];
    reach = message;
  };
  const killGroup = async (): Promise<void> => {
    const gone = once(child, 'exit');
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await gone;
  };
  await start();
  return {
    reach: () => reach,
    setFaults: async (rules) => {
      await fetch(`${reach.awsUrl}/_twin/faults`, { method: 'POST', body: JSON.stringify(rules) });
    },
    killWorker: (random) => {
      const list = execFileSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], { encoding: 'utf8' });
      const pids = list
        .split('\n')
        .map(Number)
        .filter((pid) => pid > 0);
      const pid = pids[random.int(0, Math.max(0, pids.length - 1))];
      if (pid === undefined) return false;
      process.kill(pid, 'SIGKILL');
      return true;
    },
    killAll: async () => {
      await killGroup();
      const began = performance.now();
      await start();
      onEvent(`the twin is back after ${((performance.now() - began) / 1000).toFixed(1)} s`);
    },
    memory: async () => {
      const answer = once(child, 'message');
      child.send('memory');
      const [memory] = (await Promise.race([answer, ended])) as [Memory];
      return memory;
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.send('stop');
        const forced = setTimeout(
          () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'),
          15_000,
        );
        await gone;
        clearTimeout(forced);
      }
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
