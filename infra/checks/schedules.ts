/** A schedule runs only through a role that Scheduler may take and that may invoke the target; one of each minute, in whole ones. */
import * as z from 'zod';
import { type Check, type Finding, flatten, type Resource } from './assembly.ts';

const Schedule = z.object({
  ScheduleExpression: z.unknown(),
  Target: z.object({ Arn: z.unknown(), RoleArn: z.unknown().optional() }),
});
const fix = 'Use infra/constructs/schedule.ts, which makes the role with the schedule.';

export const checkSchedules: Check = (assembly) =>
  assembly.all('AWS::Scheduler::Schedule').flatMap((resource): Finding[] => {
    const { ScheduleExpression, Target } = Schedule.parse(resource.properties);
    if (ScheduleExpression === 'rate(1 minute)') {
      return [
        {
          rule: 'schedule-minutes',
          resource,
          problem: `Schedule ${resource.logicalId} is rate(1 minute), which counts from the second in which it is made: its runs are of no whole minute.`,
          fix: 'Use cron(* * * * ? *).',
        },
      ];
    }
    const finding = (problem: string) => [{ rule: 'schedule-role', resource, problem, fix }];
    const role = Target.RoleArn === '' ? undefined : assembly.follow(Target.RoleArn, resource);
    if (!role) {
      return finding(
        `Schedule ${resource.logicalId} has no role (RoleArn is ${JSON.stringify(Target.RoleArn) ?? 'not set'}): Scheduler could not invoke its target.`,
      );
    }
    if (!JSON.stringify(role.properties.AssumeRolePolicyDocument).includes('scheduler.amazonaws.com')) {
      return finding(
        `Role ${role.logicalId} of schedule ${resource.logicalId} does not trust scheduler.amazonaws.com.`,
      );
    }
    const target = assembly.follow(Target.Arn, resource);
    const policies = assembly
      .all('AWS::IAM::Policy')
      .filter((policy) => refersTo(policy.properties.Roles, role))
      .map((policy) => JSON.stringify(policy.properties.PolicyDocument));
    const may = policies.some(
      (text) => text.includes('lambda:InvokeFunction') && text.includes(`"${target?.logicalId}"`),
    );
    return may
      ? []
      : finding(
          `Role ${role.logicalId} of schedule ${resource.logicalId} may not invoke ${target?.logicalId ?? flatten(Target.Arn)} (lambda:InvokeFunction).`,
        );
  });

const refersTo = (roles: unknown, role: Resource): boolean =>
  JSON.stringify(roles ?? []).includes(`{"Ref":"${role.logicalId}"}`);
