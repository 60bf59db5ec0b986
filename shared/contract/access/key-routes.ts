/** The routes of keys, for operators: a part of the one list of routes, which gives them their type. */
import {
  keyHistoryParameters,
  keyListParameters,
  keySubmissionsParameters,
  noParameters,
} from '../parameters.ts';
import { KeyId } from './key-id.ts';

const keyId = { schema: () => KeyId, missing: 'key-not-found' } as const;

export const keyRoutes = [
  {
    operationId: 'listKeys',
    method: 'GET',
    path: '/admin/keys',
    function: 'admin-keys',
    scope: null,
    operator: 'keys',
    query: keyListParameters,
  },
  {
    operationId: 'issueKey',
    method: 'POST',
    path: '/admin/keys',
    function: 'admin-keys',
    scope: null,
    operator: 'keys',
    query: noParameters,
  },
  {
    operationId: 'getKey',
    method: 'GET',
    path: '/admin/keys/{id}',
    function: 'admin-keys',
    scope: null,
    operator: 'keys',
    query: noParameters,
    id: keyId,
  },
  {
    operationId: 'revokeKey',
    method: 'DELETE',
    path: '/admin/keys/{id}',
    function: 'admin-keys',
    scope: null,
    operator: 'keys',
    query: noParameters,
    id: keyId,
  },
  {
    operationId: 'rotateKey',
    method: 'POST',
    path: '/admin/keys/{id}/rotation',
    function: 'admin-keys',
    scope: null,
    operator: 'keys',
    query: noParameters,
    id: keyId,
  },
  {
    operationId: 'listKeySubmissions',
    method: 'GET',
    path: '/admin/keys/{id}/submissions',
    function: 'admin-keys',
    scope: null,
    operator: 'keys',
    query: keySubmissionsParameters,
    id: keyId,
  },
  {
    operationId: 'listKeyChanges',
    method: 'GET',
    path: '/admin/history/keys',
    function: 'admin-keys',
    scope: null,
    operator: 'keys',
    query: keyHistoryParameters,
  },
] as const;
