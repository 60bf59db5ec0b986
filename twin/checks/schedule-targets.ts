import { allows, permitted, type Surroundings, trusts } from './surroundings.ts';

/** Every schedule can invoke its function: by a role, or a rule by the function's permission. */
export function scheduleFaults(around: Surroundings): string[] {
  return around.schedules.flatMap((it) => {
    const target = around.functions.find(({ arn }) => arn === it.functionArn);
    if (target === undefined)
      return [`schedule ${it.label}: its target ${it.functionArn} is no function of the template`];
    if (it.service === 'events.amazonaws.com') {
      return permitted(around, target, it.service, it.arn)
        ? []
        : [`AWS::Events::Rule ${it.label}: function ${target.name} has no permission for ${it.service}`];
    }
    const name = `AWS::Scheduler::Schedule ${it.label}`;
    if (it.roleArn === undefined || it.roleArn === '')
      return [`${name}: a schedule without a role cannot invoke anything. Fix: Target.RoleArn`];
    const role = around.roles.get(it.roleArn);
    if (role === undefined) return [`${name}: its role ${it.roleArn} is not in the template`];
    if (!trusts(around, role, it.service))
      return [`${name}: role ${role.label} does not let ${it.service} assume it`];
    return allows(around, it.roleArn, 'lambda:InvokeFunction', it.functionArn)
      ? []
      : [`${name}: role ${role.label} lacks lambda:InvokeFunction on ${it.functionArn}`];
  });
}
