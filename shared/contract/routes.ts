/**
 * The one list of routes. API Gateway's methods, the OpenAPI document, the audit names and the tests are made
 * from it. Paths are relative to the stage `v1` (`/v1/submissions`).
 */
import type { FunctionName } from '../config.ts';

/** What a credential must be allowed to do; `null` where a route is open to all. */
export type Scope = 'submit' | 'read';

export type Route = {
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: `/${string}`;
  readonly function: FunctionName;
  readonly scope: Scope | null;
};

export const routes = [
  { operationId: 'submit', method: 'POST', path: '/submissions', function: 'submit', scope: 'submit' },
  {
    operationId: 'listSubmissions',
    method: 'GET',
    path: '/submissions',
    function: 'read-submissions',
    scope: 'read',
  },
  {
    operationId: 'getSubmission',
    method: 'GET',
    path: '/submissions/{id}',
    function: 'read-submissions',
    scope: 'read',
  },
  {
    operationId: 'withdrawSubmission',
    method: 'DELETE',
    path: '/submissions/{id}',
    function: 'submit',
    scope: 'submit',
  },
  { operationId: 'getTotals', method: 'GET', path: '/totals', function: 'read-totals', scope: 'read' },
  { operationId: 'getCompliance', method: 'GET', path: '/compliance', function: 'oversight', scope: 'read' },
  {
    operationId: 'getKeySet',
    method: 'GET',
    path: '/.well-known/jwks.json',
    function: 'jwks',
    scope: null,
  },
  {
    operationId: 'getAvailability',
    method: 'GET',
    path: '/availability',
    function: 'oversight',
    scope: 'read',
  },
  { operationId: 'listDrills', method: 'GET', path: '/drills', function: 'read-drills', scope: 'read' },
  { operationId: 'getDrill', method: 'GET', path: '/drills/{id}', function: 'read-drills', scope: 'read' },
  { operationId: 'getOpenApi', method: 'GET', path: '/openapi.json', function: 'public', scope: null },
  { operationId: 'getHealth', method: 'GET', path: '/health', function: 'public', scope: null },
] as const satisfies readonly Route[];

export type OperationId = (typeof routes)[number]['operationId'];
