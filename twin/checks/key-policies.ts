import { type ConditionContext, compileConditions } from '../aws/iam/policy-conditions.ts';
import { servicesOf } from '../policies.ts';
import type { Deployed } from '../template/world.ts';
import { keyOf, type Surroundings } from './surroundings.ts';

/** Services that use a customer-managed key in their own name: no role's policy shows that they cannot. */
export function keyFaults({ world, policies }: Surroundings): string[] {
  const { region, accountId } = world;
  const uses: readonly (readonly [Deployed, unknown, string, ConditionContext])[] = [
    ...world.ofType('AWS::Logs::LogGroup').map(
      (it) =>
        [
          it,
          it.property('KmsKeyId'),
          `logs.${region}.amazonaws.com`,
          // "Encrypt log data in CloudWatch Logs using AWS KMS" has this condition and no other.
          { 'kms:encryptioncontext:aws:logs:arn': [it.attribute('Arn').replace(/:\*$/, '')] },
        ] as const,
    ),
    ...world
      .ofType('AWS::SNS::Topic')
      .filter((topic) =>
        world
          .ofType('AWS::CloudWatch::Alarm')
          .some((alarm) => JSON.stringify(alarm.property('AlarmActions') ?? []).includes(topic.ref())),
      )
      .map(
        (it) =>
          [
            it,
            it.property('KmsMasterKeyId'),
            'cloudwatch.amazonaws.com',
            {
              'aws:sourceaccount': [accountId],
              'aws:sourcearn': [`arn:aws:cloudwatch:${region}:${accountId}:alarm:any`],
            },
          ] as const,
      ),
  ];
  return uses.flatMap(([resource, reference, service, context]) => {
    const key = reference === undefined ? undefined : keyOf(world, reference);
    if (key === undefined) return [];
    const permits = (policies[key.attribute('Arn')] ?? []).some((statement) => {
      if (statement.Effect !== 'Allow' || !servicesOf(statement).includes(service)) return false;
      return compileConditions(`policy of key ${key.label}`, statement.Condition)(context);
    });
    return permits
      ? []
      : [
          `${resource.type} ${resource.label}: the policy of key ${key.label} does not let ${service} use it. Fix: add the service to the key's policy`,
        ];
  });
}
