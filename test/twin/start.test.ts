/** What stops the start. Each row plants one fault in a template that is right otherwise. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { startTwin } from '../../twin/twin.ts';
import {
  apiResources,
  functionResources,
  queueResources,
  queueStatements,
  type Resources,
  scheduleResources,
  temporaryDirectory,
  writeAssembly,
} from './tiny-assembly.ts';

const good = 'export const handler = async () => ({ statusCode: 200 });';

const whole = (): Resources => ({
  ...functionResources('Web'),
  ...apiResources('Web'),
  ...functionResources('Consumer', { statements: queueStatements, properties: { Timeout: 3 } }),
  ...queueResources('Consumer'),
  ...scheduleResources('Consumer'),
});

const start = (resources: Resources, handler = good, port = 0) =>
  startTwin({
    assemblyDirectory: writeAssembly(resources, { Web: handler, Consumer: good }),
    stateDirectory: temporaryDirectory(),
    port,
  });

const key = (service: string, Condition: object = {}) => ({
  Type: 'AWS::KMS::Key',
  Properties: {
    KeyPolicy: {
      Statement: [
        { Effect: 'Allow', Principal: { Service: service }, Action: 'kms:*', Resource: '*', Condition },
        {
          Effect: 'Allow',
          Principal: { AWS: { 'Fn::Sub': `arn:aws:iam::\${AWS::AccountId}:root` } },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    },
  },
});

/** Lets the consumer decrypt what comes through the service. */
const decrypts = (it: Resources, service: string) => {
  const Condition = { StringEquals: { 'kms:ViaService': service } };
  it.Decrypts = {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'decrypts',
      Roles: [{ Ref: 'ConsumerRole' }],
      PolicyDocument: {
        Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*', Condition }],
      },
    },
  };
};

const trust = (service: string, account: string) => ({
  Statement: [
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: service },
      Condition: { StringEquals: { 'aws:SourceAccount': account } },
    },
  ],
});

const set = (logicalId: string, property: string, value: unknown) => (resources: Resources) => {
  const properties = resources[logicalId]?.Properties ?? {};
  if (value === undefined) delete properties[property];
  else properties[property] = value;
};

it('starts the template without a fault', async () => {
  const twin = await start(whole());
  expect(Object.keys(twin.loadMilliseconds).sort()).toEqual(['consumer', 'web']);
  await twin.stop();
});

it('starts where conditions are those that the services send', async () => {
  const resources = whole();
  Object.assign(resources, { Key: key('sqs.amazonaws.com') });
  set('Queue', 'KmsMasterKeyId', { Ref: 'Key' })(resources);
  decrypts(resources, 'sqs.ap-southeast-1.amazonaws.com');
  set(
    'ScheduleRole',
    'AssumeRolePolicyDocument',
    trust('scheduler.amazonaws.com', '123456789012'),
  )(resources);
  const twin = await start(resources);
  expect([...twin.functions.keys()].sort()).toEqual(['consumer', 'web']);
  await twin.stop();
});

it.each<[string, (resources: Resources) => void, string | RegExp]>([
  [
    'an unknown resource type',
    (it) => Object.assign(it, { Stream: { Type: 'AWS::Kinesis::Stream', Properties: {} } }),
    /^AWS::Kinesis::Stream 'Stream' in stack tiny: the twin does not know this resource type; known: .*; add it in twin\/template\//,
  ],
  [
    'an unknown function',
    set('Queue', 'QueueName', { 'Fn::Cidr': [] }),
    'stack tiny: the twin does not know Fn::Cidr; known: Ref,',
  ],
  [
    'a reference to nothing',
    set('Queue', 'QueueName', { Ref: 'Nothing' }),
    "'Nothing' in stack tiny: no such resource",
  ],
  [
    'a visibility timeout below the timeout of the function',
    set('Queue', 'VisibilityTimeout', 2),
    "visibility timeout of queue 'Queue' in stack tiny is 2 s, below the timeout of function consumer, 3 s",
  ],
  ['a missing dead-letter queue', set('Queue', 'RedrivePolicy', undefined), 'has no dead-letter queue'],
  [
    'partial-batch answers off',
    set('Mapping', 'FunctionResponseTypes', undefined),
    'reportBatchItemFailures: true',
  ],
  [
    'a role that may not receive',
    set('ConsumerRole', 'Policies', []),
    'role of function consumer lacks sqs:ReceiveMessage on arn:aws:sqs:ap-southeast-1:123456789012:tiny',
  ],
  [
    'a role without the key of its queue',
    (it) => Object.assign(it, { Key: key('x') }, set('Queue', 'KmsMasterKeyId', { Ref: 'Key' })(it)),
    "lacks kms:Decrypt on the key of queue 'Queue'",
  ],
  [
    'a role that may use the key of its queue through another store only',
    (it) => {
      Object.assign(it, { Key: key('x') });
      set('Queue', 'KmsMasterKeyId', { Ref: 'Key' })(it);
      decrypts(it, 'dynamodb.ap-southeast-1.amazonaws.com');
    },
    "lacks kms:Decrypt on the key of queue 'Queue'",
  ],
  [
    'a key policy with a condition that CloudWatch Logs is not known to send',
    (it) =>
      Object.assign(it, {
        Key: key('logs.ap-southeast-1.amazonaws.com', {
          StringEquals: { 'aws:SourceAccount': '123456789012' },
        }),
        Log: { Type: 'AWS::Logs::LogGroup', Properties: { KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } } },
      }),
    'does not let logs.ap-southeast-1.amazonaws.com use it',
  ],
  [
    'a key policy without the service of the logs',
    (it) =>
      Object.assign(it, {
        Key: key('sns.amazonaws.com'),
        Log: { Type: 'AWS::Logs::LogGroup', Properties: { KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } } },
      }),
    "the policy of key 'Key' in stack tiny does not let logs.ap-southeast-1.amazonaws.com use it",
  ],
  [
    'a schedule without a role',
    set('Nightly', 'Target', { Arn: { 'Fn::GetAtt': ['Consumer', 'Arn'] } }),
    "AWS::Scheduler::Schedule 'Nightly' in stack tiny: a schedule without a role",
  ],
  [
    'a schedule whose role trusts Scheduler in another account only',
    set('ScheduleRole', 'AssumeRolePolicyDocument', trust('scheduler.amazonaws.com', '999999999999')),
    "role 'ScheduleRole' in stack tiny does not let scheduler.amazonaws.com assume it",
  ],
  [
    'a role of a function with a condition that Lambda is not known to send',
    set('WebRole', 'AssumeRolePolicyDocument', trust('lambda.amazonaws.com', '123456789012')),
    "role 'WebRole' in stack tiny does not let lambda.amazonaws.com assume it",
  ],
  [
    'a logging role with a condition that API Gateway is not known to send',
    (it) => {
      it.LogRole = structuredClone(it.WebRole) as Resources[string];
      set('LogRole', 'AssumeRolePolicyDocument', trust('apigateway.amazonaws.com', '123456789012'))(it);
      it.Account = {
        Type: 'AWS::ApiGateway::Account',
        Properties: { CloudWatchRoleArn: { 'Fn::GetAtt': ['LogRole', 'Arn'] } },
      };
    },
    'does not let apigateway.amazonaws.com assume it: AWS refuses the account',
  ],
  ['a schedule whose role may not', set('ScheduleRole', 'Policies', []), 'lacks lambda:InvokeFunction on'],
  ['a schedule that is none', set('Nightly', 'ScheduleExpression', 'daily'), "'daily' is no schedule"],
  [
    'a route without a function',
    set('PostThing', 'Integration', { Type: 'MOCK' }),
    '(/things): route without a function',
  ],
  [
    'a function that the gateway may not call',
    set('Permission', 'Principal', 'sns.amazonaws.com'),
    'route POST /things: function web has no permission for apigateway.amazonaws.com',
  ],
  [
    'a function policy over its size',
    (it) => {
      for (let at = 0; at < 80; at += 1)
        it[`Permission${at}`] = structuredClone(it.Permission) as Resources[string];
    },
    /its resource policy has \d+ bytes in 81 permissions, Lambda takes 20480. Fix: scopePermissionToMethod: false/,
  ],
  [
    'a firewall that blocks reports',
    (it) =>
      Object.assign(it, {
        Acl: {
          Type: 'AWS::WAFv2::WebACL',
          Properties: {
            Rules: [
              {
                Name: 'core',
                Statement: {
                  ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' },
                },
              },
            ],
          },
        },
      }),
    'rule core blocks every body above 8 KB. Fix: SizeRestrictions_BODY to Count',
  ],
  [
    'a handler that is not exported',
    set('Web', 'Handler', 'index.handle'),
    'Runtime.HandlerNotFound: index.handle is undefined or not exported. It exports: handler. Fix:',
  ],
  [
    'a stage with logs in an account without the role for them',
    set('Stage', 'AccessLogSetting', { DestinationArn: 'arn:aws:logs:x:y:log-group:z', Format: '' }),
    'CloudWatch Logs role ARN must be set in account settings',
  ],
  ['a handler file that is not there', set('Web', 'Handler', 'main.handler'), "Cannot find module 'main'"],
])('stops at %s', async (_, plant, message) => {
  const resources = whole();
  plant(resources);
  await expect(start(resources)).rejects.toThrow(message);
});

it.each([
  [
    'a dependency left out of the bundle',
    `import 'left-out'; ${good}`,
    /Cannot find package 'left-out'.* Fix: the bundle lacks/s,
  ],
  [
    'an environment variable that is missing',
    `if (!process.env.TABLE) throw new Error('TABLE: missing'); ${good}`,
    "AWS::Lambda::Function 'Web' in stack tiny does not load: Error: TABLE: missing",
  ],
  ['a module that ends its process', `process.exit(7);`, 'Runtime exited with error: exit status 7'],
  [
    'a handler with a callback',
    'export const handler = (event, context, callback) => callback();',
    'no callback handlers',
  ],
])('stops at %s', async (_, handler, message) => {
  await expect(start(whole(), handler)).rejects.toThrow(message);
});

it('says who has the port', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(start(whole(), good, port)).rejects.toThrow(`port ${port} is in use by another program`);
  other.close();
});
