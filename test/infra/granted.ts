/** How the tests of rights name what a role may do. */

export const reads = 'dynamodb:GetItem dynamodb:Query';
export const writeKey =
  'AWS::KMS::Key: kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey kms:ReEncryptFrom kms:ReEncryptTo';

export const bucket = (kind: string) =>
  `arn:\${AWS::Partition}:s3:::dtm-dev-${kind}-\${AWS::AccountId}-\${AWS::Region}`;

export const readsReceiptKeys = ['a', 'b'].map(
  (slot) => `dtm-dev-receipt-key-${slot}: secretsmanager:GetSecretValue`,
);

/** What every function may that keys call. */
export const counts = 'dtm-dev-quotas: dynamodb:UpdateItem';
