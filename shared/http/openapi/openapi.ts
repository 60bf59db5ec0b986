/**
 * The OpenAPI 3.1 document (R11), made from the schemas, the list of routes, the problem table, and the descriptions and examples
 * that stand with each room. It is built at development time only; `docs/openapi.json` is what is served.
 */
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import { routes } from '../../contract/routes.ts';
import { findings } from '../../domain/problems/findings.ts';
import { problems } from '../../domain/problems/problems.ts';
import { operationOf } from './operation.ts';
import { securitySchemes } from './security.ts';
import { tidySchemas } from './tidy-schemas.ts';

/** In English, as it is committed; the same input gives the same text. It is served in Vietnamese as well: `translated`. */
export function openApiDocument() {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  const document = createDocument({
    openapi: '3.1.0',
    info: {
      title: 'DTM hub',
      version: '1.0.0',
      description:
        'Receives, aggregates and shares data about the electronic transactions of state agencies under Circular 12/2025/TT-BKHCN. Errors are problem details (RFC 9457) with all errors of a request at once in `errors[]`, at most 100 of them; `moreErrors` counts the rest. Parameters are strict: one that is unknown, empty or repeated is a 400, and so is a body where none is read. Every GET answers HEAD, every path OPTIONS; another method is a 405 with `Allow`.',
      contact: { name: 'The operators of this hub' },
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/v1', description: 'The stage of the API, on any deployment.', 'x-internal': false }],
    tags: [
      { name: 'me', description: 'Who the caller is and what is open for it' },
      { name: 'catalogue', description: 'Datasets, indicators, code lists' },
      { name: 'agencies', description: 'Agencies and their codes' },
      { name: 'systems', description: 'Systems that report' },
      { name: 'calendar', description: 'Reporting periods and their deadlines' },
      { name: 'placements', description: 'Where agencies and systems stand and stood' },
      { name: 'submissions', description: 'Reports come in and are asked after' },
      { name: 'batches', description: 'Files that are sent and what came of them' },
      { name: 'totals', description: 'Aggregated data' },
      { name: 'availability', description: 'Of the hub, measured' },
      { name: 'compliance', description: 'Duties of connected systems' },
      { name: 'drills', description: 'Recovery drills and what they showed' },
      { name: 'admin', description: 'Operators: signed by IAM identities' },
      { name: 'hub', description: 'The hub itself' },
    ],
    components: { securitySchemes },
    paths,
  });
  nameCodes(document, 'ProblemDetails', Object.keys(problems));
  nameCodes(document, 'Finding', Object.keys(findings));
  tidySchemas(document);
  return document;
}

/** The schema of a problem is the contract's, its codes are the tables' of the domain, which the contract does not know. */
function nameCodes(
  document: ReturnType<typeof createDocument>,
  name: string,
  codes: readonly string[],
): void {
  const found = document.components?.schemas?.[name];
  const properties = typeof found === 'object' && 'properties' in found ? found.properties : undefined;
  if (properties === undefined) throw new Error(`no answer has the schema ${name}`);
  properties.code = { type: 'string', enum: codes.toSorted() };
}
