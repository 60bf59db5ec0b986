/** Subscriptions of log groups, as the template has them. */
import { patternOf } from '../log-lines.ts';
import type { World } from '../template/world.ts';

export type SubscriptionSpecification = {
  readonly name: string;
  readonly label: string;
  readonly logGroup: string;
  readonly pattern: string;
  readonly functionArn: string;
};

/** Throws, naming the subscription, for a pattern that the twin does not know. */
export const subscriptionSpecifications = (world: World): SubscriptionSpecification[] =>
  world.ofType('AWS::Logs::SubscriptionFilter').map((one) => {
    const pattern = String(one.property('FilterPattern') ?? '');
    try {
      patternOf(pattern);
    } catch (fault) {
      throw new Error(
        `AWS::Logs::SubscriptionFilter ${one.label}: ${fault instanceof Error ? fault.message : fault}`,
      );
    }
    return {
      name: one.ref(),
      label: one.label,
      logGroup: String(one.property('LogGroupName')),
      pattern,
      functionArn: String(one.property('DestinationArn')),
    };
  });
