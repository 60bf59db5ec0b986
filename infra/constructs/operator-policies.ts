import { type CfnElement, Stack, Validations } from 'aws-cdk-lib';
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
  const nameOf = ({ node }: Construct): string => Stack.of(api).getLogicalId(node.defaultChild as CfnElement);
  const apiArn = `arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<${nameOf(api)}>/<${nameOf(api.deploymentStage)}>`;
  for (const kind of operatorKindNames) {
    const calls = routes.flatMap(({ method, path, operator }) => {
      if (operator === undefined) return [];
      const task = operator === 'any' ? null : operator;
      if (!mayCall(kind, task, method === 'GET')) return [];
      const methods = method === 'GET' ? ['GET', 'HEAD'] : [method];
      return methods.map((one) => ({ method: one, path: calledPath(path) }));
    });
    const policy = new ManagedPolicy(scope, `Operator-${kind}`, {
      managedPolicyName: stageName(settings.stage, kind),
      description: `DTM hub ${settings.stage}, operator: ${operatorKinds[kind].does}`,
      statements: [
        new PolicyStatement({
          actions: ['execute-api:Invoke'],
          resources: calls.map((call) => api.arnForExecuteApi(call.method, call.path, apiStage)),
        }),
      ],
    });
    const anyId = calls.filter((call) => call.path.includes('*'));
    Validations.of(policy).acknowledge(
      ...anyId.map((call) => ({
        id: `AwsSolutions-IAM5[Resource::${apiArn}/${call.method}${call.path}]` as const,
        reason: 'The id in the path of a route, which IAM sees as it is called; nothing else is below it.',
      })),
    );
  }
}

/** IAM compares with the path that is called, in which a value stands for each parameter. */
const calledPath = (path: string): string => path.replaceAll(/\{\w+\}/g, '*');
