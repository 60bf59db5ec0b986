/** What the checks look at, and the questions that several of them ask of it. */
import { type ConditionContext, compileConditions } from '../aws/iam/policy-conditions.ts';
import { evaluate } from '../aws/iam/policy-evaluation.ts';
import { compileStatements, type PolicyStatement } from '../aws/iam/policy-statement.ts';
import { wildcard } from '../aws/iam/wildcard.ts';
import type { QueueMapping } from '../events/mapping.ts';
import type { RetryPolicy } from '../events/retry-policy.ts';
import type { ScheduleSpecification } from '../events/schedule-specification.ts';
import type { SubscriptionSpecification } from '../events/subscription-specification.ts';
import type { FunctionSpecification } from '../functions/specification.ts';
import type { GatewayConfiguration } from '../gateway/configuration.ts';
import { type Role, servicesOf } from '../policies.ts';
import type { Deployed, World } from '../template/world.ts';

export type Surroundings = {
  readonly world: World;
  readonly roles: ReadonlyMap<string, Role>;
  readonly policies: Readonly<Record<string, readonly PolicyStatement[]>>;
  readonly functions: readonly FunctionSpecification[];
  readonly mappings: readonly QueueMapping[];
  readonly schedules: readonly ScheduleSpecification[];
  /** Of events that are handed to a function, by its name. */
  readonly retryPolicies: ReadonlyMap<string, RetryPolicy>;
  readonly subscriptions: readonly SubscriptionSpecification[];
  readonly gateway: GatewayConfiguration | undefined;
};

/**
 * Whether a role may do that, where the request says of itself what is in the context; a role that is not in the template is
 * somebody else's concern.
 */
export const allows = (
  around: Surroundings,
  roleArn: string,
  action: string,
  resource: string,
  context: ConditionContext = {},
): boolean => {
  const role = around.roles.get(roleArn);
  if (role === undefined) return true;
  const identity = compileStatements(`role ${role.label}`, role.statements);
  const own = compileStatements(`policy of ${resource}`, around.policies[resource] ?? []);
  return evaluate({ action, resource, context }, identity, own, roleArn, {}) === 'allowed';
};

/**
 * What a service says of itself when it assumes a role, as far as AWS documents it: Scheduler account and group of the schedule
 * ("Confused deputy prevention", EventBridge Scheduler User Guide), Lambda and API Gateway nothing.
 */
const saidWith = (service: string, { accountId, region }: World): ConditionContext =>
  service === 'scheduler.amazonaws.com'
    ? {
        'aws:sourceaccount': [accountId],
        'aws:sourcearn': [`arn:aws:scheduler:${region}:${accountId}:schedule-group/default`],
      }
    : {};

/** Whether the service may assume the role, by the conditions of its trust too. */
export const trusts = ({ world }: Surroundings, role: Role, service: string): boolean =>
  role.trust.some(
    (statement) =>
      statement.Effect === 'Allow' &&
      servicesOf(statement).includes(service) &&
      compileConditions(`trust of role ${role.label}`, statement.Condition)(saidWith(service, world)),
  );

export function keyOf(world: World, reference: unknown): Deployed | undefined {
  const text = String(reference);
  return world.ofType('AWS::KMS::Key').find((key) => key.ref() === text || key.attribute('Arn') === text);
}

export const permissionsOf = (world: World, it: FunctionSpecification): Deployed[] =>
  world
    .ofType('AWS::Lambda::Permission')
    .filter((one) => [it.name, it.arn].includes(String(one.property('FunctionName'))));

export function permitted(
  { world }: Surroundings,
  it: FunctionSpecification,
  service: string,
  sourceArn: string,
): boolean {
  return permissionsOf(world, it).some((permission) => {
    const pattern = permission.property('SourceArn');
    return (
      permission.property('Principal') === service &&
      (pattern === undefined || wildcard(String(pattern), '').test(sourceArn))
    );
  });
}
