/**
 * Runs inside a function's process: loads the handler and answers invocations one at a time, as Lambda's
 * Node.js runtime does. Knows nothing of the twin but the messages of `protocol.ts`.
 */
import { existsSync } from 'node:fs';
import { createRequire, flushCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { END_OF_OUTPUT, type FromProcess, type LambdaError, type ToProcess } from './protocol.ts';
import { shiftClock } from './shifted-clock.ts';

type Handler = (event: unknown, context: unknown) => unknown;

/** Lambda refuses larger answers: 6 MiB and 100 bytes. */
const LARGEST_ANSWER = 6_291_556;

const environment = (name: string): string => process.env[name] ?? '';
const say = (message: FromProcess): void => {
  process.send?.(message);
};

function describe(thrown: unknown): LambdaError {
  if (!(thrown instanceof Error))
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') };
}

/** Deadlines are the host's, whatever the function takes the day to be. */
const hostNow = Date.now;

let requestId = '';

/** `console` as Lambda has it: time, request id and level before the text, one log event per call. */
function patchConsole(): void {
  const json = environment('AWS_LAMBDA_LOG_FORMAT') === 'JSON';
  const levels = {
    log: 'INFO',
    info: 'INFO',
    debug: 'DEBUG',
    warn: 'WARN',
    error: 'ERROR',
    trace: 'TRACE',
  } as const;
  for (const [method, level] of Object.entries(levels)) {
    console[method as keyof typeof levels] = (...values: unknown[]) => {
      const timestamp = new Date().toISOString();
      const message = format(...values);
      const line = json
        ? JSON.stringify({ timestamp, level, requestId, message })
        : `${timestamp}\t${requestId}\t${level}\t${message.replaceAll('\n', '\r')}`;
      process.stdout.write(`${line}\n`);
    };
  }
}

function refuse(errorType: string, errorMessage: string, exports: readonly string[] = []): never {
  say({ kind: 'notLoaded', error: { errorType, errorMessage }, exports });
  process.exit(1);
}

async function loadHandler(): Promise<Handler> {
  const [, moduleName = '', exportName = ''] = /^(.*)\.([^.]+)$/.exec(environment('_HANDLER')) ?? [];
  const file = ['.mjs', '.js', '.cjs']
    .map((end) => resolve(moduleName + end))
    .find((path) => existsSync(path));
  if (file === undefined) {
    refuse(
      'Runtime.ImportModuleError',
      `Error: Cannot find module '${moduleName}' (no ${moduleName}.mjs, .js or .cjs in the asset)`,
    );
  }
  let loaded: Record<string, unknown>;
  try {
    // As Lambda does: what is CommonJS by its name is never an ES module on the way.
    loaded = file.endsWith('.cjs')
      ? (createRequire(file)(file) as Record<string, unknown>)
      : ((await import(pathToFileURL(file).href)) as Record<string, unknown>);
  } catch (thrown) {
    const { errorType, errorMessage, trace = [] } = describe(thrown);
    process.stdout.write(`${trace.join('\r')}\n`);
    if (!/Cannot find (package|module)/.test(errorMessage)) refuse(errorType, errorMessage);
    // The lines behind it are who asked for the module, which the log has.
    refuse('Runtime.ImportModuleError', errorMessage.split('\n')[0] ?? '');
  }
  const inner = loaded.default as Record<string, unknown> | undefined;
  const handler = loaded[exportName] ?? inner?.[exportName];
  if (typeof handler !== 'function') {
    refuse(
      'Runtime.HandlerNotFound',
      `${environment('_HANDLER')} is undefined or not exported`,
      Object.keys(loaded),
    );
  }
  if (handler.length > 2) {
    refuse(
      'Runtime.CallbackHandlerDeprecated',
      'Node.js 24 has no callback handlers: make it async, with (event, context)',
    );
  }
  return handler as Handler;
}

function contextOf(invocation: ToProcess): object {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: environment('AWS_LAMBDA_FUNCTION_NAME'),
    functionVersion: '$LATEST',
    invokedFunctionArn: invocation.functionArn,
    memoryLimitInMB: environment('AWS_LAMBDA_FUNCTION_MEMORY_SIZE'),
    awsRequestId: invocation.requestId,
    logGroupName: environment('AWS_LAMBDA_LOG_GROUP_NAME'),
    logStreamName: environment('AWS_LAMBDA_LOG_STREAM_NAME'),
    getRemainingTimeInMillis: () => Math.max(0, invocation.deadline - hostNow()),
  };
}

async function answer(handler: Handler, invocation: ToProcess): Promise<FromProcess> {
  try {
    const payload = JSON.stringify(
      (await handler(JSON.parse(invocation.event), contextOf(invocation))) ?? null,
    );
    const size = Buffer.byteLength(payload);
    if (size <= LARGEST_ANSWER) return { kind: 'answer', requestId, payload };
    const errorMessage = `Response payload size (${size} bytes) exceeded maximum allowed payload size (${LARGEST_ANSWER} bytes).`;
    return {
      kind: 'failure',
      requestId,
      error: { errorType: 'Function.ResponseSizeTooLarge', errorMessage },
    };
  } catch (thrown) {
    const error = describe(thrown);
    console.error('Invoke Error', JSON.stringify(error));
    return { kind: 'failure', requestId, error };
  }
}

// The process must not outlive the twin, however that ends.
process.on('disconnect', () => process.exit(0));
// Node's own business: Lambda's functions have no such variable.
delete process.env.NODE_COMPILE_CACHE;
shiftClock(Number(process.argv[2] ?? 0));
patchConsole();
const began = performance.now();
const handler = await loadHandler();
say({ kind: 'loaded', milliseconds: performance.now() - began });
// Now: the twin kills its processes, and what ends so keeps nothing.
flushCompileCache();
process.on('message', async (invocation: ToProcess) => {
  requestId = invocation.requestId;
  process.env._X_AMZN_TRACE_ID = invocation.traceId;
  const outcome = await answer(handler, invocation);
  process.stdout.write(`${END_OF_OUTPUT}${requestId}\t${process.resourceUsage().maxRSS}\n`);
  say(outcome);
});
