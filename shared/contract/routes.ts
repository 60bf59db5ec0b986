/**
 * The one list of routes, each with all its parameters. API Gateway's methods, what the pipeline takes and refuses, the OpenAPI
 * document, the audit names and the tests are made from it. Paths are relative to the stage `v1` (`/v1/submissions`).
 */
import type * as z from 'zod';
import type { FunctionName } from '../config.ts';
import { clientRoutes } from './access/client-routes.ts';
import { keyRoutes } from './access/key-routes.ts';
import type { AdminTask } from './access/operators.ts';
import type { Scope } from './access/scopes.ts';
import { batchRoutes } from './batches/batch-routes.ts';
import { operatorRoutes } from './operator-routes.ts';
import {
  agenciesParameters,
  availabilityParameters,
  catalogueParameters,
  complianceParameters,
  datasetParameters,
  documentParameters,
  listParameters,
  noParameters,
  stateParameters,
  submitParameters,
  systemsParameters,
  totalsParameters,
  withdrawParameters,
} from './parameters.ts';
import { DrillId } from './recovery/drill.ts';
import { placeRoutes } from './registry/place-routes.ts';
import { SubmissionId } from './submissions/submission.ts';
import { CatalogueId } from './text.ts';

/** What a call needs of a credential; `any`: every credential that is valid will do. */
export type NeededScope = Scope | 'any';

export type Route = {
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: `/${string}`;
  readonly function: FunctionName;
  /** `null` where the route is open to all. */
  readonly scope: NeededScope | null;
  /**
   * Set where an operator calls: API Gateway asks IAM (AWS_IAM), and the policies of operators have the route by its task. `any`:
   * each of them may read it.
   */
  readonly operator?: AdminTask | 'any';
  /** Of the decoded body, in bytes; left out where it is that of all routes. */
  readonly bodyLimit?: number;
  /** Its body may be a file, larger than what is read as JSON. */
  readonly takesFile?: true;
  /** What may stand behind `?`. */
  readonly query: () => z.ZodObject<Readonly<Record<string, z.ZodType<unknown, string | undefined>>>>;
  /** The form of `{id}` in the path, and the problem where it does not have it: there is nothing by such an id. */
  readonly id?: {
    readonly schema: () => z.ZodType<string>;
    readonly missing:
      | 'submission-not-found'
      | 'batch-not-found'
      | 'drill-not-found'
      | 'dataset-not-found'
      | 'dead-letter-not-found'
      | 'key-not-found'
      | 'client-not-found'
      | 'verification-not-found';
  };
};

const submissionId = { schema: () => SubmissionId, missing: 'submission-not-found' } as const;

const others = [
  {
    operationId: 'submit',
    method: 'POST',
    path: '/submissions',
    function: 'submit',
    scope: 'submit',
    query: submitParameters,
  },
  {
    operationId: 'listSubmissions',
    method: 'GET',
    path: '/submissions',
    function: 'read-submissions',
    scope: 'read',
    query: listParameters,
  },
  {
    operationId: 'getSubmission',
    method: 'GET',
    path: '/submissions/{id}',
    function: 'read-submissions',
    scope: 'read',
    query: stateParameters,
    id: submissionId,
  },
  {
    operationId: 'withdrawSubmission',
    method: 'DELETE',
    path: '/submissions/{id}',
    function: 'submit',
    scope: 'submit',
    query: withdrawParameters,
    id: submissionId,
  },
  {
    operationId: 'getTotals',
    method: 'GET',
    path: '/totals',
    function: 'read-totals',
    scope: 'read',
    query: totalsParameters,
  },
  {
    operationId: 'getCompliance',
    method: 'GET',
    path: '/compliance',
    function: 'oversight',
    scope: 'read',
    query: complianceParameters,
  },
  {
    operationId: 'getKeySet',
    method: 'GET',
    path: '/.well-known/jwks.json',
    function: 'jwks',
    scope: null,
    query: noParameters,
  },
  {
    operationId: 'getAvailability',
    method: 'GET',
    path: '/availability',
    function: 'oversight',
    scope: 'read',
    query: availabilityParameters,
  },
  {
    operationId: 'listDrills',
    method: 'GET',
    path: '/drills',
    function: 'read-drills',
    scope: 'read',
    query: noParameters,
  },
  {
    operationId: 'getDrill',
    method: 'GET',
    path: '/drills/{id}',
    function: 'read-drills',
    scope: 'read',
    query: noParameters,
    id: { schema: () => DrillId, missing: 'drill-not-found' },
  },
  {
    operationId: 'getMe',
    method: 'GET',
    path: '/me',
    function: 'read-registry',
    scope: 'any',
    query: noParameters,
  },
  {
    operationId: 'getCatalogue',
    method: 'GET',
    path: '/catalogue',
    function: 'read-registry',
    scope: 'any',
    query: catalogueParameters,
  },
  {
    operationId: 'getDataset',
    method: 'GET',
    path: '/catalogue/{id}',
    function: 'read-registry',
    scope: 'any',
    query: datasetParameters,
    id: { schema: () => CatalogueId, missing: 'dataset-not-found' },
  },
  {
    operationId: 'listAgencies',
    method: 'GET',
    path: '/agencies',
    function: 'read-registry',
    scope: 'any',
    query: agenciesParameters,
  },
  {
    operationId: 'listSystems',
    method: 'GET',
    path: '/systems',
    function: 'read-registry',
    scope: 'any',
    query: systemsParameters,
  },
  {
    operationId: 'listMaintenance',
    method: 'GET',
    path: '/admin/maintenance',
    function: 'admin',
    scope: null,
    operator: 'maintenance',
    query: noParameters,
  },
  {
    operationId: 'startMaintenance',
    method: 'POST',
    path: '/admin/maintenance',
    function: 'admin',
    scope: null,
    operator: 'maintenance',
    query: noParameters,
  },
  {
    operationId: 'endMaintenance',
    method: 'DELETE',
    path: '/admin/maintenance',
    function: 'admin',
    scope: null,
    operator: 'maintenance',
    query: noParameters,
  },
  {
    operationId: 'listDrillsToStart',
    method: 'GET',
    path: '/admin/drills',
    function: 'admin',
    scope: null,
    operator: 'drills',
    query: noParameters,
  },
  {
    operationId: 'startDrill',
    method: 'POST',
    path: '/admin/drills',
    function: 'admin',
    scope: null,
    operator: 'drills',
    query: noParameters,
  },
  {
    operationId: 'getOpenApi',
    method: 'GET',
    path: '/openapi.json',
    function: 'public',
    scope: null,
    query: documentParameters,
  },
  {
    operationId: 'getHealth',
    method: 'GET',
    path: '/health',
    function: 'public',
    scope: null,
    query: noParameters,
  },
] as const satisfies readonly Route[];

const joined = <const A extends readonly Route[], const B extends readonly Route[]>(
  first: A,
  second: B,
): readonly [...A, ...B] => [...first, ...second];

export const routes = /* @__PURE__ */ joined(
  others,
  /* @__PURE__ */ joined(
    /* @__PURE__ */ joined(placeRoutes, batchRoutes),
    /* @__PURE__ */ joined(operatorRoutes, /* @__PURE__ */ joined(keyRoutes, clientRoutes)),
  ),
);

export type OperationId = (typeof routes)[number]['operationId'];
type RouteOf<Id extends OperationId> = Extract<(typeof routes)[number], { readonly operationId: Id }>;

/** The parameters of an operation, read. */
export type QueryOf<Id extends OperationId> = z.output<ReturnType<RouteOf<Id>['query']>>;
/** The `{id}` of its path; null where the path has none. */
export type IdOf<Id extends OperationId> = RouteOf<Id> extends { readonly id: unknown } ? string : null;

/** Every GET answers HEAD too, without the body (RFC 9110 §9.3.2). */
export const methodsOf = (path: string): string[] => {
  const methods = (routes as readonly Route[]).flatMap((route) =>
    route.path === path ? (route.method === 'GET' ? ['GET', 'HEAD'] : [route.method]) : [],
  );
  return methods.length === 0 ? [] : [...methods, 'OPTIONS'];
};
