/** What callers meet: the API, the firewall, the name; and what looks at the hub from there: prober, dashboard, saved queries. */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Route } from '../../shared/contract/routes.ts';
import { CustomDomain } from '../constructs/custom-domain.ts';
import { HubApi } from '../constructs/hub-api.ts';
import { HubDashboard } from '../constructs/hub-dashboard.ts';
import { addSavedQueries } from '../constructs/saved-queries.ts';
import { WebAcl } from '../constructs/web-acl.ts';
import { addProber } from './prober.ts';
import { type ServingProps, surroundingsOf } from './surroundings.ts';
import { addSubscriptions } from './trail.ts';

export type ApiStackProps = StackProps &
  ServingProps & {
    readonly functions: ReadonlyMap<string, IFunction>;
    /** What subscriptions of logs deliver to. */
    readonly trail: IFunction;
    readonly routes: readonly Route[];
  };

/** Made after all other stacks: it shows their alarms and searches their logs. */
export class ApiStack extends Stack {
  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, { ...props, description: 'DTM hub: API, firewall, prober, dashboard' });
    const { settings, stateful, functions, trail, routes } = props;
    const shared = surroundingsOf(this, props);
    const { key, operators } = shared;
    const { restApi, accessLogs } = new HubApi(this, 'Api', {
      settings,
      key,
      operators,
      functions,
      routes,
      impact:
        'Senders and readers get 5xx answers. Submissions so answered were not accepted and are repeated.',
    });
    new WebAcl(this, 'WebAcl', { settings, key, api: restApi });
    for (const subscription of addSubscriptions(this, { settings, operators, trail, after: accessLogs }))
      restApi.deploymentStage.node.addDependency(subscription);

    const defaultUrl = `https://${restApi.restApiId}.execute-api.${this.region}.${this.urlSuffix}/v1`;
    const { domain, certificateArn, hostedZoneId, keepDefaultEndpoint } = settings;
    const apiUrl = domain === undefined ? defaultUrl : `https://${domain}/v1`;
    // As long as senders move, availability is that of the address that they have: the new one may not have its DNS record yet.
    addProber(this, shared, stateful, keepDefaultEndpoint ? defaultUrl : apiUrl);

    // Last: they take in all alarms and log groups that are there.
    addSavedQueries(this, settings);
    new HubDashboard(this, 'Dashboard', {
      settings,
      queues: stateful.workQueues.map(({ queueName }) => queueName),
    });

    const output = (name: string, value: string) => new CfnOutput(this, name, { value });
    if (domain && certificateArn) {
      const custom = new CustomDomain(this, 'Domain', { domain, certificateArn, hostedZoneId, api: restApi });
      output('DomainTarget', custom.target);
    }
    output('ApiUrl', apiUrl);
    if (keepDefaultEndpoint) output('DefaultApiUrl', defaultUrl);
  }
}
