/** The routes of clients of the issuer of tokens, for operators: a part of the one list of routes, which gives them their type. */
import { clientListParameters, noParameters } from '../parameters.ts';
import { KeyId } from './key-id.ts';

const clientId = { schema: () => KeyId, missing: 'client-not-found' } as const;

export const clientRoutes = [
  {
    operationId: 'listClients',
    method: 'GET',
    path: '/admin/clients',
    function: 'admin-keys',
    scope: null,
    operator: 'clients',
    query: clientListParameters,
  },
  {
    operationId: 'registerClient',
    method: 'POST',
    path: '/admin/clients',
    function: 'admin-keys',
    scope: null,
    operator: 'clients',
    query: noParameters,
  },
  {
    operationId: 'getClient',
    method: 'GET',
    path: '/admin/clients/{id}',
    function: 'admin-keys',
    scope: null,
    operator: 'clients',
    query: noParameters,
    id: clientId,
  },
  {
    operationId: 'changeClient',
    method: 'POST',
    path: '/admin/clients/{id}',
    function: 'admin-keys',
    scope: null,
    operator: 'clients',
    query: noParameters,
    id: clientId,
  },
  {
    operationId: 'revokeClient',
    method: 'DELETE',
    path: '/admin/clients/{id}',
    function: 'admin-keys',
    scope: null,
    operator: 'clients',
    query: noParameters,
    id: clientId,
  },
] as const;
