/** The clock that invokes the functions of schedules, late and now and then twice, and goes on with events as Lambda does. */
import type { LambdaFunction } from '../functions/function.ts';
import { type Deliveries, type Delivery, deliveriesOf } from './deliveries.ts';
import { LAMBDAS_OWN, type RetryPolicy, waitFor } from './retry-policy.ts';
import type { ScheduleSpecification } from './schedule-specification.ts';

export type Schedules = {
  readonly names: readonly string[];
  /** Invokes a schedule's function now; resolves after the first try. */
  readonly run: (name: string) => Promise<void>;
  /** As if the schedule were disabled, until `resume`. */
  readonly pause: (name: string) => void;
  readonly resume: (name: string) => void;
  /**
   * Puts the clock ahead by milliseconds, in steps: the clock shows the time of each event that comes meanwhile when it is
   * handed over. Of each schedule that is what was under way, and of what falls due meanwhile the newest alone.
   */
  readonly letPass: (milliseconds: number) => Promise<void>;
  readonly stop: () => void;
};

export type SchedulesOptions = {
  readonly specifications: readonly ScheduleSpecification[];
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  /** By the name of the function. */
  readonly retryPolicies: ReadonlyMap<string, RetryPolicy>;
  /** Decides how late each event comes, and which comes twice. */
  readonly seed: string;
  readonly accountId: string;
  readonly region: string;
  readonly now: () => number;
  /** Puts the clock ahead, by milliseconds. */
  readonly advance: (milliseconds: number) => void;
  readonly randomUuid: () => string;
  readonly onFault: (text: string) => void;
};

/** An event that Lambda has taken: when, and what came of it so far. */
type Accepted = {
  readonly it: ScheduleSpecification;
  readonly payload: string;
  readonly acceptedAt: number;
  readonly failures: number;
  readonly throttles: number;
};
type Coming = { readonly at: number; readonly go: () => Promise<void> };

/** The timer looks no further ahead. */
const MINUTE = 60_000;

function payloadOf(it: ScheduleSpecification, due: number, options: SchedulesOptions): string {
  const time = new Date(due).toISOString().replace(/\.\d+Z$/, 'Z');
  const fromScheduler = it.service === 'scheduler.amazonaws.com';
  const event = {
    version: '0',
    id: options.randomUuid(),
    'detail-type': 'Scheduled Event',
    source: fromScheduler ? 'aws.scheduler' : 'aws.events',
    account: options.accountId,
    time,
    region: options.region,
    resources: [it.arn],
    detail: fromScheduler ? '{}' : {},
  };
  const input = it.input
    ?.replaceAll('<aws.scheduler.scheduled-time>', time)
    .replaceAll('<aws.scheduler.schedule-arn>', it.arn);
  return input ?? JSON.stringify(event);
}

export function startSchedules(options: SchedulesOptions): Schedules {
  const { specifications, functions, retryPolicies, now, advance, onFault } = options;
  const deliveries = new Map<ScheduleSpecification, Deliveries>(
    specifications.map((it) => [it, deliveriesOf(it, options.seed, now())]),
  );
  const paused = new Set<string>();
  /** Tries that are to come. */
  let coming: readonly Coming[] = [];
  /** What came until here has been handed over. */
  let done = now();

  const attempt = async (event: Accepted): Promise<void> => {
    const { it } = event;
    const lambda = functions.get(it.functionArn);
    const answer = await lambda?.invoke(event.payload);
    if (answer?.kind === 'answer' && answer.functionError === undefined) return;
    if (lambda === undefined || answer === undefined || answer.kind === 'tooLarge')
      return onFault(`schedule ${it.label}: its function could not be invoked (${answer?.kind})`);
    const outcome = answer.kind === 'throttled' ? 'throttled' : 'failed';
    const tried = {
      age: now() - event.acceptedAt,
      failures: event.failures + Number(outcome === 'failed'),
      throttles: event.throttles + Number(outcome === 'throttled'),
    };
    const wait = waitFor(outcome, retryPolicies.get(lambda.specification.name) ?? LAMBDAS_OWN, tried);
    if (wait !== null) {
      coming = [...coming, { at: now() + wait, go: () => attempt({ ...event, ...tried }) }];
      arm();
    }
    // An error of the function itself has been reported by the function.
    else if (outcome === 'throttled')
      onFault(`schedule ${it.label}: its function had no room for an event, which is dropped`);
  };
  const hand = (it: ScheduleSpecification, due: number): Promise<void> =>
    attempt({
      it,
      payload: payloadOf(it, due, options),
      acceptedAt: now(),
      failures: 0,
      throttles: 0,
    });

  const named = (name: string): ScheduleSpecification => {
    const it = specifications.find((one) => one.name === name);
    if (it !== undefined) return it;
    throw new Error(`no schedule '${name}'; there are: ${specifications.map((one) => one.name).join(', ')}`);
  };
  const arrivals = (of: (one: Deliveries) => Delivery[]): Coming[] =>
    [...deliveries].flatMap(([it, one]) =>
      it.enabled && !paused.has(it.name)
        ? of(one).map(({ due, at }) => ({ at, go: () => hand(it, due) }))
        : [],
    );
  /** Takes what comes until then off the list, the earliest first. */
  const take = (until: number, most = Number.POSITIVE_INFINITY): readonly Coming[] => {
    const taken = coming
      .filter(({ at }) => at <= until)
      .toSorted((a, b) => a.at - b.at)
      .slice(0, most);
    coming = coming.filter((one) => !taken.includes(one));
    return taken;
  };

  let timer: NodeJS.Timeout | undefined;
  let [isPassing, isStopped] = [false, false];
  const arm = (): void => {
    if (isPassing || isStopped) return;
    clearTimeout(timer);
    const soon = arrivals((one) => one.between(done, done + MINUTE));
    const next = Math.min(done + MINUTE, ...[...soon, ...coming].map(({ at }) => at));
    timer = setTimeout(() => {
      const until = Math.max(next, now());
      coming = [...coming, ...arrivals((one) => one.passing(done, until))];
      done = until;
      for (const { go } of take(until)) void go();
      arm();
    }, next - now());
    timer.unref();
  };
  arm();

  /** Lets the clock show this time, unless it is past it. */
  const putTo = (time: number): void => {
    if (time > now()) advance(time - now());
  };
  return {
    names: specifications.map(({ name }) => name),
    run: (name) => hand(named(name), now()),
    pause: (name) => void paused.add(named(name).name),
    resume: (name) => void paused.delete(named(name).name),
    letPass: async (milliseconds) => {
      isPassing = true;
      clearTimeout(timer);
      const until = now() + milliseconds;
      coming = [...coming, ...arrivals((one) => one.passing(done, until))];
      done = until;
      for (let [next] = take(until, 1); next !== undefined; [next] = take(until, 1)) {
        putTo(next.at);
        await next.go();
      }
      putTo(until);
      isPassing = false;
      arm();
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
