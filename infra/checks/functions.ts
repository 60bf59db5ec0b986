/** Each function: its environment is what its schema in shared/config.ts reads; its resource policy fits. */
import * as z from 'zod';
import { config, type FunctionName } from '../../shared/config.ts';
import type { Assembly, Check, Finding, Resource } from './assembly.ts';

const names = Object.keys(config) as FunctionName[];
/** Lambda's limit on the resource policy of a function. */
const policyLimit = 20 * 1024;
/** Account id, region and API id, which the template leaves open, are about as long as their references. */
const statementOverhead = 120;

const LambdaFunction = z.object({
  FunctionName: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).default({ Variables: {} }),
});

export const checkFunctions: Check = (assembly) =>
  assembly
    .all('AWS::Lambda::Function')
    .flatMap((resource) => [...checkEnvironment(resource), ...checkResourcePolicy(assembly, resource)]);

/** Read by Node.js itself, before any code of ours. */
const OF_NODE = 'NODE_OPTIONS';

function checkEnvironment(resource: Resource): Finding[] {
  const { FunctionName: physical, Environment } = LambdaFunction.parse(resource.properties);
  const given = /^dtm-[a-z0-9]+-(?<name>.+)$/.exec(physical)?.groups?.name;
  const name = names.find((known) => known === given);
  const finding = (problem: string): Finding => ({
    rule: 'function-environment',
    resource,
    problem,
    fix: 'Make the function’s file in infra/stacks and shared/config.ts agree.',
  });
  if (!name) {
    return [
      finding(`Function ${physical} is not declared in shared/config.ts, which has ${names.join(', ')}.`),
    ];
  }
  const wanted = Object.keys(config[name].shape);
  const set = Object.keys(Environment.Variables).filter((variable) => variable !== OF_NODE);
  const missing = wanted.filter((variable) => !set.includes(variable));
  const unknown = set.filter((variable) => !wanted.includes(variable));
  if (missing.length === 0 && unknown.length === 0) return [];
  const parts = [
    ...(missing.length > 0 ? [`lacks ${missing.join(', ')}`] : []),
    ...(unknown.length > 0 ? [`has ${unknown.join(', ')}, which its code does not read`] : []),
  ];
  return [finding(`The environment of ${physical} ${parts.join(' and ')}. Allowed: ${wanted.join(', ')}.`)];
}

function checkResourcePolicy(assembly: Assembly, resource: Resource): Finding[] {
  const permissions = assembly
    .all('AWS::Lambda::Permission')
    .filter(
      (permission) =>
        assembly.follow(permission.properties.FunctionName, permission)?.logicalId === resource.logicalId,
    );
  const size = permissions.reduce(
    (sum, { logicalId, properties }) =>
      sum + statementOverhead + logicalId.length + JSON.stringify(properties).length,
    0,
  );
  if (size <= policyLimit) return [];
  const { FunctionName } = LambdaFunction.parse(resource.properties);
  return [
    {
      rule: 'resource-policy-size',
      resource,
      problem: `The resource policy of ${FunctionName} has ${permissions.length} permissions of about ${size} bytes; Lambda takes ${policyLimit}.`,
      fix: 'Use scopePermissionToMethod: false in infra/constructs/hub-api.ts: one permission per function instead of two per method.',
    },
  ];
}
