/** Schedules of the template, as far as something has to be known of them before they run. */
import type { Deployed, World } from '../template/world.ts';
import { parseScheduleExpression, type ScheduleExpression } from './schedule-expression.ts';

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
  const topics = new Set(world.ofType('AWS::SNS::Topic').map((one) => one.ref()));
  const rules = world.ofType('AWS::Events::Rule').flatMap((rule) => {
    const targets = (rule.property('Targets') ?? []) as Target[];
    if (rule.property('ScheduleExpression') === undefined) {
      // It would only tell somebody, and nobody is notified here.
      if (targets.every(({ Arn }) => topics.has(String(Arn)))) return [];
      throw new Error(
        `AWS::Events::Rule ${rule.label}: the twin has no event bus; rules with a schedule only, or with nothing but topics as targets`,
      );
    }
    return targets.map((target) => specification(rule, target, 'events.amazonaws.com'));
  });
  return [...schedules, ...rules];
}
