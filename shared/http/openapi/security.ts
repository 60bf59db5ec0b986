/** How a call shows its key. */
import type { ZodOpenApiComponentsObject, ZodOpenApiOperationObject } from 'zod-openapi';
import type { Route } from '../../contract/routes.ts';

export const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'API key `dtm_<stage>_…`.' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'The same key.' },
  sigv4: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    'x-amazon-apigateway-authtype': 'awsSigv4',
    description: 'AWS Signature Version 4 of an IAM identity, for the service `execute-api`: operators only.',
  },
} as const satisfies ZodOpenApiComponentsObject['securitySchemes'];

export const securityOf = ({ scope, operator }: Route): ZodOpenApiOperationObject['security'] =>
  operator !== undefined ? [{ sigv4: [] }] : scope === null ? [] : [{ bearer: [] }, { apiKey: [] }];
