import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** `allow(table.tableArn, 'dynamodb:GetItem')`: one resource, the exact actions. */
export const allow = (resource: string, ...actions: readonly string[]): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [resource] });

/** Key access stands in the role's own policy; the key policy belongs to `HubKey`. */
export const readsEncrypted = (keyArn: string): PolicyStatement =>
  allow(keyArn, 'kms:Decrypt', 'kms:DescribeKey');

/** What DynamoDB, SQS and S3 ask of a principal who writes under a customer-managed key. */
export const writesEncrypted = (keyArn: string): PolicyStatement =>
  allow(
    keyArn,
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
  );
