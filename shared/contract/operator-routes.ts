/** Routes of operators whose functions hold more than the records of the hub's own operation: they stand in the one list of routes. */
import { DeadLetterId } from './oversight/dead-letters.ts';
import { importParameters, noParameters } from './parameters.ts';
import { IMPORT_LIMIT } from './registry/import-limits.ts';

export const operatorRoutes = [
  {
    operationId: 'getRegistry',
    method: 'GET',
    path: '/admin/registry',
    function: 'admin-registry',
    scope: null,
    operator: 'registry',
    query: noParameters,
  },
  {
    operationId: 'importRegistry',
    method: 'POST',
    path: '/admin/registry',
    function: 'admin-registry',
    scope: null,
    operator: 'registry',
    query: importParameters,
    bodyLimit: IMPORT_LIMIT,
  },
  {
    operationId: 'listDeadLetters',
    method: 'GET',
    path: '/admin/dead-letters',
    function: 'admin-letters',
    scope: null,
    operator: 'dead-letters',
    query: noParameters,
  },
  {
    operationId: 'getDeadLetter',
    method: 'GET',
    path: '/admin/dead-letters/{id}',
    function: 'admin-letters',
    scope: null,
    operator: 'dead-letters',
    query: noParameters,
    id: { schema: () => DeadLetterId, missing: 'dead-letter-not-found' },
  },
  {
    operationId: 'handleDeadLetters',
    method: 'POST',
    path: '/admin/dead-letters',
    function: 'admin-letters',
    scope: null,
    operator: 'dead-letters',
    query: noParameters,
  },
  {
    operationId: 'listReceiptKeys',
    method: 'GET',
    path: '/admin/receipt-keys',
    function: 'admin-receipt-keys',
    scope: null,
    operator: 'receipt-keys',
    query: noParameters,
  },
  {
    operationId: 'changeReceiptKeys',
    method: 'POST',
    path: '/admin/receipt-keys',
    function: 'admin-receipt-keys',
    scope: null,
    operator: 'receipt-keys',
    query: noParameters,
  },
] as const;
