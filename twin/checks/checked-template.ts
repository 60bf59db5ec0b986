import { queueMappings } from '../events/mapping.ts';
import { retryPolicies } from '../events/retry-policy.ts';
import { scheduleSpecifications } from '../events/schedule-specification.ts';
import { subscriptionSpecifications } from '../events/subscription-specification.ts';
import { functionSpecifications } from '../functions/specification.ts';
import { gatewayConfiguration } from '../gateway/configuration.ts';
import type { World } from '../template/world.ts';
import type { Surroundings } from './surroundings.ts';
import { templateFaults } from './template-faults.ts';

/** What the template says is to run. Throws one error with all faults that the checks find. */
export function checkedTemplate(
  world: World,
  permissions: Pick<Surroundings, 'roles' | 'policies'>,
): Surroundings {
  // What nothing runs is evaluated too, so that a wrong reference in an alarm is found here.
  for (const resource of world.all()) resource.properties();
  const template: Surroundings = {
    world,
    roles: permissions.roles,
    policies: permissions.policies,
    functions: functionSpecifications(world),
    mappings: queueMappings(world),
    schedules: scheduleSpecifications(world),
    retryPolicies: retryPolicies(world),
    subscriptions: subscriptionSpecifications(world),
    gateway: gatewayConfiguration(world),
  };
  const faults = templateFaults(template);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return template;
}
