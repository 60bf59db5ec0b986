/** What the functions of recovery drills may do, and nothing else. */
import { bucket, counts, reads, readsReceiptKeys, writeKey } from './granted.ts';

export const drillAccess = {
  drill: [
    ...readsReceiptKeys,
    'AWS::KMS::Key: kms:CreateGrant',
    writeKey,
    '*: dynamodb:ListTables',
    // The live tables: not one action that writes.
    `dtm-dev-registry: dynamodb:DescribeContinuousBackups ${reads} dynamodb:RestoreTableToPointInTime dynamodb:Scan`,
    'dtm-dev-submissions: dynamodb:BatchGetItem dynamodb:DescribeContinuousBackups dynamodb:Query dynamodb:RestoreTableToPointInTime dynamodb:Scan',
    `dtm-dev-totals: dynamodb:DescribeContinuousBackups ${reads} dynamodb:RestoreTableToPointInTime`,
    ...['registry', 'submissions', 'totals'].map(
      (table) =>
        `arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/dtm-dev-${table}-drill-*: dynamodb:BatchWriteItem dynamodb:DeleteItem dynamodb:DeleteTable dynamodb:DescribeTable dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:Scan dynamodb:UpdateItem`,
    ),
    'dtm-dev-operations: dynamodb:GetItem dynamodb:PutItem dynamodb:Query',
    'dtm-dev-submissions: sqs:SendMessage',
    `${bucket('journal')}: s3:ListBucket`,
    `${bucket('journal')}/*: s3:GetObject`,
    `${bucket('drills')}/*: s3:PutObject`,
  ],
  'read-drills': [
    writeKey,
    counts,
    'dtm-dev-registry: dynamodb:Query',
    'dtm-dev-operations: dynamodb:GetItem dynamodb:Query',
    `${bucket('drills')}: s3:ListBucket`,
    `${bucket('drills')}/*: s3:GetObject`,
  ],
};
