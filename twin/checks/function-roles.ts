import { allows, type Surroundings, trusts } from './surroundings.ts';

/** Every function can be assumed its role for, and its role lets it write its log. */
export function roleFaults(around: Surroundings): string[] {
  return around.functions.flatMap((it) => {
    const role = around.roles.get(it.roleArn);
    const name = `AWS::Lambda::Function ${it.label}`;
    if (role === undefined) return [`${name}: its role ${it.roleArn} is not in the template`];
    const faults = trusts(around, role, 'lambda.amazonaws.com')
      ? []
      : [`${name}: role ${role.label} does not let lambda.amazonaws.com assume it`];
    const logs = `arn:aws:logs:${around.world.region}:${around.world.accountId}:log-group:${it.logGroup}:log-stream:x`;
    return allows(around, it.roleArn, 'logs:PutLogEvents', logs)
      ? faults
      : [
          ...faults,
          `${name}: its role may not write ${it.logGroup}; in the cloud its log would stay empty. Fix: allow logs:PutLogEvents`,
        ];
  });
}
