/** How a call shows its key or its token. */
import type { ZodOpenApiComponentsObject, ZodOpenApiOperationObject } from 'zod-openapi';
import type { Route } from '../../contract/routes.ts';

export const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'API key `dtm_<stage>_…`.' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'The same key.' },
  oauth: {
    type: 'oauth2',
    description:
      'An access token of the issuer that the operator of the hub names, as `Authorization: Bearer`, checked by RFC8725 and RFC9068. Where a token is got stands in the discovery document of the issuer (`token_endpoint`); the address here is none. The issuer may put a prefix before the scopes. A hub without an issuer answers 401 `token-not-taken`.',
    flows: {
      clientCredentials: {
        tokenUrl: 'https://issuer.invalid/token',
        scopes: {
          submit: 'Send and withdraw submissions.',
          read: 'Read submissions, totals and what is owed.',
          batch: 'Send files and read what came of them.',
        },
      },
    },
  },
  sigv4: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    'x-amazon-apigateway-authtype': 'awsSigv4',
    description: 'AWS Signature Version 4 of an IAM identity, for the service `execute-api`: operators only.',
  },
} as const satisfies ZodOpenApiComponentsObject['securitySchemes'];

export function securityOf({ scope, operator }: Route): ZodOpenApiOperationObject['security'] {
  if (operator !== undefined) return [{ sigv4: [] }];
  if (scope === null) return [];
  return [{ bearer: [] }, { apiKey: [] }, { oauth: scope === 'any' ? [] : [scope] }];
}
