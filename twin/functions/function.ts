/** One Lambda function: a pool of processes, and the answers that Lambda gives when one of them fails. */
import type { Logs } from '../logs.ts';
import type { Invocation } from '../metrics/sources.ts';
import { type FunctionProcess, startProcess } from './process.ts';
import type { LambdaError } from './protocol.ts';
import type { FunctionSpecification } from './specification.ts';

/** What Lambda's Invoke answers. `functionError` carries the error when the payload is one. */
export type InvokeAnswer =
  | { readonly kind: 'answer'; readonly payload: string; readonly functionError?: LambdaError }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'tooLarge'; readonly bytes: number };

export type LambdaFunction = {
  readonly specification: FunctionSpecification;
  /** Starts the first process. Rejects, naming function, fault and fix, if the handler does not load. */
  readonly load: () => Promise<{ readonly milliseconds: number }>;
  readonly invoke: (event: string) => Promise<InvokeAnswer>;
  /** Kills every process at once, as a lost host would; the next invocation starts a new one. */
  readonly killProcesses: () => void;
  readonly close: () => void;
};

export type FunctionOptions = {
  readonly specification: FunctionSpecification;
  /** Most processes at once; the reserved concurrency lowers it. */
  readonly processes: number;
  readonly awsEnvironment: Readonly<Record<string, string>>;
  readonly logs: Logs;
  /** Milliseconds that the function's clock is ahead of the host's; a process ends when that changes. */
  readonly clockOffset: () => number;
  readonly randomUuid: () => string;
  readonly onInvoked: (invocation: Invocation) => void;
  readonly onFunctionError: (name: string, error: LambdaError) => void;
};

/** Lambda's limit on the event of a synchronous invocation. */
export const LARGEST_EVENT = 6_291_456;

const hints: Readonly<Record<string, string>> = {
  'Runtime.HandlerNotFound': 'set `handler` in the stack to an export of the bundle',
  'Runtime.ImportModuleError':
    'the bundle lacks a file or a dependency: do not leave it out (`external`) in infra/bundle.ts',
  'Sandbox.Timedout': 'do less at the top of the module',
};

function notLoaded(
  specification: FunctionSpecification,
  error: LambdaError,
  exports: readonly string[],
): Error {
  const found = exports.length === 0 ? '' : ` It exports: ${exports.join(', ')}.`;
  const hint = hints[error.errorType];
  return new Error(
    `AWS::Lambda::Function ${specification.label} does not load: ${error.errorType}: ${error.errorMessage}.${found}` +
      (hint === undefined ? '' : ` Fix: ${hint}.`),
  );
}

function environmentOf(options: FunctionOptions, logStream: string): Record<string, string> {
  const { specification: it, awsEnvironment } = options;
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
    _HANDLER: it.handler,
    LAMBDA_TASK_ROOT: it.directory,
    AWS_EXECUTION_ENV: `AWS_Lambda_${it.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: it.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(it.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: it.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_LOG_FORMAT: it.logFormat,
    ...(it.logLevel === undefined ? {} : { AWS_LAMBDA_LOG_LEVEL: it.logLevel }),
    ...awsEnvironment,
    ...it.variables,
  };
}

export function createFunction(options: FunctionOptions): LambdaFunction {
  const { specification, logs, randomUuid } = options;
  const { reservedConcurrency = Number.POSITIVE_INFINITY, timeoutSeconds } = specification;
  const mostProcesses = Math.max(1, Math.min(options.processes, reservedConcurrency));
  const idle: FunctionProcess[] = [];
  const all = new Set<FunctionProcess>();
  const clocks = new WeakMap<FunctionProcess, number>();
  const isGood = (one: FunctionProcess): boolean => {
    if (one.alive() && clocks.get(one) !== options.clockOffset()) one.kill();
    return one.alive();
  };
  const waiting: ((process: FunctionProcess) => void)[] = [];
  let inFlight = 0;
  let closed = false;

  const start = (): FunctionProcess => {
    const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
    const logStream = `${day}/[$LATEST]${randomUuid().replaceAll('-', '')}`;
    const clockOffset = options.clockOffset();
    const started = startProcess({
      directory: specification.directory,
      environment: environmentOf(options, logStream),
      memoryMegabytes: specification.memoryMegabytes,
      logStream,
      clockOffset,
      log: (event) => logs.append(specification.logGroup, event),
    });
    all.add(started);
    clocks.set(started, clockOffset);
    return started;
  };

  const take = async (): Promise<FunctionProcess> => {
    for (let free = idle.pop(); free !== undefined; free = idle.pop()) if (isGood(free)) return free;
    for (const dead of [...all].filter((one) => !one.alive())) all.delete(dead);
    if (all.size < mostProcesses) return start();
    return new Promise((resolve) => {
      waiting.push(resolve);
    });
  };
  const release = (used: FunctionProcess): void => {
    const good = isGood(used);
    if (!good) all.delete(used);
    if (closed) return;
    const next = waiting.shift();
    if (next !== undefined) next(good ? used : start());
    else if (good) idle.push(used);
  };

  const run = async (event: string): Promise<InvokeAnswer> => {
    const environment = await take();
    try {
      const loaded = await environment.loaded;
      if ('error' in loaded) {
        environment.kill();
        return { kind: 'answer', payload: JSON.stringify(loaded.error), functionError: loaded.error };
      }
      const requestId = randomUuid();
      const traceId = `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomUuid().replaceAll('-', '').slice(8)};Sampled=0`;
      const outcome = await environment.invoke(
        {
          kind: 'invoke',
          requestId,
          event,
          deadline: Date.now() + timeoutSeconds * 1000,
          traceId,
          functionArn: specification.arn,
        },
        timeoutSeconds,
      );
      if (outcome.kind === 'answer') return { kind: 'answer', payload: outcome.payload };
      return { kind: 'answer', payload: JSON.stringify(outcome.error), functionError: outcome.error };
    } finally {
      release(environment);
    }
  };

  return {
    specification,
    load: async () => {
      const first = start();
      const loaded = await first.loaded;
      if ('error' in loaded) {
        first.kill();
        throw notLoaded(specification, loaded.error, loaded.exports);
      }
      release(first);
      return loaded;
    },
    invoke: async (event) => {
      const bytes = Buffer.byteLength(event);
      if (bytes > LARGEST_EVENT) return { kind: 'tooLarge', bytes };
      const { name: functionName } = specification;
      if (inFlight >= reservedConcurrency) {
        options.onInvoked({ functionName, outcome: 'throttled', milliseconds: 0 });
        return { kind: 'throttled' };
      }
      inFlight += 1;
      const began = performance.now();
      try {
        const answer = await run(event);
        const failed = answer.kind === 'answer' && answer.functionError !== undefined;
        const milliseconds = performance.now() - began;
        options.onInvoked({ functionName, outcome: failed ? 'failed' : 'done', milliseconds });
        if (answer.kind === 'answer' && answer.functionError !== undefined && !closed) {
          options.onFunctionError(specification.name, answer.functionError);
        }
        return answer;
      } finally {
        inFlight -= 1;
      }
    },
    killProcesses: () => {
      for (const one of all) one.kill();
    },
    close: () => {
      closed = true;
      for (const one of all) one.kill();
    },
  };
}
