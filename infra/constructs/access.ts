import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** `allow(table.tableArn, 'dynamodb:GetItem')`: one resource, the exact actions. */
export const allow = (resource: string, ...actions: readonly string[]): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [resource] });

/** Of a table these partitions alone ("dynamodb:LeadingKeys"). Not for a scan, which names none and would be let through. */
export const allowItems = (
  tableArn: string,
  partitions: readonly string[],
  ...actions: readonly string[]
): PolicyStatement =>
  new PolicyStatement({
    actions: [...actions],
    resources: [tableArn],
    conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [...partitions] } },
  });

/** Of a table the partitions whose keys begin so, such as `agency#`. As `allowItems`, and likewise not for a scan. */
export const allowKinds = (
  tableArn: string,
  kinds: readonly string[],
  ...actions: readonly string[]
): PolicyStatement =>
  new PolicyStatement({
    actions: [...actions],
    resources: [tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': kinds.map((kind) => `${kind}*`) } },
  });

/** What the functions store in and read from. Each calls KMS in the function's name. */
const stores = ['dynamodb', 's3', 'secretsmanager', 'sqs'];

/**
 * Only through the stores: no function calls KMS itself ("kms:ViaService", KMS Developer Guide, which lists the four services).
 * What the event source mapping decrypts comes through SQS too.
 */
const throughStores = (keyArn: string, ...actions: readonly string[]): PolicyStatement =>
  new PolicyStatement({
    actions: [...actions],
    resources: [keyArn],
    conditions: {
      StringEquals: { 'kms:ViaService': stores.map((store) => `${store}.${Aws.REGION}.amazonaws.com`) },
    },
  });

/** Key access stands in the role's own policy; the key policy belongs to `HubKey`. */
export const readsEncrypted = (keyArn: string): PolicyStatement =>
  throughStores(keyArn, 'kms:Decrypt', 'kms:DescribeKey');

/** What DynamoDB, SQS and S3 ask of a principal who writes under a customer-managed key. */
export const writesEncrypted = (keyArn: string): PolicyStatement =>
  throughStores(
    keyArn,
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
  );
