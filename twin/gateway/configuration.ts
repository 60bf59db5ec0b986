/** The REST API as the template describes it: its tree of routes, its stage, and its own answers. */

import type { Deployed, World } from '../template/world.ts';
import { compileWebAcl, type Firewall, type WebAcl } from './firewall/web-acl.ts';
import { functionOfIntegration } from './integration-uri.ts';

export type RouteTarget = {
  readonly resource: string;
  readonly resourceId: string;
  readonly functionArn: string;
  readonly timeoutMilliseconds: number;
  readonly authorization: 'NONE' | 'AWS_IAM';
  /** `method.request.header.X` and the like, which the request validator insists on. */
  readonly requiredParameters: readonly string[];
};

export type RouteNode = {
  /** By method, or `ANY`. */
  readonly targets: Map<string, RouteTarget>;
  /** By path part: text, `{name}` or `{name+}`. */
  readonly children: Map<string, RouteNode>;
};

export type GatewayResponse = {
  readonly statusCode: number | undefined;
  readonly templates: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
};

export type Throttle = { readonly rate: number; readonly burst: number };

export type GatewayConfiguration = {
  readonly apiId: string;
  readonly apiName: string;
  readonly label: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>> | null;
  /** Host name → prefix of a custom domain; under the API's own host the prefix is the stage. */
  readonly domains: ReadonlyMap<string, string>;
  readonly root: RouteNode;
  readonly responses: ReadonlyMap<string, GatewayResponse>;
  readonly binaryMediaTypes: readonly string[];
  readonly accessLog: { readonly logGroup: string; readonly format: string } | undefined;
  /** That the template puts before the stage. */
  readonly firewall: Firewall | undefined;
  /** By `<path> <method>`, `*` standing for all. */
  readonly throttles: ReadonlyMap<string, Throttle>;
};

/** API Gateway's longest integration timeout, and its default. */
const LONGEST_INTEGRATION_MILLISECONDS = 29_000;

type MethodSetting = {
  readonly ResourcePath?: string;
  readonly HttpMethod?: string;
  readonly ThrottlingRateLimit?: number;
  readonly ThrottlingBurstLimit?: number;
};

const emptyNode = (): RouteNode => ({ targets: new Map(), children: new Map() });

function requiredParameters(world: World, method: Deployed): string[] {
  const validatorId = method.property('RequestValidatorId');
  if (validatorId === undefined) return [];
  const validator = world
    .ofType('AWS::ApiGateway::RequestValidator')
    .find((one) => one.ref() === validatorId);
  if (validator?.property('ValidateRequestBody') === true && method.property('RequestModels') !== undefined) {
    throw new Error(
      `AWS::ApiGateway::Method ${method.label}: the twin does not validate bodies by models; functions do`,
    );
  }
  if (validator?.property('ValidateRequestParameters') !== true) return [];
  const declared = (method.property('RequestParameters') ?? {}) as Record<string, boolean>;
  return Object.keys(declared).filter((name) => declared[name] === true);
}

function targetOf(world: World, method: Deployed, resource: string, resourceId: string): RouteTarget {
  const fault = (text: string): Error =>
    new Error(`AWS::ApiGateway::Method ${method.label} (${resource}): ${text}`);
  const authorization = method.property('AuthorizationType') ?? 'NONE';
  if (authorization !== 'NONE' && authorization !== 'AWS_IAM')
    throw fault(`the twin has no authorization of type ${authorization}; functions authenticate`);
  if (method.property('ApiKeyRequired') === true)
    throw fault('the twin has no usage plans; functions check keys');
  const integration = method.property('Integration') as
    | { readonly Type?: string; readonly Uri?: string; readonly TimeoutInMillis?: number }
    | undefined;
  if (integration?.Type !== 'AWS_PROXY' || integration.Uri === undefined) {
    throw fault(
      `route without a function: its integration is ${integration?.Type ?? 'missing'}; give it a LambdaIntegration`,
    );
  }
  const functionArn = functionOfIntegration(integration.Uri);
  if (functionArn === undefined) throw fault(`route without a function: ${integration.Uri} names none`);
  return {
    resource,
    resourceId,
    functionArn,
    authorization,
    timeoutMilliseconds: integration.TimeoutInMillis ?? LONGEST_INTEGRATION_MILLISECONDS,
    requiredParameters: requiredParameters(world, method),
  };
}

function routeTree(world: World, api: Deployed): RouteNode {
  const rootId = api.attribute('RootResourceId');
  const nodes = new Map<string, { readonly node: RouteNode; readonly path: string }>();
  nodes.set(rootId, { node: emptyNode(), path: '' });
  const resources = world
    .ofType('AWS::ApiGateway::Resource')
    .filter((one) => one.property('RestApiId') === api.ref());
  const place = (id: string): { readonly node: RouteNode; readonly path: string } => {
    const known = nodes.get(id);
    if (known !== undefined) return known;
    const resource = resources.find((one) => one.ref() === id);
    if (resource === undefined) throw new Error(`AWS::ApiGateway::RestApi ${api.label}: no resource ${id}`);
    const parent = place(String(resource.property('ParentId')));
    const part = String(resource.property('PathPart'));
    const made = { node: emptyNode(), path: `${parent.path}/${part}` };
    parent.node.children.set(part, made.node);
    nodes.set(id, made);
    return made;
  };
  for (const resource of resources) place(resource.ref());
  for (const method of world.ofType('AWS::ApiGateway::Method')) {
    if (method.property('RestApiId') !== api.ref()) continue;
    const resourceId = String(method.property('ResourceId'));
    const { node, path } = place(resourceId);
    node.targets.set(String(method.property('HttpMethod')), targetOf(world, method, path || '/', resourceId));
  }
  return place(rootId).node;
}

function gatewayResponses(world: World, api: Deployed): Map<string, GatewayResponse> {
  const own = world
    .ofType('AWS::ApiGateway::GatewayResponse')
    .filter((one) => one.property('RestApiId') === api.ref());
  return new Map(
    own.map((one) => {
      const statusCode = one.property('StatusCode');
      return [
        String(one.property('ResponseType')),
        {
          statusCode: statusCode === undefined ? undefined : Number(statusCode),
          templates: (one.property('ResponseTemplates') ?? {}) as Record<string, string>,
          parameters: (one.property('ResponseParameters') ?? {}) as Record<string, string>,
        },
      ];
    }),
  );
}

function throttles(stage: Deployed): Map<string, Throttle> {
  const settings = (stage.property('MethodSettings') ?? []) as MethodSetting[];
  return new Map(
    settings
      .filter(
        ({ ThrottlingRateLimit, ThrottlingBurstLimit }) =>
          (ThrottlingRateLimit ?? ThrottlingBurstLimit) !== undefined,
      )
      .map(
        ({
          ResourcePath = '/*',
          HttpMethod = '*',
          ThrottlingRateLimit = 10_000,
          ThrottlingBurstLimit = 5_000,
        }) => [
          `${ResourcePath} ${HttpMethod}`,
          { rate: Number(ThrottlingRateLimit), burst: Number(ThrottlingBurstLimit) },
        ],
      ),
  );
}

function firewallBefore(world: World, api: Deployed, stage: Deployed): Firewall | undefined {
  const association = world
    .ofType('AWS::WAFv2::WebACLAssociation')
    .find((one) =>
      String(one.property('ResourceArn')).endsWith(`/restapis/${api.ref()}/stages/${stage.ref()}`),
    );
  const acl = world
    .ofType('AWS::WAFv2::WebACL')
    .find((one) => one.attribute('Arn') === association?.property('WebACLArn'));
  if (acl === undefined) return undefined;
  try {
    return compileWebAcl({
      Rules: acl.property('Rules') as WebAcl['Rules'],
      CustomResponseBodies: acl.property('CustomResponseBodies') as WebAcl['CustomResponseBodies'],
    });
  } catch (fault) {
    throw new Error(`AWS::WAFv2::WebACL ${acl.label}: ${fault instanceof Error ? fault.message : fault}`);
  }
}

/** `undefined` if the template has no REST API. */
export function gatewayConfiguration(world: World): GatewayConfiguration | undefined {
  const [api, ...more] = world.ofType('AWS::ApiGateway::RestApi');
  if (api === undefined) return undefined;
  if (more.length > 0) throw new Error(`the twin serves one REST API; the template has ${more.length + 1}`);
  const [stage] = world
    .ofType('AWS::ApiGateway::Stage')
    .filter((one) => one.property('RestApiId') === api.ref());
  if (stage === undefined)
    throw new Error(`AWS::ApiGateway::RestApi ${api.label} has no stage: nobody could call it`);
  const accessLog = stage.property('AccessLogSetting') as
    | { DestinationArn?: string; Format?: string }
    | undefined;
  const [, logGroup] = /:log-group:([^:]+)/.exec(accessLog?.DestinationArn ?? '') ?? [];
  const mappings = world
    .ofType('AWS::ApiGateway::BasePathMapping')
    .map((mapping): [string, string] => [
      String(mapping.property('DomainName')),
      mapping.property('BasePath') === undefined ? '' : `/${mapping.property('BasePath')}`,
    ]);
  return {
    apiId: api.ref(),
    apiName: String(api.property('Name')),
    label: api.label,
    stage: stage.ref(),
    stageVariables: (stage.property('Variables') as Record<string, string> | undefined) ?? null,
    domains: new Map(mappings),
    root: routeTree(world, api),
    responses: gatewayResponses(world, api),
    binaryMediaTypes: (api.property('BinaryMediaTypes') ?? []) as string[],
    accessLog: logGroup === undefined ? undefined : { logGroup, format: accessLog?.Format ?? '' },
    firewall: firewallBefore(world, api, stage),
    throttles: throttles(stage),
  };
}
