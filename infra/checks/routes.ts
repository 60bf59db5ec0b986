/** Every method of the API reaches a function that lets the API call it. */
import * as z from 'zod';
import type { Check, Finding } from './assembly.ts';

const Method = z.object({
  HttpMethod: z.string(),
  Integration: z.object({ Type: z.string(), Uri: z.unknown() }),
});

export const checkRoutes: Check = (assembly) => {
  const allowed = new Set(
    assembly
      .all('AWS::Lambda::Permission')
      .filter(({ properties }) => properties.Principal === 'apigateway.amazonaws.com')
      .map((permission) => assembly.follow(permission.properties.FunctionName, permission)?.logicalId),
  );
  return assembly.all('AWS::ApiGateway::Method').flatMap((resource): Finding[] => {
    const { HttpMethod, Integration } = Method.parse(resource.properties);
    if (Integration.Type !== 'AWS_PROXY') return [];
    const target = assembly
      .mentioned(Integration.Uri, resource)
      .find(({ type }) => type === 'AWS::Lambda::Function');
    if (target && allowed.has(target.logicalId)) return [];
    const problem = target
      ? `${HttpMethod} (${resource.logicalId}) calls ${target.logicalId}, which does not let API Gateway call it: the answer would be 500.`
      : `${HttpMethod} (${resource.logicalId}) calls a function that is not in the templates: ${JSON.stringify(Integration.Uri)}.`;
    return [
      {
        rule: 'route-function',
        resource,
        problem,
        fix: 'Add routes in shared/contract/routes.ts and let infra/constructs/hub-api.ts make method and permission.',
      },
    ];
  });
};
