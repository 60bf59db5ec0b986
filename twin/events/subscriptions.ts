/**
 * CloudWatch Logs as it delivers lines to functions: soon and not at once, in batches of one log stream, packed, now and then
 * twice. Lambda takes a batch as an event: it is tried again after one and two minutes, and dropped then.
 */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { LambdaFunction } from '../functions/function.ts';
import { eventIdOf, type LogLine, patternOf, readLogLines } from '../log-lines.ts';
import type { LogPositions } from './log-positions.ts';
import { LAMBDAS_OWN, type RetryPolicy, waitFor } from './retry-policy.ts';
import type { SubscriptionSpecification } from './subscription-specification.ts';

export type Subscriptions = {
  /** Delivers no more, and resolves when what is being delivered is done. What is not done comes again after the next start. */
  readonly stop: () => Promise<void>;
};

export type SubscriptionsOptions = {
  readonly specifications: readonly SubscriptionSpecification[];
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  /** By the name of the function. */
  readonly retryPolicies: ReadonlyMap<string, RetryPolicy>;
  readonly logFile: (logGroup: string) => string;
  readonly positions: LogPositions;
  /** Decides which batches come twice. */
  readonly seed: string;
  readonly accountId: string;
  readonly now: () => number;
  readonly onDropped: (functionName: string) => void;
  readonly onFault: (text: string) => void;
};

/** Milliseconds from one look at a log to the next. */
const EVERY = 1_000;
const MOST_IN_A_BATCH = 1_000;
/** At least once, without a figure on AWS: often enough that every longer test meets it. */
const SHARE_DELIVERED_TWICE = 1 / 20;

/** `from`: where its first line begins. Two of them are the same batch twice. */
type Batch = { readonly from: number; readonly payload: string };
/** A batch that Lambda has taken: when, and what came of it so far. */
type Accepted = {
  readonly batch: Batch;
  readonly acceptedAt: number;
  readonly failures: number;
  readonly throttles: number;
};

const pack = (
  { logGroup, name }: SubscriptionSpecification,
  owner: string,
  lines: readonly LogLine[],
): string => {
  const message = {
    messageType: lines.length === 0 ? 'CONTROL_MESSAGE' : 'DATA_MESSAGE',
    owner: lines.length === 0 ? 'CloudwatchLogs' : owner,
    logGroup: lines.length === 0 ? '' : logGroup,
    logStream: lines[0]?.logStream ?? '',
    subscriptionFilters: [name],
    logEvents:
      lines.length === 0
        ? [{ id: '', timestamp: 0, message: 'CWL CONTROL MESSAGE: Checking health of destination' }]
        : lines.map((line) => ({
            id: eventIdOf(line, 'delivered'),
            timestamp: line.timestamp,
            message: line.message,
          })),
  };
  return JSON.stringify({ awslogs: { data: gzipSync(JSON.stringify(message)).toString('base64') } });
};

function batchesOf(it: SubscriptionSpecification, owner: string, lines: readonly LogLine[]): Batch[] {
  return [...Map.groupBy(lines, ({ logStream }) => logStream).values()].flatMap((own) => {
    const batches: Batch[] = [];
    for (let first = 0; first < own.length; first += MOST_IN_A_BATCH) {
      const part = own.slice(first, first + MOST_IN_A_BATCH);
      batches.push({ from: part[0]?.offset ?? 0, payload: pack(it, owner, part) });
    }
    return batches;
  });
}

const comesTwice = (seed: string, name: string, from: number): boolean =>
  createHash('sha256').update(`${seed} ${name} ${from}`).digest().readUInt32BE(0) / 2 ** 32 <
  SHARE_DELIVERED_TWICE;

/** Hands batches to a function as events; calls `onDone` when one was taken, or given up. */
function lambdaQueue(
  it: SubscriptionSpecification,
  options: SubscriptionsOptions,
  onDone: (batch: Batch) => void,
) {
  const { functions, retryPolicies, now } = options;
  const underWay = new Set<Promise<void>>();
  let waiting: readonly { readonly at: number; readonly event: Accepted }[] = [];
  let isStopped = false;

  const attempt = async (event: Accepted): Promise<void> => {
    const lambda = functions.get(it.functionArn);
    const answer = await lambda?.invoke(event.batch.payload);
    if (lambda === undefined || answer === undefined || answer.kind === 'tooLarge') {
      options.onFault(`subscription ${it.label}: its function could not be invoked (${answer?.kind})`);
      return onDone(event.batch);
    }
    if (answer.kind === 'answer' && answer.functionError === undefined) return onDone(event.batch);
    // What a stop or a kill interrupted did not fail: it comes again after the next start.
    if (isStopped) return;
    const outcome = answer.kind === 'throttled' ? 'throttled' : 'failed';
    const tried = {
      age: now() - event.acceptedAt,
      failures: event.failures + Number(outcome === 'failed'),
      throttles: event.throttles + Number(outcome === 'throttled'),
    };
    const { name } = lambda.specification;
    const wait = waitFor(outcome, retryPolicies.get(name) ?? LAMBDAS_OWN, tried);
    if (wait !== null) {
      waiting = [...waiting, { at: now() + wait, event: { ...event, ...tried } }];
      return;
    }
    options.onDropped(name);
    options.onFault(`subscription ${it.label}: a delivery to ${name} failed too often and is dropped`);
    onDone(event.batch);
  };
  const run = (event: Accepted): void => {
    if (isStopped) return;
    const work = attempt(event);
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  };
  return {
    hand: (batch: Batch) => run({ batch, acceptedAt: now(), failures: 0, throttles: 0 }),
    /** Tries again what is due. */
    tryAgain: () => {
      const due = waiting.filter(({ at }) => at <= now());
      waiting = waiting.filter((one) => !due.includes(one));
      for (const { event } of due) run(event);
    },
    stop: async () => {
      isStopped = true;
      await Promise.all(underWay);
    },
  };
}

/** One subscription: `look` delivers what was written since the last look. */
function subscribe(it: SubscriptionSpecification, options: SubscriptionsOptions) {
  const { positions, seed, accountId } = options;
  const matches = patternOf(it.pattern);
  const file = options.logFile(it.logGroup);
  const open = new Set<Batch>();
  const known = positions.of(it.name);
  // What was written before it was made is not delivered.
  let read = known ?? sizeOf(file);
  const keep = (): void => positions.put(it.name, Math.min(read, ...[...open].map(({ from }) => from)));
  const queue = lambdaQueue(it, options, (batch) => {
    open.delete(batch);
    keep();
  });
  const hand = (batch: Batch): void => {
    open.add(batch);
    queue.hand(batch);
  };
  // At once: what is written before the first look counts even after a kill.
  keep();
  if (known === undefined) hand({ from: read, payload: pack(it, accountId, []) });
  return {
    look: () => {
      queue.tryAgain();
      const { lines, end } = readLogLines(file, read);
      read = end;
      const matching = lines.filter(({ message }) => matches(message));
      for (const batch of batchesOf(it, accountId, matching)) {
        hand(batch);
        if (comesTwice(seed, it.name, batch.from)) hand({ ...batch });
      }
      keep();
    },
    stop: queue.stop,
  };
}

export function startSubscriptions(options: SubscriptionsOptions): Subscriptions {
  const all = options.specifications.map((it) => subscribe(it, options));
  const timer = setInterval(() => {
    for (const { look } of all) look();
  }, EVERY).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(all.map(({ stop }) => stop()));
    },
  };
}

/** Where a log ends now. */
function sizeOf(file: string): number {
  let end = 0;
  for (let isAll = false; !isAll; ) ({ end, isAll } = readLogLines(file, end));
  return end;
}
