import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { mayCall, operatorKindNames, operatorKinds } from '../../shared/contract/access/operators.ts';
import type { Route } from '../../shared/contract/routes.ts';
import { stageName } from '../../shared/contract/stage-names.ts';
import type { Settings } from '../settings.ts';

export type OperatorPoliciesProps = {
  readonly settings: Settings;
  readonly api: RestApi;
  readonly routes: readonly Route[];
};

/**
 * A policy for each kind of operator, to be attached by hand to whoever is one: the exact methods and paths of its tasks, and nothing else
 * of the account. Nobody has them from the deployment alone.
 */
export function addOperatorPolicies(
  scope: Construct,
  { settings, api, routes }: OperatorPoliciesProps,
): void {
  const { stageName: apiStage } = api.deploymentStage;
  for (const kind of operatorKindNames) {
    const resources = routes.flatMap(({ method, path, operator }) => {
      if (operator === undefined) return [];
      const task = operator === 'any' ? null : operator;
      if (!mayCall(kind, task, method === 'GET')) return [];
      const methods = method === 'GET' ? ['GET', 'HEAD'] : [method];
      return methods.map((one) => api.arnForExecuteApi(one, path, apiStage));
    });
    new ManagedPolicy(scope, `Operator-${kind}`, {
      managedPolicyName: stageName(settings.stage, kind),
      description: `DTM hub ${settings.stage}, operator: ${operatorKinds[kind].does}`,
      statements: [new PolicyStatement({ actions: ['execute-api:Invoke'], resources })],
    });
  }
}
