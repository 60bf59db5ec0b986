/** One process of a function: Lambda's execution environment. It serves one invocation at a time. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LogEvent } from '../logs.ts';
import { onLines } from './lines.ts';
import { END_OF_OUTPUT, type FromProcess, type LambdaError, type ToProcess } from './protocol.ts';

export type ProcessOptions = {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
  readonly logStream: string;
  /** Milliseconds that the function's clock is ahead of the host's. */
  readonly clockOffset: number;
  readonly log: (event: LogEvent) => void;
};

type Outcome =
  | { readonly kind: 'answer'; readonly payload: string }
  | { readonly kind: 'failure'; readonly error: LambdaError };

type Loaded =
  | { readonly milliseconds: number }
  | { readonly error: LambdaError; readonly exports: readonly string[] };

/** The invocation that a process is at. */
type Current = {
  readonly requestId: string;
  readonly answered: (outcome: Outcome) => void;
  readonly outputEnded: (memoryUsed: number) => void;
  readonly fail: (errorType: string, text: string) => void;
};

export type FunctionProcess = {
  /** Resolves when the handler is loaded; an error names what is wrong with the bundle or its configuration. */
  readonly loaded: Promise<Loaded>;
  readonly invoke: (invocation: ToProcess, timeoutSeconds: number) => Promise<Outcome>;
  readonly alive: () => boolean;
  readonly pid: number | undefined;
  readonly kill: () => void;
};

/** Where Node keeps compiled code, if the host says so: a process then starts with 0.09 s of CPU in place of 0.15. */
const { NODE_COMPILE_CACHE } = process.env;
const compileCache = NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE };

/** Lambda gives ten seconds to load. */
const LOAD_SECONDS = 10;
const bootstrap = fileURLToPath(new URL('bootstrap.ts', import.meta.url));

export function startProcess(options: ProcessOptions): FunctionProcess {
  const { log, logStream, memoryMegabytes } = options;
  const child: ChildProcess = fork(bootstrap, [String(options.clockOffset)], {
    cwd: options.directory,
    env: { ...options.environment, ...compileCache },
    // What stands here would be stronger than what the function says of its own heap.
    execArgv: [
      ...(/--max-old-space-size/.test(options.environment.NODE_OPTIONS ?? '')
        ? []
        : [`--max-old-space-size=${memoryMegabytes}`]),
      '--disable-warning=ExperimentalWarning',
    ],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let alive = true;
  let lastError = '';
  let current: Current | undefined;
  const write = (message: string): void =>
    log({ timestamp: Date.now() + options.clockOffset, logStream, message });
  const onLine = (line: string): void => {
    if (line.startsWith(END_OF_OUTPUT)) {
      const [requestId, kilobytes] = line.slice(END_OF_OUTPUT.length).split('\t');
      if (current?.requestId === requestId) current?.outputEnded(Math.ceil(Number(kilobytes) / 1024));
      return;
    }
    if (/Error/.test(line)) lastError = line;
    write(line);
  };
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) onLines(stream, onLine);
  }

  const loaded = Promise.withResolvers<Loaded>();
  const loadTimer = setTimeout(() => {
    kill();
    const errorMessage = `loading took more than ${LOAD_SECONDS} seconds`;
    loaded.resolve({ error: { errorType: 'Sandbox.Timedout', errorMessage }, exports: [] });
  }, LOAD_SECONDS * 1000);
  loaded.promise.then(() => clearTimeout(loadTimer));

  const onGone = (how: string): void => {
    alive = false;
    const errorMessage = `Error: Runtime exited with error: ${how}`;
    loaded.resolve({
      error: { errorType: 'Runtime.ExitError', errorMessage: lastError || errorMessage },
      exports: [],
    });
    current?.fail('Runtime.ExitError', errorMessage);
  };
  child.on('close', (code, signal) => onGone(signal === null ? `exit status ${code}` : `signal: ${signal}`));
  child.on('error', (error) => onGone(String(error)));
  child.on('message', (message: FromProcess) => {
    if (message.kind === 'loaded' || message.kind === 'notLoaded') loaded.resolve(message);
    else if (message.requestId === current?.requestId) current.answered(message);
  });
  const kill = (): void => {
    alive = false;
    child.kill('SIGKILL');
  };

  const invoke = (invocation: ToProcess, timeoutSeconds: number): Promise<Outcome> => {
    const { requestId } = invocation;
    const began = performance.now();
    const timeLimit = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
    write(`START RequestId: ${requestId} Version: $LATEST`);
    return new Promise((resolve) => {
      let outcome: Outcome | undefined;
      let memoryUsed = 0;
      const finish = (result: Outcome): void => {
        if (current?.requestId !== requestId) return;
        current = undefined;
        clearTimeout(timer);
        const duration = performance.now() - began;
        write(`END RequestId: ${requestId}`);
        write(
          `REPORT RequestId: ${requestId}\tDuration: ${duration.toFixed(2)} ms\tBilled Duration: ${Math.ceil(duration)} ms\t` +
            `Memory Size: ${memoryMegabytes} MB\tMax Memory Used: ${memoryUsed} MB`,
        );
        resolve(result);
      };
      const fail = (errorType: string, text: string): void =>
        finish({ kind: 'failure', error: { errorType, errorMessage: `RequestId: ${requestId} ${text}` } });
      const timer = setTimeout(() => {
        kill();
        write(`${new Date().toISOString()} ${requestId} ${timeLimit}`);
        fail('Sandbox.Timedout', `Error: ${timeLimit}`);
      }, timeoutSeconds * 1000);
      // The output comes by a pipe and the answer by another: both must be here before REPORT is written.
      current = {
        requestId,
        fail,
        answered: (message) => {
          outcome = message;
          if (memoryUsed > 0) finish(message);
        },
        outputEnded: (used) => {
          memoryUsed = used;
          if (outcome !== undefined) finish(outcome);
        },
      };
      child.send(invocation, (error) => {
        if (error !== null) fail('Runtime.ExitError', String(error));
      });
    });
  };
  return { loaded: loaded.promise, invoke, alive: () => alive, pid: child.pid, kill };
}
