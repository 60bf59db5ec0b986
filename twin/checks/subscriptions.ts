import { permitted, type Surroundings } from './surroundings.ts';

/** AWS's quota of subscriptions of a log group. */
const MOST_OF_A_GROUP = 2;

/** What AWS refuses when it makes a subscription, and a function that would be called for its own lines for ever. */
export function subscriptionFaults(around: Surroundings): string[] {
  return around.subscriptions.flatMap((it) => {
    const name = `AWS::Logs::SubscriptionFilter ${it.label}`;
    const target = around.functions.find(({ arn }) => arn === it.functionArn);
    if (target === undefined)
      return [`${name}: its destination ${it.functionArn} is no function of the template`];
    const group = around.world.ofType('AWS::Logs::LogGroup').find((one) => one.ref() === it.logGroup);
    if (group === undefined) return [`${name}: its log group ${it.logGroup} is not in the template`];
    const faults: string[] = [];
    if (!permitted(around, target, 'logs.amazonaws.com', group.attribute('Arn')))
      faults.push(
        `${name}: function ${target.name} has no permission for logs.amazonaws.com and ${it.logGroup}`,
      );
    if (target.logGroup === it.logGroup)
      faults.push(`${name}: ${target.name} would be called for each line of its own log, for ever`);
    if (around.subscriptions.filter(({ logGroup }) => logGroup === it.logGroup).length > MOST_OF_A_GROUP)
      faults.push(
        `${name}: ${it.logGroup} has more than ${MOST_OF_A_GROUP} subscriptions, which AWS refuses`,
      );
    return faults;
  });
}
