/**
 * What a first deployment that failed, or a stage that was removed, leaves behind, and the commands that take it away or back.
 * `docs/deploy.md` has the same lines; a test compares.
 */
import type { Localized } from '../../../contract/text.ts';
import { localized } from '../../language/localized.ts';
import type { NamedType, PlannedStack } from './plan.ts';

export const LEFT_BEHIND = localized(
  'What CloudFormation is told to retain it keeps when a first deployment fails, too: the next one finds the names taken.',
  'Những gì CloudFormation được yêu cầu giữ lại thì vẫn giữ khi lần triển khai đầu thất bại: lần sau sẽ thấy tên đã có.',
);

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

type TypeName = { readonly one: Localized; readonly many: Localized };

const typeName = (en: string, vi: string): TypeName => ({
  one: localized(en, vi),
  many: localized(en.endsWith('s') ? `${en}es` : `${en}s`, vi),
});

/** In words. */
export const typeNames: Readonly<Record<NamedType, TypeName>> = {
  'AWS::DynamoDB::Table': typeName('table', 'bảng'),
  'AWS::SQS::Queue': typeName('queue', 'hàng đợi'),
  'AWS::S3::Bucket': typeName('bucket', 'kho đối tượng'),
  'AWS::SecretsManager::Secret': typeName('secret', 'bí mật'),
  'AWS::Logs::LogGroup': typeName('log group', 'nhóm nhật ký'),
  'AWS::KMS::Alias': typeName('key alias', 'bí danh khóa'),
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
