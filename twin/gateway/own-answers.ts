/** What the gateway answers itself, where a request never reaches a function or its answer cannot be used. */
import type { GatewayResponse } from './configuration.ts';

type OwnAnswer = { readonly status: number; readonly message: string; readonly errorType: string };

/** API Gateway's defaults per response type. */
const ownAnswers = {
  MISSING_AUTHENTICATION_TOKEN: {
    status: 403,
    message: 'Missing Authentication Token',
    errorType: 'MissingAuthenticationTokenException',
  },
  INVALID_SIGNATURE: {
    status: 403,
    message: 'The request signature we calculated does not match the signature you provided.',
    errorType: 'InvalidSignatureException',
  },
  ACCESS_DENIED: {
    status: 403,
    message: 'User is not authorized to access this resource',
    errorType: 'AccessDeniedException',
  },
  BAD_REQUEST_PARAMETERS: {
    status: 400,
    message: 'Missing required request parameters',
    errorType: 'BadRequestException',
  },
  REQUEST_TOO_LARGE: {
    status: 413,
    message: 'Request Entity Too Large',
    errorType: 'RequestTooLargeException',
  },
  WAF_FILTERED: { status: 403, message: 'Forbidden', errorType: 'ForbiddenException' },
  THROTTLED: { status: 429, message: 'Too Many Requests', errorType: 'TooManyRequestsException' },
  INTEGRATION_TIMEOUT: {
    status: 504,
    message: 'Endpoint request timed out',
    errorType: 'InternalServerErrorException',
  },
  INTEGRATION_FAILURE: {
    status: 504,
    message: 'Network error communicating with endpoint',
    errorType: 'InternalServerErrorException',
  },
  DEFAULT_4XX: { status: 400, message: 'Bad Request', errorType: 'BadRequestException' },
  DEFAULT_5XX: { status: 502, message: 'Internal server error', errorType: 'InternalServerErrorException' },
} as const satisfies Record<string, OwnAnswer>;

export type OwnAnswerType = keyof typeof ownAnswers;

/** `$context.…` by its path below `$context`; unknown ones are empty in answers and `-` in logs. */
export type Context = Readonly<Record<string, string | number | undefined>>;

export type Rendered = {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
};

export const substituteContext = (template: string, context: Context, absent: string): string =>
  template.replace(/\$context\.([A-Za-z0-9_.]*[A-Za-z0-9_])/g, (_, path: string) =>
    String(context[path] ?? absent),
  );

/** The template for what the caller accepts; one alone serves everybody. */
function choose(templates: Readonly<Record<string, string>>, accept: string): readonly [string, string] {
  const entries = Object.entries(templates);
  const accepted = entries.find(([type]) => accept.includes(type));
  const plain = entries.find(([type]) => type === 'application/json');
  return accepted ?? plain ?? entries[0] ?? ['application/json', '{"message":$context.error.messageString}'];
}

const parameterValue = (
  value: string,
  context: Context,
  header: (name: string) => string | undefined,
): string | undefined => {
  if (/^'.*'$/s.test(value)) return value.slice(1, -1);
  if (value.startsWith('context.')) return String(context[value.slice('context.'.length)] ?? '');
  const [, name] = /^method\.request\.header\.(.+)$/.exec(value) ?? [];
  return name === undefined ? undefined : header(name);
};

/** `message` and `status` where they are not those of the type; a status of the template goes before. */
export type OwnAnswerOf = {
  readonly own: OwnAnswerType;
  readonly message?: string;
  readonly status?: number;
};

/**
 * A type without a response of its own falls back to DEFAULT_4XX or DEFAULT_5XX, whose status applies only if
 * the template sets one.
 */
export function renderOwnAnswer(
  { own: type, message = ownAnswers[type].message, status = ownAnswers[type].status }: OwnAnswerOf,
  responses: ReadonlyMap<string, GatewayResponse>,
  context: Context,
  header: (name: string) => string | undefined,
): Rendered {
  const fallback = ownAnswers[type].status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
  const response = responses.get(type) ?? responses.get(fallback);
  const complete = {
    ...context,
    'error.message': message,
    'error.messageString': JSON.stringify(message),
    'error.responseType': type,
  };
  const [contentType, template] = choose(response?.templates ?? {}, header('accept') ?? '');
  const headers = new Map([
    ['Content-Type', contentType],
    ['x-amzn-ErrorType', ownAnswers[type].errorType],
  ]);
  for (const [name, expression] of Object.entries(response?.parameters ?? {})) {
    const value = parameterValue(expression, complete, header);
    const target = name.replace(/^gatewayresponse\.header\./, '');
    const same = [...headers.keys()].find((one) => one.toLowerCase() === target.toLowerCase());
    if (value !== undefined) headers.set(same ?? target, value);
  }
  return {
    status: response?.statusCode ?? status,
    headers: [...headers],
    body: substituteContext(template, complete, ''),
  };
}
