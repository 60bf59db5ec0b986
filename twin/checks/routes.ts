import type { RouteNode, RouteTarget } from '../gateway/configuration.ts';
import { permitted, type Surroundings, trusts } from './surroundings.ts';

function targetsOf(node: RouteNode): (readonly [string, RouteTarget])[] {
  return [...node.targets, ...[...node.children.values()].flatMap(targetsOf)];
}

/** Every route has a function of the template, which lets API Gateway call it. */
export function routeFaults(around: Surroundings): string[] {
  const { gateway, world, functions } = around;
  if (gateway === undefined) return [];
  return targetsOf(gateway.root).flatMap(([method, { resource, functionArn }]) => {
    const target = functions.find(({ arn }) => arn === functionArn);
    if (target === undefined)
      return [`route ${method} ${resource}: route without a function, ${functionArn} is not in the template`];
    const source = `arn:aws:execute-api:${world.region}:${world.accountId}:${gateway.apiId}/${gateway.stage}/${method}${resource}`;
    return permitted(around, target, 'apigateway.amazonaws.com', source)
      ? []
      : [
          `route ${method} ${resource}: function ${target.name} has no permission for apigateway.amazonaws.com from it: the caller would get a 500`,
        ];
  });
}

/** A fresh account has no role with which API Gateway writes logs, and refuses a stage that has logs. */
export function accountFaults(around: Surroundings): string[] {
  const { world, roles } = around;
  const logging = world.ofType('AWS::ApiGateway::Stage').filter((stage) => {
    const settings = (stage.property('MethodSettings') ?? []) as { readonly LoggingLevel?: string }[];
    const levels = settings.map(({ LoggingLevel = 'OFF' }) => LoggingLevel);
    return stage.property('AccessLogSetting') !== undefined || levels.some((level) => level !== 'OFF');
  });
  const account = world
    .ofType('AWS::ApiGateway::Account')
    .find((one) => one.property('CloudWatchRoleArn') !== undefined);
  const role = roles.get(String(account?.property('CloudWatchRoleArn')));
  if (role !== undefined && !trusts(around, role, 'apigateway.amazonaws.com'))
    return [
      `AWS::ApiGateway::Account ${account?.label}: role ${role.label} does not let apigateway.amazonaws.com assume it: AWS refuses the account`,
    ];
  return account !== undefined
    ? []
    : logging.map(
        ({ label }) =>
          `AWS::ApiGateway::Stage ${label}: CloudWatch Logs role ARN must be set in account settings to enable logging. ` +
          'Fix: an AWS::ApiGateway::Account with CloudWatchRoleArn',
      );
}
