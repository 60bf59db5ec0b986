import { describe, expect, test } from 'vitest';
import { type Access, evaluate } from '../../../../twin/aws/iam/policy-evaluation.ts';
import { compileStatements, type PolicyStatement } from '../../../../twin/aws/iam/policy-statement.ts';

const roleArn = 'arn:aws:iam::123456789012:role/submit-role';
const root = 'arn:aws:iam::123456789012:root';
const put = {
  action: 'dynamodb:PutItem',
  resource: 'arn:aws:dynamodb:ap-southeast-1:1:table/Ledger',
  context: {},
};
const decrypt = { action: 'kms:Decrypt', resource: 'arn:aws:kms:ap-southeast-1:1:key/1', context: {} };
const context = { 'aws:securetransport': ['true'], 'aws:requestedregion': ['ap-southeast-1'] };

function decision(access: Access, identity: PolicyStatement[], resource: PolicyStatement[] = []) {
  return evaluate(
    access,
    compileStatements('role', identity),
    compileStatements('policy', resource),
    roleArn,
    context,
  );
}

const allow = (members: Partial<PolicyStatement>): PolicyStatement => ({
  Effect: 'Allow',
  Action: '*',
  Resource: '*',
  ...members,
});
const deny = (members: Partial<PolicyStatement>): PolicyStatement => ({ ...allow(members), Effect: 'Deny' });

const NOT_BY_IDENTITY = 'no identity-based policy allows';
const identityCases: [string, PolicyStatement[], string][] = [
  ['no statement at all', [], NOT_BY_IDENTITY],
  ['the action itself', [allow({ Action: 'dynamodb:PutItem' })], 'allowed'],
  ['the action in other case', [allow({ Action: 'DynamoDB:putitem' })], 'allowed'],
  ['an action by wildcard', [allow({ Action: 'dynamodb:Put*' })], 'allowed'],
  ['an action by question mark', [allow({ Action: 'dynamodb:PutIte?' })], 'allowed'],
  ['another action', [allow({ Action: ['dynamodb:GetItem', 'dynamodb:PutItems'] })], NOT_BY_IDENTITY],
  ['a NotAction that leaves it in', [allow({ Action: undefined, NotAction: 'sqs:*' })], 'allowed'],
  ['a NotAction that takes it out', [allow({ Action: undefined, NotAction: 'dynamodb:*' })], NOT_BY_IDENTITY],
  ['the table by wildcard', [allow({ Resource: '*:table/Led*' })], 'allowed'],
  ['the table in other case', [allow({ Resource: put.resource.toLowerCase() })], NOT_BY_IDENTITY],
  ['only the indexes of the table', [allow({ Resource: `${put.resource}/index/*` })], NOT_BY_IDENTITY],
  [
    'a NotResource that takes it out',
    [allow({ Resource: undefined, NotResource: put.resource })],
    NOT_BY_IDENTITY,
  ],
  [
    'an explicit deny beside an allow',
    [allow({}), deny({ Action: 'dynamodb:PutItem' })],
    'explicit deny in an identity-based policy',
  ],
  ['a condition that holds', [allow({ Condition: { Bool: { 'aws:SecureTransport': true } } })], 'allowed'],
  [
    'a condition that does not hold',
    [allow({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    NOT_BY_IDENTITY,
  ],
  [
    'two conditions, one of which fails',
    [
      allow({
        Condition: {
          StringEquals: { 'aws:RequestedRegion': 'ap-southeast-1' },
          StringLike: { 'aws:RequestedRegion': 'eu-*' },
        },
      }),
    ],
    NOT_BY_IDENTITY,
  ],
  ['a key absent as asked', [allow({ Condition: { Null: { 'aws:SourceArn': 'true' } } })], 'allowed'],
  [
    'an absent key compared',
    [allow({ Condition: { ArnLike: { 'aws:SourceArn': 'arn:*' } } })],
    NOT_BY_IDENTITY,
  ],
  [
    'an absent key compared if it exists',
    [allow({ Condition: { ArnLikeIfExists: { 'aws:SourceArn': 'arn:*' } } })],
    'allowed',
  ],
  [
    'an absent key negated',
    [allow({ Condition: { StringNotEquals: { 'aws:SourceAccount': '1' } } })],
    'allowed',
  ],
  [
    'all of no values',
    [allow({ Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['a'] } } })],
    'allowed',
  ],
];

const resourceCases: [string, Access, PolicyStatement[], PolicyStatement[], string][] = [
  ['a resource policy that names the role', put, [], [allow({ Principal: { AWS: roleArn } })], 'allowed'],
  ['a resource policy for everyone', put, [], [allow({ Principal: '*' })], 'allowed'],
  [
    'a resource policy for a service only',
    put,
    [],
    [allow({ Principal: { Service: 's3.amazonaws.com' } })],
    NOT_BY_IDENTITY,
  ],
  ['a resource policy that only delegates', put, [], [allow({ Principal: { AWS: root } })], NOT_BY_IDENTITY],
  [
    'enforceSSL, as loopback counts as secure',
    put,
    [allow({})],
    [deny({ Principal: { AWS: '*' }, Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    'allowed',
  ],
  [
    'a deny in the resource policy',
    put,
    [allow({})],
    [deny({ Principal: { AWS: '*' } })],
    'explicit deny in a resource-based policy',
  ],
  [
    'a key that delegates and a role that may',
    decrypt,
    [allow({})],
    [allow({ Principal: { AWS: root } })],
    'allowed',
  ],
  [
    'a key that delegates and a role that may not',
    decrypt,
    [],
    [allow({ Principal: { AWS: root } })],
    NOT_BY_IDENTITY,
  ],
  ['a key that names the role', decrypt, [], [allow({ Principal: { AWS: roleArn } })], 'allowed'],
  [
    'a key that does not delegate',
    decrypt,
    [allow({})],
    [allow({ Principal: { Service: 'logs.amazonaws.com' } })],
    'no resource-based policy allows',
  ],
];

describe('a role may put an item', () => {
  test.each(identityCases)('given %s', (_case, statements, expected) => {
    expect(decision(put, statements)).toBe(expected);
  });
});

describe('a resource has a say as well', () => {
  test.each(resourceCases)('given %s', (_case, access, identity, resource, expected) => {
    expect(decision(access, identity, resource)).toBe(expected);
  });
});

const unknownCases: [string, PolicyStatement, string][] = [
  [
    'a condition operator',
    allow({ Condition: { IpAddress: { 'aws:SecureTransport': '10.0.0.0/8' } } }),
    'condition operator "IpAddress"',
  ],
  [
    'a condition key',
    allow({ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'dtm' } } }),
    'condition key "aws:PrincipalTag/team"',
  ],
  [
    'a policy variable',
    allow({ Resource: 'arn:aws:s3:::journal/$' + '{aws:username}/*' }),
    'policy variable',
  ],
  [
    'a principal kind',
    allow({ Principal: { CanonicalUser: 'x' } as PolicyStatement['Principal'] }),
    'principal kind "CanonicalUser"',
  ],
  ['a member', { ...allow({}), Actions: 'x' } as PolicyStatement, 'member "Actions"'],
  ['Action beside NotAction', allow({ NotAction: 's3:*' }), 'both Action and NotAction'],
];

test.each(unknownCases)(
  '%s that the twin does not know stops the start by name',
  (_what, statement, message) => {
    expect(() => compileStatements('role submit', [statement])).toThrow(message);
    expect(() => compileStatements('role submit', [statement])).toThrow('role submit, statement 1');
  },
);
