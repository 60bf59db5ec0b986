/** The policies of the template, as statements: of each role, and of each queue, bucket, table and key. */
import type { PolicyStatement } from './aws/iam/policy-statement.ts';
import type { Deployed, World } from './template/world.ts';

type Document = { readonly Statement?: PolicyStatement | readonly PolicyStatement[] };

export const statementsOf = (document: unknown): readonly PolicyStatement[] => {
  const { Statement = [] } = (document ?? {}) as Document;
  return Array.isArray(Statement) ? Statement : [Statement as PolicyStatement];
};

const allow = (...actions: string[]): PolicyStatement => ({
  Effect: 'Allow',
  Action: actions,
  Resource: '*',
});
const logging = allow('logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents');

/** AWS's own policies, by the end of their ARN. */
const managedPolicies: Readonly<Record<string, PolicyStatement>> = {
  'service-role/AWSLambdaBasicExecutionRole': logging,
  'service-role/AWSLambdaSQSQueueExecutionRole': allow(
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ),
  'service-role/AmazonAPIGatewayPushToCloudWatchLogs': allow('logs:*'),
};

export type Role = {
  readonly arn: string;
  readonly label: string;
  readonly statements: readonly PolicyStatement[];
  /** Who may assume the role, and where. */
  readonly trust: readonly PolicyStatement[];
};

function attachedStatements(world: World, role: Deployed): PolicyStatement[] {
  const arns = (role.property('ManagedPolicyArns') ?? []) as string[];
  return arns.flatMap((arn) => {
    const own = world.ofType('AWS::IAM::ManagedPolicy').find((policy) => policy.ref() === arn);
    if (own !== undefined) return statementsOf(own.property('PolicyDocument'));
    const name = arn.replace(/^arn:aws:iam::aws:policy\//, '');
    const managed = managedPolicies[name];
    if (managed !== undefined) return [managed];
    throw new Error(
      `AWS::IAM::Role ${role.label}: the twin does not know AWS's policy ${name}; add it in twin/policies.ts`,
    );
  });
}

const many = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];

export const servicesOf = (statement: PolicyStatement): string[] =>
  typeof statement.Principal === 'object' ? many(statement.Principal.Service) : [];

/** Roles by ARN, with all that is attached to them. */
export function rolesOf(world: World): Map<string, Role> {
  const attached = [...world.ofType('AWS::IAM::Policy'), ...world.ofType('AWS::IAM::ManagedPolicy')];
  return new Map(
    world.ofType('AWS::IAM::Role').map((role): [string, Role] => {
      const name = role.ref();
      const inline = (role.property('Policies') ?? []) as { readonly PolicyDocument?: unknown }[];
      const statements = [
        ...inline.flatMap((policy) => statementsOf(policy.PolicyDocument)),
        ...attachedStatements(world, role),
        ...attached
          .filter((policy) => many(policy.property('Roles')).includes(name))
          .flatMap((policy) => statementsOf(policy.property('PolicyDocument'))),
      ];
      const trust = statementsOf(role.property('AssumeRolePolicyDocument'));
      return [role.attribute('Arn'), { arn: role.attribute('Arn'), label: role.label, statements, trust }];
    }),
  );
}

/** ARN of a queue, bucket, table or key → the statements of its own policy. */
export function resourcePoliciesOf(world: World): Record<string, readonly PolicyStatement[]> {
  const policies: Record<string, PolicyStatement[]> = {};
  const add = (arn: string, document: unknown): void => {
    policies[arn] = [...(policies[arn] ?? []), ...statementsOf(document)];
  };
  for (const policy of world.ofType('AWS::SQS::QueuePolicy')) {
    for (const url of many(policy.property('Queues'))) {
      const queue = world.ofType('AWS::SQS::Queue').find((one) => one.ref() === url);
      if (queue !== undefined) add(queue.attribute('Arn'), policy.property('PolicyDocument'));
    }
  }
  for (const policy of world.ofType('AWS::S3::BucketPolicy')) {
    add(`arn:aws:s3:::${policy.property('Bucket')}`, policy.property('PolicyDocument'));
  }
  for (const key of world.ofType('AWS::KMS::Key')) add(key.attribute('Arn'), key.property('KeyPolicy'));
  for (const table of world.ofType('AWS::DynamoDB::Table')) {
    const own = table.property('ResourcePolicy') as { readonly PolicyDocument?: unknown } | undefined;
    if (own !== undefined) add(table.attribute('Arn'), own.PolicyDocument);
  }
  return policies;
}
