import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { functionNames } from '../../infra/bundle.ts';
import { flatten, type Resource } from '../../infra/checks/assembly.ts';
import { auditQueryNames, auditQueryOf, logGroupsOf } from '../../shared/contract/access/audit-queries.ts';
import { type Route, routes } from '../../shared/contract/routes.ts';
import { batchAccess } from './batch-access.ts';
import { drillAccess } from './drill-access.ts';
import { bucket, counts, reads, readsReceiptKeys, writeKey } from './granted.ts';
import { hub, only, synthesize } from './hub.ts';

const assembly = synthesize(hub());
const actions = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
/** Of a table only these partitions. */
const Leading = z.object({ 'dynamodb:LeadingKeys': z.array(z.string()) });
const Partitions = z
  .union([
    z
      .strictObject({ 'ForAllValues:StringEquals': Leading })
      .transform((condition) => condition['ForAllValues:StringEquals']),
    z
      .strictObject({ 'ForAllValues:StringLike': Leading })
      .transform((condition) => condition['ForAllValues:StringLike']),
  ])
  .transform((keys) => ` of ${keys['dynamodb:LeadingKeys'].join(' ')}`)
  .catch('');
const Document = z.object({
  Statement: z.array(
    z.object({ Effect: z.literal('Allow'), Action: actions, Resource: z.unknown(), Condition: Partitions }),
  ),
});

/** `target of partitions: action, …` for each statement of the function's role, the targets by their name in the template. */
function accessOf(name: string): string[] {
  const lambda = only(
    assembly,
    'AWS::Lambda::Function',
    ({ properties }) => properties.FunctionName === `dtm-dev-${name}`,
  );
  const role = assembly.follow(lambda.properties.Role, lambda);
  const policies = assembly
    .all('AWS::IAM::Policy')
    .filter(({ properties }) => JSON.stringify(properties.Roles).includes(`"${role?.logicalId}"`));
  expect(role?.properties.ManagedPolicyArns).toBeUndefined();
  const nameOf = (resource: unknown, policy: Resource) => {
    const target = assembly.follow(resource, policy);
    const { TableName, QueueName, LogGroupName, Name } = target?.properties ?? {};
    const named = [TableName, QueueName, LogGroupName, Name].find((each) => typeof each === 'string');
    return named ?? target?.type ?? flatten(resource);
  };
  return policies
    .flatMap((policy) =>
      Document.parse(policy.properties.PolicyDocument).Statement.flatMap(({ Action, Resource, Condition }) =>
        [Resource]
          .flat()
          .map((resource) => `${nameOf(resource, policy)}${Condition}: ${Action.toSorted().join(' ')}`),
      ),
    )
    .toSorted();
}

const ownLog = (name: string) => `/aws/lambda/dtm-dev-${name}: logs:CreateLogStream logs:PutLogEvents`;
const readKey = 'AWS::KMS::Key: kms:Decrypt kms:DescribeKey';

const expected: Record<(typeof functionNames)[number], string[]> = {
  submit: [
    writeKey,
    counts,
    `dtm-dev-registry: ${reads}`,
    'dtm-dev-submissions: dynamodb:GetItem dynamodb:PutItem dynamodb:Query',
    'dtm-dev-submissions: sqs:SendMessage',
    ...readsReceiptKeys,
  ],
  'read-submissions': [
    writeKey,
    counts,
    `dtm-dev-registry: ${reads}`,
    `dtm-dev-submissions: ${reads}`,
    'dtm-dev-totals: dynamodb:BatchGetItem dynamodb:GetItem',
  ],
  'read-totals': [
    writeKey,
    counts,
    'dtm-dev-registry: dynamodb:GetItem dynamodb:Query dynamodb:Scan',
    `dtm-dev-submissions: ${reads}`,
    `dtm-dev-totals: dynamodb:BatchGetItem ${reads}`,
  ],
  oversight: [
    writeKey,
    counts,
    'dtm-dev-registry: dynamodb:GetItem dynamodb:Query dynamodb:Scan',
    'dtm-dev-submissions: dynamodb:Query',
    'dtm-dev-totals: dynamodb:Query',
    `dtm-dev-operations: ${reads}`,
  ],
  prober: [
    writeKey,
    'dtm-dev-registry: dynamodb:Query',
    'dtm-dev-submissions: dynamodb:GetItem dynamodb:PutItem dynamodb:Query',
    'dtm-dev-totals: dynamodb:Query',
    'dtm-dev-operations: dynamodb:GetItem dynamodb:PutItem dynamodb:Query',
    'dtm-dev-submissions: sqs:SendMessage',
    'dtm-dev-prober-key: secretsmanager:GetSecretValue',
  ],
  'read-registry': [writeKey, counts, 'dtm-dev-registry: dynamodb:GetItem dynamodb:Query dynamodb:Scan'],
  admin: [
    writeKey,
    'dtm-dev-operations: dynamodb:GetItem dynamodb:PutItem dynamodb:Query',
    'dtm-dev-registry of registry#version registry#commit catalogue#current calendar#current: dynamodb:Query',
    'dtm-dev-registry of quotas#current: dynamodb:PutItem dynamodb:Query',
    'dtm-dev-registry of agency#* credential#*: dynamodb:Query',
  ],
  'admin-registry': [
    writeKey,
    'dtm-dev-registry: dynamodb:BatchWriteItem dynamodb:PutItem dynamodb:Query dynamodb:Scan',
    'dtm-dev-submissions: dynamodb:Query',
    'dtm-dev-operations: dynamodb:GetItem dynamodb:PutItem',
    'dtm-dev-submissions: sqs:SendMessage',
    'dtm-dev-prober-key: secretsmanager:GetSecretValue',
  ],
  'admin-keys': [
    writeKey,
    'dtm-dev-operations: dynamodb:GetItem dynamodb:PutItem',
    'dtm-dev-registry: dynamodb:PutItem dynamodb:Query dynamodb:Scan',
    'dtm-dev-submissions: dynamodb:GetItem dynamodb:Query',
    `${bucket('journal')}: s3:ListBucket`,
    `${bucket('journal')}/*: s3:GetObject`,
  ],
  'admin-letters': [
    writeKey,
    'dtm-dev-operations: dynamodb:GetItem dynamodb:PutItem dynamodb:Query',
    'dtm-dev-submissions-dlq: sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:ReceiveMessage',
    'dtm-dev-submissions: sqs:SendMessage',
    'dtm-dev-batches-dlq: sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:ReceiveMessage',
    'dtm-dev-batches: sqs:SendMessage',
  ],
  'admin-receipt-keys': [
    writeKey,
    'dtm-dev-operations: dynamodb:GetItem dynamodb:PutItem dynamodb:Query',
    'dtm-dev-registry: dynamodb:PutItem dynamodb:Query',
    ...['a', 'b'].map(
      (slot) => `dtm-dev-receipt-key-${slot}: secretsmanager:GetSecretValue secretsmanager:PutSecretValue`,
    ),
  ],
  ...batchAccess,
  public: [],
  jwks: [readKey, 'dtm-dev-registry: dynamodb:Query', ...readsReceiptKeys],
  aggregate: [
    writeKey,
    `arn:\${AWS::Partition}:s3:::dtm-dev-journal-\${AWS::AccountId}-\${AWS::Region}/*: s3:PutObject`,
    'dtm-dev-registry: dynamodb:GetItem dynamodb:Query dynamodb:Scan',
    `dtm-dev-submissions: ${reads}`,
    'dtm-dev-submissions: sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage',
    'dtm-dev-submissions-dlq: sqs:SendMessage',
    'dtm-dev-totals: dynamodb:BatchGetItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query',
  ],
  ...drillAccess,
  // The only one that may write over an entry of the ledger; nobody may delete one.
  mend: [
    writeKey,
    `dtm-dev-registry: ${reads}`,
    'dtm-dev-submissions: dynamodb:BatchGetItem dynamodb:GetItem dynamodb:PutItem',
    'dtm-dev-operations of verification: dynamodb:PutItem dynamodb:Query',
    'dtm-dev-submissions: sqs:SendMessage',
    `${bucket('journal')}: s3:ListBucket`,
    `${bucket('journal')}/*: s3:GetObject`,
  ],
  verify: [
    writeKey,
    'dtm-dev-registry: dynamodb:GetItem dynamodb:Query dynamodb:Scan',
    // It names what is damaged, and writes over nothing.
    'dtm-dev-submissions: dynamodb:BatchGetItem dynamodb:Query dynamodb:Scan',
    'dtm-dev-totals: dynamodb:GetItem dynamodb:PutItem dynamodb:Query',
    'dtm-dev-operations: dynamodb:GetItem dynamodb:PutItem dynamodb:Query',
    `${bucket('journal')}: s3:ListBucket`,
    `${bucket('journal')}/*: s3:GetObject`,
  ],
  trail: [writeKey, `${bucket('trail')}/*: s3:PutObject`],
  watch: [
    writeKey,
    'dtm-dev-registry: dynamodb:GetItem dynamodb:Query dynamodb:Scan',
    'dtm-dev-submissions: sqs:SendMessage',
    `${bucket('journal')}/registry/*: s3:PutObject`,
  ],
};

test.each(functionNames)('%s may do this and nothing else', (name) => {
  expect(accessOf(name)).toEqual([ownLog(name), ...expected[name]].toSorted());
});

describe('operators', () => {
  const statementsOf = (kind: string) => {
    const policy = only(
      assembly,
      'AWS::IAM::ManagedPolicy',
      ({ properties }) => properties.ManagedPolicyName === `dtm-dev-${kind}`,
    );
    expect([policy.properties.Roles, policy.properties.Users, policy.properties.Groups]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const { Statement } = Document.parse(policy.properties.PolicyDocument);
    return Statement.map(({ Action, Resource }) => ({
      actions: Action,
      resources: [Resource].flat().map((one) => flatten(one)),
    }));
  };
  const routesOf = (kind: string): string[] => {
    const [routes, ...more] = statementsOf(kind);
    expect(routes?.actions).toEqual(['execute-api:Invoke']);
    expect(more.length > 0).toBe(kind === 'auditor');
    return (routes?.resources ?? []).map((arn) => arn.replace(/^arn:[^/]*\/[^/]*\//, ''));
  };
  const history = ['GET/admin/history', 'HEAD/admin/history'];
  const readsOf = (...paths: readonly string[]) =>
    paths.flatMap((path) => [`GET/admin/${path}`, `HEAD/admin/${path}`]);
  const ofKeys = readsOf(
    'receipt-keys',
    'keys',
    'keys/*',
    'keys/*/submissions',
    'clients',
    'clients/*',
    'history/keys',
  );
  const keyChanges = [
    'POST/admin/keys',
    'DELETE/admin/keys/*',
    'POST/admin/keys/*/rotation',
    'POST/admin/clients',
    'POST/admin/clients/*',
    'DELETE/admin/clients/*',
  ];
  const ofOnCall = ['maintenance', 'drills', 'dead-letters', 'dead-letters/*'];
  const reads = readsOf(...ofOnCall, 'verification', 'verification/*', 'quotas');
  const changes = [
    'POST/admin/maintenance',
    'DELETE/admin/maintenance',
    'POST/admin/drills',
    'POST/admin/dead-letters',
    'POST/admin/verification',
    'POST/admin/quotas',
  ];

  test.each([
    ['registrar', [...readsOf('registry'), 'POST/admin/registry', ...history]],
    ['key-officer', [...ofKeys, ...keyChanges, 'POST/admin/receipt-keys', ...history]],
    ['on-call', [...reads, ...changes, ...history]],
    ['auditor', [...reads, ...ofKeys, ...readsOf('registry'), ...history]],
  ])('%s may call this and nothing else', (kind, expected) => {
    expect(routesOf(kind)).toEqual(expected.toSorted());
  });

  test('the auditor may ask the logs that the questions are about, and no other', () => {
    const [, ask, ...rest] = statementsOf('auditor');
    expect(ask?.actions).toEqual(['logs:StartQuery']);
    const asked = new Set(auditQueryNames.flatMap((name) => logGroupsOf(auditQueryOf(name), 'dev')));
    expect(ask?.resources.map((arn) => arn.replace(/^.*:log-group:(.*):\*$/, '$1')).toSorted()).toEqual(
      [...asked].toSorted(),
    );
    expect(rest).toEqual([
      { actions: ['logs:DescribeQueryDefinitions', 'logs:GetQueryResults'], resources: ['*'] },
    ]);
  });

  test('no admin route is open to who does not sign, and no other asks for it', () => {
    const asked = assembly
      .all('AWS::ApiGateway::Method')
      .filter(({ properties }) => properties.AuthorizationType === 'AWS_IAM');
    const signed = routes.filter((route: Route) => route.operator !== undefined);
    const reads = signed.filter(({ method }) => method === 'GET');
    expect(asked).toHaveLength(signed.length + reads.length);
    for (const { path, operator } of routes as readonly Route[])
      expect([path, path.startsWith('/admin/')]).toEqual([path, operator !== undefined]);
  });
});

test('grants on the key are DynamoDB’s to make, for its own resources', () => {
  const statements = assembly
    .all('AWS::IAM::Policy')
    .flatMap(
      ({ properties }) => (properties.PolicyDocument as { Statement: Record<string, unknown>[] }).Statement,
    )
    .filter(({ Action }) => JSON.stringify(Action).includes('kms:CreateGrant'));
  expect(statements.map(({ Condition }) => Condition)).toEqual([
    {
      StringEquals: { 'kms:ViaService': expect.anything() },
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
    },
  ]);
});

test('no role is written into the key policy', () => {
  const key = only(assembly, 'AWS::KMS::Key');
  expect(JSON.stringify(key.properties.KeyPolicy)).not.toContain('Role');
});
