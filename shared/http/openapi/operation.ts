/** An operation of the document: what a route takes and answers. */
import * as z from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import type { OperationId, Route } from '../../contract/routes.ts';
import type { Description } from './description.ts';
import { descriptions } from './descriptions.ts';
import { type Example, exampleMap } from './example.ts';
import { examples } from './examples.ts';
import { responsesOf } from './responses.ts';
import { securityOf } from './security.ts';

export function operationOf(route: Route & { operationId: OperationId }): ZodOpenApiOperationObject {
  const described = descriptions[route.operationId];
  const shown = examples[route.operationId];
  return {
    operationId: route.operationId,
    summary: described.summary,
    description: described.description,
    tags: [tagOf(route)],
    security: securityOf(route),
    requestParams: parametersOf(route, described),
    ...(described.body && { requestBody: bodyOf(described.body, described.files ?? [], shown) }),
    responses: responsesOf(described, shown),
  };
}

function tagOf({ scope, operator, path }: Route): string {
  if (operator !== undefined) return 'admin';
  return scope === null ? 'hub' : (path.split('/')[1] ?? '');
}

function parametersOf(route: Route, { header }: Description): ZodOpenApiOperationObject['requestParams'] {
  const query = route.query();
  return {
    ...(Object.keys(query.shape).length > 0 && { query }),
    ...(route.id && { path: z.object({ id: route.id.schema() }) }),
    ...(header && { header }),
  };
}

function bodyOf(
  schema: z.ZodType,
  files: readonly string[],
  examples: readonly Example[],
): ZodOpenApiOperationObject['requestBody'] {
  const posted = examples.filter((example) => example.body !== undefined);
  const [ofFiles, ofJson] = [true, false].map((isFile) =>
    posted.filter(({ body }) => (typeof body === 'string') === isFile),
  );
  const contents = files.map((mediaType) => {
    const shown = (ofFiles ?? []).filter(({ headers }) => headers?.['Content-Type'] === mediaType);
    const shownMap = shown.length > 0 && { examples: exampleMap(shown, ({ body }) => body) };
    // A text, and not `binary`: a client of orval for a body of JSON or of bytes does not compile.
    return [mediaType, { schema: { type: 'string' }, ...shownMap }] as const;
  });
  return {
    required: true,
    content: {
      'application/json': { schema, examples: exampleMap(ofJson ?? [], ({ body }) => body) },
      ...Object.fromEntries(contents),
    },
  };
}
