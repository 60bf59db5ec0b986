import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
} from 'aws-cdk-lib';
import { Assembly, type Check } from './assembly.ts';
import { checkEventInvocations } from './event-invocations.ts';
import { checkFunctions } from './functions.ts';
import { checkKeyServices } from './key-services.ts';
import { checkKeyUses } from './key-uses.ts';
import { checkKeyWatch } from './key-watch.ts';
import { checkNotifications } from './notifications.ts';
import { checkQueues } from './queues.ts';
import { checkRoutes } from './routes.ts';
import { checkSavedQueries } from './saved-queries.ts';
import { checkSchedules } from './schedules.ts';
import { checkServicePrincipals } from './service-principals.ts';
import { checkStackSizes } from './stack-size.ts';
import { checkSubscriptions } from './subscriptions.ts';
import { checkWebAcls } from './web-acl.ts';

const checks: readonly Check[] = [
  checkEventInvocations,
  checkFunctions,
  checkKeyServices,
  checkKeyUses,
  checkKeyWatch,
  checkNotifications,
  checkQueues,
  checkRoutes,
  checkSavedQueries,
  checkSchedules,
  checkServicePrincipals,
  checkStackSizes,
  checkSubscriptions,
  checkWebAcls,
];

/** What neither CloudFormation's schema nor cdk-nag sees and the first deployment would show. Fails the synth. */
export class HouseChecks implements IPolicyValidationPlugin {
  readonly name = 'DTM';

  validate({ templatePaths }: IPolicyValidationContext): PolicyValidationPluginReport {
    const assembly = new Assembly(templatePaths);
    const violations = checks
      .flatMap((check) => check(assembly))
      .map(({ rule, resource, problem, fix }) => ({
        ruleName: rule,
        description: problem,
        severity: 'error',
        fix,
        violatingResources: [
          { resourceLogicalId: resource.logicalId, templatePath: resource.templatePath, locations: [] },
        ],
      }));
    return { success: violations.length === 0, violations };
  }
}
