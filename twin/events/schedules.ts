/** Schedules of the template, and the clock that invokes their functions. */
import type { LambdaFunction } from '../functions/function.ts';
import type { Deployed, World } from '../template/world.ts';
import { isDue, parseScheduleExpression, type ScheduleExpression } from './schedule-expression.ts';

export type ScheduleSpecification = {
  readonly name: string;
  readonly label: string;
  readonly arn: string;
  readonly expression: ScheduleExpression;
  readonly timeZone: string;
  readonly functionArn: string;
  /** Undefined for a rule, which the function itself has to permit. */
  readonly roleArn: string | undefined;
  readonly input: string | undefined;
  readonly enabled: boolean;
  readonly service: 'scheduler.amazonaws.com' | 'events.amazonaws.com';
};

type Target = { readonly Arn?: string; readonly RoleArn?: string; readonly Input?: string };

function specification(
  resource: Deployed,
  target: Target,
  service: ScheduleSpecification['service'],
): ScheduleSpecification {
  const expression = String(resource.property('ScheduleExpression'));
  try {
    return {
      name: resource.ref(),
      label: resource.label,
      arn: resource.attribute('Arn'),
      expression: parseScheduleExpression(expression),
      timeZone: String(resource.property('ScheduleExpressionTimezone') ?? 'UTC'),
      functionArn: target.Arn ?? '',
      roleArn: target.RoleArn,
      input: target.Input,
      enabled: resource.property('State') !== 'DISABLED',
      service,
    };
  } catch (fault) {
    throw new Error(`${resource.type} ${resource.label}: ${fault instanceof Error ? fault.message : fault}`);
  }
}

export function scheduleSpecifications(world: World): ScheduleSpecification[] {
  const schedules = world
    .ofType('AWS::Scheduler::Schedule')
    .map((one) => specification(one, (one.property('Target') ?? {}) as Target, 'scheduler.amazonaws.com'));
  const rules = world.ofType('AWS::Events::Rule').flatMap((rule) => {
    if (rule.property('ScheduleExpression') === undefined) {
      throw new Error(
        `AWS::Events::Rule ${rule.label}: the twin has no event bus; rules with a schedule only`,
      );
    }
    const targets = (rule.property('Targets') ?? []) as Target[];
    return targets.map((target) => specification(rule, target, 'events.amazonaws.com'));
  });
  return [...schedules, ...rules];
}

export type Schedules = {
  readonly names: readonly string[];
  /** Invokes a schedule's function now. */
  readonly run: (name: string) => Promise<void>;
  /** As if the schedule were disabled, until `resume`. */
  readonly pause: (name: string) => void;
  readonly resume: (name: string) => void;
  /** After the clock was put ahead: what was due since then is invoked, once each, as late runs are. */
  readonly catchUp: (since: number) => Promise<void>;
  readonly stop: () => void;
};

export type SchedulesOptions = {
  readonly specifications: readonly ScheduleSpecification[];
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly accountId: string;
  readonly region: string;
  readonly now: () => number;
  readonly randomUuid: () => string;
  readonly onFault: (text: string) => void;
};

const MINUTE = 60_000;

/**
 * The clock ticks at each full minute. A failed invocation is reported and not retried: Lambda's retries of
 * asynchronous invocations come a minute or two later, when the next tick is as good.
 */
export function startSchedules(options: SchedulesOptions): Schedules {
  const { specifications, functions, now, randomUuid, onFault } = options;
  const began = now();

  const invoke = async (it: ScheduleSpecification, time: number): Promise<void> => {
    const at = new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
    const fromScheduler = it.service === 'scheduler.amazonaws.com';
    const event = {
      version: '0',
      id: randomUuid(),
      'detail-type': 'Scheduled Event',
      source: fromScheduler ? 'aws.scheduler' : 'aws.events',
      account: options.accountId,
      time: at,
      region: options.region,
      resources: [it.arn],
      detail: fromScheduler ? '{}' : {},
    };
    const input = it.input
      ?.replaceAll('<aws.scheduler.scheduled-time>', at)
      .replaceAll('<aws.scheduler.schedule-arn>', it.arn);
    const answer = await functions.get(it.functionArn)?.invoke(input ?? JSON.stringify(event));
    // An error of the function itself has been reported by the function.
    if (answer?.kind !== 'answer') {
      onFault(`schedule ${it.label}: its function could not be invoked (${answer?.kind})`);
    }
  };

  const paused = new Set<string>();
  const isOn = (it: ScheduleSpecification): boolean => it.enabled && !paused.has(it.name);
  const named = (name: string): ScheduleSpecification => {
    const it = specifications.find((one) => one.name === name);
    if (it !== undefined) return it;
    throw new Error(`no schedule '${name}'; there are: ${specifications.map((one) => one.name).join(', ')}`);
  };
  /** The newest minute in which a schedule was due. */
  const lastDue = (it: ScheduleSpecification, since: number): number | undefined => {
    for (let minute = Math.floor(now() / MINUTE) * MINUTE; minute > since; minute -= MINUTE)
      if (isDue(it.expression, minute, began, it.timeZone)) return minute;
    return undefined;
  };

  let timer: NodeJS.Timeout;
  const arm = (): void => {
    const next = (Math.floor(now() / MINUTE) + 1) * MINUTE;
    timer = setTimeout(() => {
      for (const it of specifications)
        if (isOn(it) && isDue(it.expression, next, began, it.timeZone)) invoke(it, next);
      arm();
    }, next - now());
    timer.unref();
  };
  arm();
  return {
    names: specifications.map(({ name }) => name),
    run: (name) => invoke(named(name), now()),
    pause: (name) => void paused.add(named(name).name),
    resume: (name) => void paused.delete(named(name).name),
    catchUp: async (since) => {
      // The timer stands where it stood before the clock was put ahead.
      clearTimeout(timer);
      arm();
      for (const it of specifications.filter(isOn)) {
        const minute = lastDue(it, since);
        if (minute !== undefined) await invoke(it, minute);
      }
    },
    stop: () => clearTimeout(timer),
  };
}
