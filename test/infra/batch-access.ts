/** What the functions of batches may do, and nothing else. */
import { bucket, counts, reads, readsReceiptKeys, writeKey } from './granted.ts';

const batchResults = ['spills', 'verdicts', 'errors', 'lists'];

export const batchAccess = {
  batches: [
    writeKey,
    counts,
    `dtm-dev-registry: ${reads}`,
    'dtm-dev-operations: dynamodb:GetItem dynamodb:PutItem dynamodb:Query',
    `${bucket('uploads')}: s3:ListBucket`,
    `${bucket('uploads')}/uploads/*: s3:GetObject s3:ListMultipartUploadParts s3:PutObject`,
    ...batchResults.map((kind) => `${bucket('uploads')}/${kind}/*: s3:GetObject`),
    `${bucket('uploads')}/downloads/*: s3:GetObject s3:PutObject`,
    'dtm-dev-batches: sqs:SendMessage',
    ...readsReceiptKeys,
  ],
  'batch-work': [
    writeKey,
    `dtm-dev-registry: ${reads}`,
    // It may put entries and not update them.
    'dtm-dev-submissions: dynamodb:GetItem dynamodb:PutItem dynamodb:Query',
    'dtm-dev-operations: dynamodb:GetItem dynamodb:PutItem',
    `${bucket('uploads')}: s3:ListBucket`,
    `${bucket('uploads')}/uploads/*: s3:GetObject s3:GetObjectVersion`,
    ...batchResults.map((kind) => `${bucket('uploads')}/${kind}/*: s3:GetObject s3:PutObject`),
    'dtm-dev-batches: sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage sqs:SendMessage',
    'dtm-dev-submissions: sqs:SendMessage',
  ],
  'batch-sweep': [
    writeKey,
    'dtm-dev-operations: dynamodb:GetItem dynamodb:PutItem',
    `${bucket('uploads')}: s3:ListBucket`,
    `${bucket('uploads')}/uploads/*: s3:GetObject s3:GetObjectVersion`,
    ...batchResults.map((kind) => `${bucket('uploads')}/${kind}/*: s3:GetObject`),
    'dtm-dev-batches: sqs:SendMessage',
  ],
};
