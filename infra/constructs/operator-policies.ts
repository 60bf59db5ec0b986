import { type CfnElement, Stack, Validations } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
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
    const anyId: string[] = [];
    const resources = routes.flatMap(({ method, path, operator }) => {
      if (operator === undefined) return [];
      const task = operator === 'any' ? null : operator;
      if (!mayCall(kind, task, method === 'GET')) return [];
      const methods = method === 'GET' ? ['GET', 'HEAD'] : [method];
      // IAM knows no parameters of paths: whatever stands there.
      const any = path.replaceAll(/\{\w+\}/g, '*');
      if (any !== path) anyId.push(...methods.map((one) => `${one}${any}`));
      return methods.map((one) => api.arnForExecuteApi(one, any, apiStage));
    });
    const policy = new ManagedPolicy(scope, `Operator-${kind}`, {
      managedPolicyName: stageName(settings.stage, kind),
      description: `DTM hub ${settings.stage}, operator: ${operatorKinds[kind].does}`,
      statements: [new PolicyStatement({ actions: ['execute-api:Invoke'], resources })],
    });
    for (const path of new Set(anyId)) acknowledgeIds(policy, api, path);
  }
}

/** `path` with its method: `GET/admin/keys/*`. */
function acknowledgeIds(policy: ManagedPolicy, api: RestApi, path: string): void {
  const idOf = (one: IConstruct) => Stack.of(api).getLogicalId(one.node.defaultChild as CfnElement);
  const arn = `arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<${idOf(api)}>/<${idOf(api.deploymentStage)}>/${path}`;
  Validations.of(policy).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${arn}]`,
    reason: 'The id in a path: one method of one route, whichever record it is called for.',
  });
}
