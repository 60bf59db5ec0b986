/**
 * What a first deployment that failed, or a stage that was removed, leaves behind, and the commands that take it away or back.
 * `docs/deploy.md` has the same lines; a test compares.
 */
import type { NamedType, PlannedStack } from './plan.ts';

export const LEFT_BEHIND =
  'What CloudFormation is told to retain it keeps when a first deployment fails, too: the next one finds the names taken.';

/**
 * A stack whose creation failed takes no update. `cdk deploy` deletes it by itself, but not while it is protected, and it protects it
 * before it creates anything.
 */
export const removeStack = (stackName: string, isProtected: boolean): string[] => [
  ...(isProtected
    ? [
        `aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${stackName}`,
      ]
    : []),
  `aws cloudformation delete-stack --stack-name ${stackName}`,
  `aws cloudformation wait stack-delete-complete --stack-name ${stackName}`,
];

/** In words: one, and several. */
export const typeNames: Readonly<Record<NamedType, readonly [one: string, many: string]>> = {
  'AWS::DynamoDB::Table': ['table', 'tables'],
  'AWS::SQS::Queue': ['queue', 'queues'],
  'AWS::S3::Bucket': ['bucket', 'buckets'],
  'AWS::SecretsManager::Secret': ['secret', 'secrets'],
  'AWS::Logs::LogGroup': ['log group', 'log groups'],
  'AWS::KMS::Alias': ['key alias', 'key aliases'],
};

/** Commands that delete one for good. A bucket must be empty; the name of a queue is free after a minute. */
export function takeAway(type: NamedType, name: string): string[] {
  switch (type) {
    case 'AWS::DynamoDB::Table':
      return [
        `aws dynamodb update-table --table-name ${name} --no-deletion-protection-enabled`,
        `aws dynamodb delete-table --table-name ${name}`,
      ];
    case 'AWS::SQS::Queue':
      return [
        `aws sqs delete-queue --queue-url "$(aws sqs get-queue-url --queue-name ${name} --query QueueUrl --output text)"`,
      ];
    case 'AWS::S3::Bucket':
      return [`aws s3api delete-bucket --bucket ${name}`];
    case 'AWS::SecretsManager::Secret':
      return [`aws secretsmanager delete-secret --secret-id ${name} --force-delete-without-recovery`];
    case 'AWS::Logs::LogGroup':
      return [`aws logs delete-log-group --log-group-name ${name}`];
    case 'AWS::KMS::Alias':
      return [`aws kms delete-alias --alias-name ${name}`];
  }
}

/**
 * The command that makes what is there part of a stack again. It asks for each; the key is known by its id alone, and what the tables
 * hold cannot be read under another one.
 */
export const takeBack = (stack: PlannedStack['id'], settings: string): string =>
  `npx cdk import ${stack} ${settings}`;
