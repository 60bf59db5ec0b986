/**
 * Every resource type that the twin knows: what it does with it, and what `Ref` and `Fn::GetAtt` give.
 * A type that is missing here stops the start by name; nothing is passed over in silence.
 */
import { createHash } from 'node:crypto';

/** `runs`: works here. `enforces`: decides what others may do here. `records`: nothing to run; `why` says so. */
type Handling = 'runs' | 'enforces' | 'records';

/** What the identity of a resource is made of. `property` evaluates one property of the resource. */
export type Identity = {
  readonly stack: string;
  readonly logicalId: string;
  readonly accountId: string;
  readonly region: string;
  /** Base URL of the AWS endpoint; queue URLs begin with it. */
  readonly awsUrl: () => string;
  readonly property: (name: string) => unknown;
};

export type ResourceKind = {
  readonly handling: Handling;
  readonly why: string;
  readonly ref: (it: Identity) => string;
  readonly attributes: Readonly<Record<string, (it: Identity) => string>>;
};

/** The part of a generated name that the cloud draws at random; here it follows from the resource's place. */
function suffix(it: Identity, length: number): string {
  const digest = createHash('sha256').update(`${it.stack}/${it.logicalId}`).digest();
  return BigInt(`0x${digest.toString('hex')}`)
    .toString(36)
    .slice(0, length);
}

/** The name given in the template, or one made as CloudFormation does, within the service's length. */
function nameFrom(it: Identity, property: string, longest: number): string {
  const given = it.property(property);
  if (typeof given === 'string') return given;
  return `${`${it.stack}-${it.logicalId}`.slice(0, longest - 13)}-${suffix(it, 12)}`;
}

const generated = (it: Identity): string => `${it.stack}-${it.logicalId}-${suffix(it, 12)}`;
const arn = (it: Identity, service: string, resource: string): string =>
  `arn:aws:${service}:${it.region}:${it.accountId}:${resource}`;
const named = (property: string, longest: number) => (it: Identity) => nameFrom(it, property, longest);

export const tableName = named('TableName', 255);
export const queueName = named('QueueName', 80);
const functionName = named('FunctionName', 64);
const roleName = named('RoleName', 64);
const logGroup = named('LogGroupName', 512);
const topic = named('TopicName', 256);
export const bucketName = (it: Identity): string => nameFrom(it, 'BucketName', 63).toLowerCase();
export const secretName = named('Name', 64);
const apiId = (it: Identity): string => suffix(it, 10);
const keyId = (it: Identity): string =>
  createHash('sha256')
    .update(`${it.stack}/${it.logicalId}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
const topicArn = (it: Identity): string => arn(it, 'sns', topic(it));
const webAclArn = (it: Identity): string =>
  arn(it, 'wafv2', `regional/webacl/${nameFrom(it, 'Name', 128)}/${keyId(it)}`);

const kind = (
  handling: Handling,
  why: string,
  ref: ResourceKind['ref'] = generated,
  attributes: ResourceKind['attributes'] = {},
): ResourceKind => ({ handling, why, ref, attributes });

export const resourceKinds: Readonly<Record<string, ResourceKind>> = {
  'AWS::DynamoDB::Table': kind('runs', 'table in the embedded store', tableName, {
    Arn: (it) => arn(it, 'dynamodb', `table/${tableName(it)}`),
  }),
  'AWS::SQS::Queue': kind(
    'runs',
    'queue in the embedded store',
    (it) => `${it.awsUrl()}/${it.accountId}/${queueName(it)}`,
    {
      Arn: (it) => arn(it, 'sqs', queueName(it)),
      QueueName: queueName,
      QueueUrl: (it) => `${it.awsUrl()}/${it.accountId}/${queueName(it)}`,
    },
  ),
  'AWS::S3::Bucket': kind('runs', 'bucket in the embedded store', bucketName, {
    Arn: (it) => `arn:aws:s3:::${bucketName(it)}`,
    DomainName: (it) => `${bucketName(it)}.s3.amazonaws.com`,
    RegionalDomainName: (it) => `${bucketName(it)}.s3.${it.region}.amazonaws.com`,
  }),
  'AWS::SecretsManager::Secret': kind(
    'runs',
    'file; what is to be generated is generated once',
    (it) => arn(it, 'secretsmanager', `secret:${secretName(it)}-${suffix(it, 6)}`),
    { Id: (it) => arn(it, 'secretsmanager', `secret:${secretName(it)}-${suffix(it, 6)}`) },
  ),
  'AWS::Lambda::Function': kind('runs', 'child processes', functionName, {
    Arn: (it) => arn(it, 'lambda', `function:${functionName(it)}`),
  }),
  'AWS::Lambda::EventSourceMapping': kind('runs', 'pollers'),
  'AWS::ApiGateway::RestApi': kind('runs', 'HTTP server', apiId, {
    RootResourceId: (it) => `root-${apiId(it)}`,
    RestApiId: apiId,
  }),
  'AWS::ApiGateway::Resource': kind('runs', 'part of a path', (it) => suffix(it, 6)),
  'AWS::ApiGateway::Method': kind('runs', 'route'),
  'AWS::ApiGateway::RequestValidator': kind('runs', 'required parameters', (it) => suffix(it, 6)),
  'AWS::ApiGateway::GatewayResponse': kind('runs', 'answers of the gateway itself'),
  'AWS::ApiGateway::Stage': kind('runs', 'prefix, throttling and access log', (it) =>
    String(it.property('StageName')),
  ),
  'AWS::ApiGateway::Deployment': kind(
    'records',
    'the twin always serves what the template says',
    (it) => suffix(it, 6),
    {
      DeploymentId: (it) => suffix(it, 6),
    },
  ),
  'AWS::ApiGateway::Account': kind('records', 'the gateway writes its log without a role', (it) =>
    suffix(it, 6),
  ),
  'AWS::ApiGateway::DomainName': kind(
    'runs',
    'second host of the HTTP server',
    (it) => String(it.property('DomainName')),
    {
      RegionalDomainName: (it) => `d-${suffix(it, 10)}.execute-api.${it.region}.amazonaws.com`,
      RegionalHostedZoneId: () => 'ZL327KTPIQFUL',
      DistributionDomainName: (it) => `${suffix(it, 13)}.cloudfront.net`,
      DistributionHostedZoneId: () => 'Z2FDTNDATAQYW2',
    },
  ),
  'AWS::ApiGateway::BasePathMapping': kind('runs', 'prefix under the domain'),
  'AWS::Logs::LogGroup': kind('runs', 'file of JSON lines', logGroup, {
    Arn: (it) => arn(it, 'logs', `log-group:${logGroup(it)}:*`),
  }),
  'AWS::Logs::SubscriptionFilter': kind('runs', 'reads the file of its log', named('FilterName', 512)),
  'AWS::Scheduler::Schedule': kind('runs', 'timer', named('Name', 64), {
    Arn: (it) =>
      arn(it, 'scheduler', `schedule/${it.property('GroupName') ?? 'default'}/${nameFrom(it, 'Name', 64)}`),
  }),
  'AWS::Scheduler::ScheduleGroup': kind('records', 'groups of schedules only name them', named('Name', 64), {
    Arn: (it) => arn(it, 'scheduler', `schedule-group/${nameFrom(it, 'Name', 64)}`),
  }),
  'AWS::Events::Rule': kind(
    'runs',
    'timer; one that waits for events is recorded, as there is no event bus',
    named('Name', 64),
    {
      Arn: (it) => arn(it, 'events', `rule/${nameFrom(it, 'Name', 64)}`),
    },
  ),
  'AWS::IAM::Role': kind('enforces', 'what a function may do', roleName, {
    Arn: (it) => `arn:aws:iam::${it.accountId}:role/${roleName(it)}`,
    RoleId: (it) => `AROA${suffix(it, 17).toUpperCase()}`,
  }),
  'AWS::IAM::Policy': kind('enforces', 'what a role may do', named('PolicyName', 128)),
  'AWS::IAM::ManagedPolicy': kind(
    'enforces',
    'what a role may do',
    (it) => `arn:aws:iam::${it.accountId}:policy/${nameFrom(it, 'ManagedPolicyName', 128)}`,
  ),
  'AWS::Lambda::Permission': kind('enforces', 'who may invoke a function'),
  'AWS::Lambda::EventInvokeConfig': kind('runs', 'how often an event is tried again'),
  'AWS::SQS::QueuePolicy': kind('enforces', 'who may use a queue'),
  'AWS::S3::BucketPolicy': kind('enforces', 'who may use a bucket'),
  'AWS::KMS::Key': kind('enforces', 'its policy; nothing is encrypted here', keyId, {
    Arn: (it) => arn(it, 'kms', `key/${keyId(it)}`),
    KeyId: keyId,
  }),
  'AWS::KMS::Alias': kind('records', 'a name for a key', (it) => String(it.property('AliasName')), {
    TargetKeyId: (it) => String(it.property('TargetKeyId')),
  }),
  'AWS::WAFv2::WebACL': kind('enforces', 'what AWS documents of its rules', webAclArn, {
    Arn: webAclArn,
    Id: keyId,
  }),
  'AWS::WAFv2::WebACLAssociation': kind('enforces', 'which stage the firewall is before'),
  'AWS::WAFv2::LoggingConfiguration': kind('records', 'the firewall keeps no log here'),
  'AWS::CloudWatch::Alarm': kind('records', 'no metrics are kept here', named('AlarmName', 255), {
    Arn: (it) => arn(it, 'cloudwatch', `alarm:${nameFrom(it, 'AlarmName', 255)}`),
  }),
  'AWS::CloudWatch::CompositeAlarm': kind('records', 'no metrics are kept here', named('AlarmName', 255)),
  'AWS::CloudWatch::Dashboard': kind('records', 'no metrics are kept here', named('DashboardName', 255)),
  'AWS::Logs::MetricFilter': kind('records', 'no metrics are kept here'),
  'AWS::Logs::QueryDefinition': kind('records', 'no console to run a saved query'),
  'AWS::Logs::ResourcePolicy': kind('records', 'no service delivers logs here'),
  'AWS::SNS::Topic': kind('records', 'nobody is notified here', topicArn, {
    TopicArn: topicArn,
    TopicName: topic,
  }),
  'AWS::SNS::TopicPolicy': kind('records', 'nobody is notified here'),
  'AWS::SNS::Subscription': kind('records', 'nobody is notified here'),
  'AWS::CertificateManager::Certificate': kind('records', 'HTTP without TLS on this machine', (it) =>
    arn(it, 'acm', `certificate/${keyId(it)}`),
  ),
  'AWS::Route53::RecordSet': kind('records', 'no DNS here', (it) => String(it.property('Name'))),
  'AWS::Budgets::Budget': kind('records', 'nothing is billed here'),
  'AWS::CDK::Metadata': kind('records', 'statistics of the CDK'),
};
