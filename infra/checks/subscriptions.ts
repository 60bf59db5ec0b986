/** A subscription of a log group is allowed to call its function, and no function is called for its own log lines. */
import * as z from 'zod';
import { type Assembly, type Check, type Finding, flatten, type Resource } from './assembly.ts';

const Filter = z.object({ LogGroupName: z.unknown(), DestinationArn: z.unknown() });
const Permission = z.object({
  Principal: z.unknown(),
  FunctionName: z.unknown(),
  SourceArn: z.unknown().optional(),
  SourceAccount: z.unknown().optional(),
});
/** AWS's quota of subscriptions of a log group. */
const MOST_OF_A_GROUP = 2;
const fix = 'Make subscriptions in infra/stacks/trail.ts, which makes the permission with each.';

export const checkSubscriptions: Check = (assembly) => {
  const filters = assembly
    .all('AWS::Logs::SubscriptionFilter')
    .map((resource) => ({ resource, ...Filter.parse(resource.properties) }));
  const of = Map.groupBy(filters, ({ LogGroupName }) => flatten(LogGroupName));
  return filters.flatMap(({ resource, LogGroupName, DestinationArn }) => {
    const group = flatten(LogGroupName);
    const target = assembly.follow(DestinationArn, resource);
    const problems: string[] = [];
    if (target?.type !== 'AWS::Lambda::Function')
      problems.push(`${group} is delivered to ${flatten(DestinationArn)}, which is no function of the app.`);
    else {
      const name = String(target.properties.FunctionName);
      if (group === `/aws/lambda/${name}`)
        problems.push(`${name} is called for each line of its own log, and so for ever.`);
      if (!mayCall(assembly, target, group))
        problems.push(
          `CloudWatch Logs may not call ${name} for ${group}: no permission of logs.amazonaws.com has its SourceArn and a SourceAccount.`,
        );
    }
    if ((of.get(group)?.length ?? 0) > MOST_OF_A_GROUP)
      problems.push(`${group} has ${of.get(group)?.length} subscriptions; AWS takes ${MOST_OF_A_GROUP}.`);
    return problems.map((problem): Finding => ({ rule: 'subscription', resource, problem, fix }));
  });
};

const mayCall = (assembly: Assembly, target: Resource, group: string): boolean =>
  assembly.all('AWS::Lambda::Permission').some((permission) => {
    const { Principal, FunctionName, SourceArn, SourceAccount } = Permission.parse(permission.properties);
    return (
      Principal === 'logs.amazonaws.com' &&
      assembly.follow(FunctionName, permission)?.logicalId === target.logicalId &&
      flatten(SourceArn).endsWith(`:log-group:${group}:*`) &&
      SourceAccount !== undefined
    );
  });
