/** What runs: the functions, the API before them, the firewall, the alarms and the schedule. */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Route } from '../../shared/contract/routes.ts';
import type { Bundles } from '../bundle.ts';
import { CustomDomain } from '../constructs/custom-domain.ts';
import { HubApi } from '../constructs/hub-api.ts';
import { HubDashboard } from '../constructs/hub-dashboard.ts';
import { Operators } from '../constructs/operators.ts';
import { addSavedQueries } from '../constructs/saved-queries.ts';
import { WebAcl } from '../constructs/web-acl.ts';
import type { Settings } from '../settings.ts';
import { addFunctions } from './functions.ts';
import { addProber } from './prober.ts';
import type { StatefulStack } from './stateful.ts';
import { addWatch } from './watch.ts';

export type ServiceStackProps = StackProps & {
  readonly settings: Settings;
  readonly stateful: StatefulStack;
  readonly bundles: Bundles;
  readonly routes: readonly Route[];
};

export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, { ...props, description: 'DTM hub: functions, API, firewall, alarms' });
    const { settings, stateful, bundles, routes } = props;
    // By ARN: a grant on the key itself would write this stack's roles into the other stack's key policy.
    const key = Key.fromKeyArn(this, 'Key', stateful.key.keyArn);
    const operators = new Operators(this, 'Operators', { settings, key });
    const shared = { settings, key, bundles, operators };
    const functions = addFunctions(this, shared, stateful);
    addWatch(this, shared, stateful);
    const { restApi } = new HubApi(this, 'Api', {
      settings,
      key,
      operators,
      functions,
      routes,
      impact:
        'Senders and readers get 5xx answers. Submissions so answered were not accepted and are repeated.',
    });
    addSavedQueries(this, settings);
    new WebAcl(this, 'WebAcl', { settings, key, api: restApi });

    const host = settings.domain ?? `${restApi.restApiId}.execute-api.${this.region}.${this.urlSuffix}`;
    const apiUrl = `https://${host}/v1`;
    addProber(this, shared, stateful, apiUrl);

    // Last: it shows all alarms of the stack.
    new HubDashboard(this, 'Dashboard', { settings });

    const output = (name: string, value: string) => new CfnOutput(this, name, { value });
    output('OperatorsTopicArn', operators.topic.topicArn);
    const { domain, certificateArn, hostedZoneId } = settings;
    if (domain && certificateArn) {
      const custom = new CustomDomain(this, 'Domain', { domain, certificateArn, hostedZoneId, api: restApi });
      output('DomainTarget', custom.target);
    }
    output('ApiUrl', apiUrl);
  }
}
