/** The event of version 1 that API Gateway hands to a Lambda function. */
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { GatewayConfiguration } from './configuration.ts';
import type { EventHeaders } from './headers.ts';
import type { Match } from './match.ts';

export type GatewayCall = {
  readonly method: string;
  /** The path as sent, prefix included, without the query. */
  readonly fullPath: string;
  /** The decoded path below the prefix; the whole of it under a custom domain. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly sourceIp: string;
  readonly userAgent: string | null;
  readonly host: string;
  readonly protocol: string;
  readonly requestId: string;
  /** Epoch milliseconds. */
  readonly time: number;
  /** Who signed, where the method asks for that. */
  readonly operator?: { readonly accessKeyId: string; readonly userArn: string };
};

/** Whether a body goes to the function as base64: API Gateway compares Content-Type, then Accept. */
function isBinary(
  types: readonly string[],
  contentType: string | undefined,
  accept: string | undefined,
): boolean {
  if (types.includes('*/*')) return true;
  const names = [contentType, accept?.split(',')[0]].map((header) =>
    header?.split(';')[0]?.trim().toLowerCase(),
  );
  return types.some((type) => names.includes(type.toLowerCase()));
}

const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `09/Apr/2026:12:34:56 +0000`. */
export function commonLogTime(time: number): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${two(date.getUTCDate())}/${monthNames[date.getUTCMonth()]}/${date.getUTCFullYear()}`;
  return `${day}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}

/** The last value of each name, and all of them; `null` if there is none. */
function queryOf(query: URLSearchParams) {
  const names = [...new Set(query.keys())];
  if (names.length === 0) return { queryStringParameters: null, multiValueQueryStringParameters: null };
  const all: Record<string, string[]> = Object.create(null);
  const last: Record<string, string> = Object.create(null);
  for (const name of names) {
    all[name] = query.getAll(name);
    last[name] = query.getAll(name).at(-1) ?? '';
  }
  return { queryStringParameters: last, multiValueQueryStringParameters: all };
}

const nobody = {
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
};

const signer = (accountId: string, { operator }: GatewayCall) =>
  operator === undefined
    ? {}
    : {
        accessKey: operator.accessKeyId,
        accountId,
        caller: operator.accessKeyId,
        user: operator.accessKeyId,
        userArn: operator.userArn,
      };

export function eventOf(
  configuration: GatewayConfiguration,
  accountId: string,
  call: GatewayCall,
  { target, pathParameters }: Match,
  headers: EventHeaders,
  body: Buffer,
): APIGatewayProxyEvent {
  const contentType = Object.entries(headers.headers).find(
    ([name]) => name.toLowerCase() === 'content-type',
  )?.[1];
  const accept = Object.entries(headers.headers).find(([name]) => name.toLowerCase() === 'accept')?.[1];
  const isBase64Encoded = body.length > 0 && isBinary(configuration.binaryMediaTypes, contentType, accept);
  return {
    resource: target.resource,
    path: call.path,
    httpMethod: call.method,
    ...headers,
    ...queryOf(call.query),
    pathParameters,
    stageVariables: configuration.stageVariables,
    requestContext: {
      resourceId: target.resourceId,
      resourcePath: target.resource,
      httpMethod: call.method,
      extendedRequestId: `${call.requestId.slice(0, 8)}=`,
      requestTime: commonLogTime(call.time),
      path: call.fullPath,
      accountId,
      protocol: call.protocol,
      stage: configuration.stage,
      domainPrefix: call.host.split('.')[0],
      requestTimeEpoch: call.time,
      requestId: call.requestId,
      identity: { ...nobody, ...signer(accountId, call), sourceIp: call.sourceIp, userAgent: call.userAgent },
      domainName: call.host,
      apiId: configuration.apiId,
      authorizer: null,
    },
    body: body.length === 0 ? null : body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  };
}
