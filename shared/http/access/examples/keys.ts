/** A key of a province that is issued, rotated and revoked. */
import type { IssuedKey } from '../../../contract/access/keys.ts';
import type { Example } from '../../openapi/example.ts';

const operator = 'arn:aws:iam::123456789012:user/dtm-dev-key-officer';
const hashed = '5b1c7a0cb1d9cf2bb36d0a0a4c9a9dbb7a6a6de9c7a4b0ea3ef2d3e5c2a1f001';

const issued: IssuedKey = {
  keyId: 'examplekey01',
  state: 'live',
  agencies: ['H01'],
  systems: ['H01.dvc'],
  scopes: ['submit', 'read'],
  networks: ['203.0.113.0/24', '2001:db8::/32'],
  note: 'the platform team',
  validFrom: '2026-11-20T02:30:00.000Z',
  validTo: '2026-11-25T02:30:00.000Z',
  revokedAt: null,
  issuedBy: operator,
  replaces: null,
  replacedBy: null,
};
const order = {
  keyId: 'examplekey01',
  secretHash: hashed,
  days: 5,
  agencies: ['H01'],
  systems: ['H01.dvc'],
  scopes: ['submit', 'read'],
  networks: ['203.0.113.0/24', '2001:db8::/32'],
  note: 'the platform team',
};

export const issueKeyExamples: readonly Example[] = [
  {
    name: 'issue',
    summary: 'For one system, from two networks',
    headers: { 'If-Match': '"0.0"' },
    body: order,
    status: 201,
    answer: issued,
  },
  {
    name: 'nothing to do',
    summary: 'A key that could do nothing',
    headers: { 'If-Match': '"0.0"', 'Accept-Language': 'en' },
    body: { ...order, keyId: 'examplekey09', scopes: ['incidents'] },
    status: 422,
    answer: {
      type: 'urn:dtm:problem:invalid-change',
      title: 'The change breaks the rules',
      status: 422,
      detail: 'Nothing was changed. Errors: 1. errors[] says what and where.',
      code: 'invalid-change',
      requestId: 'cc481daa-f6f6-46f1-a5e4-07ead80ac69b',
      errors: [
        {
          code: 'key-idle-scopes',
          pointer: '/scopes',
          key: null,
          detail: 'No call needs incidents yet: a key with nothing else could do nothing.',
        },
      ],
    },
  },
];

export const listKeysExample: Example = {
  name: 'ending',
  summary: 'Those that end within a week',
  query: { expiring: '7' },
  status: 200,
  answer: { keys: [issued], next: null },
};

const issuedBefore = {
  record: 'key~examplekey01',
  action: 'issue',
  version: '0.1',
  on: '0.0',
  at: '2026-11-20T02:30:00.000Z',
  operator,
  requestId: '0b8f0f5e-6d0e-4c53-9d0a-1a5b8a4f7c11',
  request: 'bd1c7a0cb1d9cf2bb36d0a0a4c9a9dbb7a6a6de9c7a4b0ea3ef2d3e5c2a1f001',
  before: null,
  after: '4d3f1a0cb1d9cf2bb36d0a0a4c9a9dbb7a6a6de9c7a4b0ea3ef2d3e5c2a1f002',
  body: issued,
};

export const getKeyExample: Example = {
  name: 'one',
  summary: 'With what was done with it',
  path: { id: 'examplekey01' },
  status: 200,
  answer: {
    key: issued,
    version: '0.1',
    changes: [issuedBefore],
  },
};

export const rotateKeyExample: Example = {
  name: 'rotate',
  summary: 'The next key; this one goes on for two days',
  path: { id: 'examplekey01' },
  headers: { 'If-Match': '"0.1"' },
  body: { keyId: 'examplekey02', secretHash: hashed.replace('5b', '6c'), days: 365, overlapDays: 2 },
  status: 201,
  answer: { ...issued, validTo: '2026-11-22T02:30:00.000Z', replacedBy: 'examplekey02' },
};

export const revokeKeyExample: Example = {
  name: 'revoke',
  summary: 'It ends within a minute',
  path: { id: 'examplekey01' },
  headers: { 'If-Match': '"0.2"' },
  status: 200,
  answer: {
    ...issued,
    state: 'revoked',
    validTo: '2026-11-22T02:30:00.000Z',
    revokedAt: '2026-11-20T02:31:00.000Z',
    replacedBy: 'examplekey02',
  },
};

export const keySubmissionsExample: Example = {
  name: 'nothing',
  summary: 'A key that has recorded nothing',
  path: { id: 'examplekey01' },
  query: { since: '2026-11-20T04:30:00Z' },
  status: 200,
  answer: {
    keyId: 'examplekey01',
    since: '2026-11-20T04:30:00.000Z',
    submissions: [],
    unreadable: [],
    journaledTo: null,
    next: null,
  },
};

export const keyHistoryExample: Example = {
  name: 'issued',
  summary: 'A key that was issued',
  status: 200,
  answer: { task: 'keys', changes: [issuedBefore], next: null },
};
