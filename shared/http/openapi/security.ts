/** How a call shows its key. */
import type { ZodOpenApiComponentsObject, ZodOpenApiOperationObject } from 'zod-openapi';
import type { Route } from '../../contract/routes.ts';

export const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'API key `dtm_<stage>_…`.' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'The same key.' },
} as const satisfies ZodOpenApiComponentsObject['securitySchemes'];

export const securityOf = ({ scope }: Route): ZodOpenApiOperationObject['security'] =>
  scope === null ? [] : [{ bearer: [] }, { apiKey: [] }];
