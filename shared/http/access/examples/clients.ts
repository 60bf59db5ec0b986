/** A client of a province that is registered, changed and revoked. */
import type { ClientOrder, RegisteredClient } from '../../../contract/access/clients.ts';
import type { Example } from '../../openapi/example.ts';

const operator = 'arn:aws:iam::123456789012:user/dtm-dev-key-officer';
/** It follows from the client id. */
const id = 'tdsfq4zfiy06';

const registered: RegisteredClient = {
  id,
  clientId: 'h01-dvc',
  state: 'live',
  agencies: ['H01'],
  systems: ['H01.dvc'],
  scopes: ['submit', 'read'],
  networks: null,
  note: 'the platform team',
  validFrom: '2026-11-20T02:30:00.000Z',
  validTo: '2026-11-25T02:30:00.000Z',
  revokedAt: null,
  registeredBy: operator,
};
const { clientId, ...asked } = {
  clientId: 'h01-dvc',
  days: 5,
  agencies: ['H01'],
  systems: ['H01.dvc'],
  scopes: ['submit', 'read'],
  networks: null,
  note: 'the platform team',
} satisfies ClientOrder;

export const registerClientExamples: readonly Example[] = [
  {
    name: 'register',
    summary: 'For one system, from anywhere',
    headers: { 'If-Match': '"0.0"' },
    body: { clientId, ...asked },
    status: 201,
    answer: registered,
  },
];

export const listClientsExample: Example = {
  name: 'ending',
  summary: 'Those that end within a week',
  query: { expiring: '7' },
  status: 200,
  answer: { clients: [registered], next: null },
};

export const getClientExample: Example = {
  name: 'one',
  summary: 'With what was done with it',
  path: { id },
  status: 200,
  answer: {
    client: registered,
    version: '0.1',
    changes: [
      {
        record: `client~${id}`,
        action: 'register',
        version: '0.1',
        on: '0.0',
        at: '2026-11-20T02:30:00.000Z',
        operator,
        requestId: '0b8f0f5e-6d0e-4c53-9d0a-1a5b8a4f7c11',
        request: 'bd1c7a0cb1d9cf2bb36d0a0a4c9a9dbb7a6a6de9c7a4b0ea3ef2d3e5c2a1f001',
        before: null,
        after: '4d3f1a0cb1d9cf2bb36d0a0a4c9a9dbb7a6a6de9c7a4b0ea3ef2d3e5c2a1f002',
        body: registered,
      },
    ],
  },
};

export const changeClientExample: Example = {
  name: 'change',
  summary: 'From one network, and not to read',
  path: { id },
  headers: { 'If-Match': '"0.1"' },
  body: { ...asked, scopes: ['submit'], networks: ['203.0.113.0/24'] },
  status: 200,
  answer: { ...registered, scopes: ['submit'], networks: ['203.0.113.0/24'] },
};

export const revokeClientExample: Example = {
  name: 'revoke',
  summary: 'It ends within a minute',
  path: { id },
  headers: { 'If-Match': '"0.2"' },
  status: 200,
  answer: {
    ...registered,
    state: 'revoked',
    scopes: ['submit'],
    networks: ['203.0.113.0/24'],
    revokedAt: '2026-11-20T02:31:00.000Z',
  },
};
