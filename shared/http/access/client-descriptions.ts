/** What the OpenAPI document says of clients of the issuer of tokens. */
import {
  ClientChange,
  ClientLife,
  ClientList,
  ClientOrder,
  RegisteredClient,
} from '../../contract/access/clients.ts';
import {
  type Descriptions,
  inLanguage,
  onVersion,
  problemsOfBody,
  problemsOfChange,
  problemsOfHub,
  problemsOfOperator,
} from '../openapi/description.ts';

export const clientDescriptions = {
  listClients: {
    summary: 'Clients of the issuer of tokens',
    description: 'Whose tokens are taken, and for what. By id.',
    header: inLanguage,
    answers: { 200: { description: 'The clients.', schema: ClientList } },
    problems: ['invalid-request', ...problemsOfOperator, ...problemsOfHub],
  },
  getClient: {
    summary: 'One client',
    description: 'With what operators did with it. `ETag` is the version on which the client can be changed.',
    header: inLanguage,
    answers: { 200: { description: 'The client.', schema: ClientLife } },
    problems: ['invalid-request', 'client-not-found', ...problemsOfOperator, ...problemsOfHub],
  },
  registerClient: {
    summary: 'Register a client',
    description:
      'Its tokens are taken from then on, for what is said here and what the token has in `scope`, whichever is less. Its secret stays between client and issuer. On version `0.0`: there is no such client yet. The same again is answered as the first time.',
    header: onVersion,
    body: ClientOrder,
    answers: {
      201: { description: 'It is registered, and taken within a minute.', schema: RegisteredClient },
    },
    problems: [
      ...problemsOfOperator,
      'invalid-request',
      'invalid-change',
      'client-ended',
      'client-id-taken',
      ...problemsOfChange,
      ...problemsOfBody,
      ...problemsOfHub,
    ],
  },
  changeClient: {
    summary: 'Change what a client may do',
    description:
      'All of it is said anew, and how long from now on. It holds within a minute, also for tokens that were issued before.',
    header: onVersion,
    body: ClientChange,
    answers: { 200: { description: 'The client from then on.', schema: RegisteredClient } },
    problems: [
      ...problemsOfOperator,
      'invalid-request',
      'invalid-change',
      'client-not-found',
      'client-ended',
      ...problemsOfChange,
      ...problemsOfBody,
      ...problemsOfHub,
    ],
  },
  revokeClient: {
    summary: 'Revoke a client',
    description: 'Its tokens are refused within a minute, for ever, whatever the issuer still issues.',
    header: onVersion,
    answers: { 200: { description: 'It is revoked.', schema: RegisteredClient } },
    problems: [
      ...problemsOfOperator,
      'invalid-request',
      'client-not-found',
      'client-ended',
      ...problemsOfChange,
      ...problemsOfHub,
    ],
  },
} satisfies Descriptions;
