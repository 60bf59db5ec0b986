import type { Service } from '../wire.ts';
import type { Access } from './policy-evaluation.ts';

/**
 * The KMS actions that a call implies, made by the service in the caller's name, where the resource is encrypted with a
 * customer managed key. (AWS managed keys allow every principal of the account through their service: nothing to check.)
 * AWS caches data keys, so that a missing grant shows up there minutes later; here it shows at the first call.
 *
 * SQS ("Key management", SQS Developer Guide): a producer needs kms:GenerateDataKey and kms:Decrypt (to verify the data
 * key), a consumer kms:Decrypt. Deleting, or changing visibility, opens no message.
 *
 * S3 ("Protecting data with SSE-KMS"): uploading needs kms:GenerateDataKey; a multipart upload kms:Decrypt as well, as
 * the parts are read back; downloading needs kms:Decrypt; a copy downloads and uploads. HEAD reads metadata only.
 *
 * DynamoDB ("Encryption at rest: usage notes" and "Authorizing use of your customer managed key"): the table key is
 * decrypted in the calling principal's name and cached per caller for five minutes, so each principal that reads or
 * writes needs kms:Decrypt; the grants of the table's creator serve only background work (restore, streams, TTL).
 *
 * Secrets Manager ("Secret encryption and decryption"): it encrypts each version with a data key of its own, made and
 * unwrapped in the caller's name: reading needs kms:Decrypt, writing kms:GenerateDataKey and kms:Decrypt.
 */
const READS_AND_WRITES = ['kms:Decrypt'];
/** Restoring makes a table under the key: the rights of its creator, and the source is read. */
const CREATES_TABLE = [
  'kms:DescribeKey',
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];
const UPLOADS = ['kms:GenerateDataKey', 'kms:Decrypt'];

const IMPLIED: Readonly<Record<Service, Readonly<Record<string, readonly string[]>>>> = {
  sqs: {
    SendMessage: ['kms:GenerateDataKey', 'kms:Decrypt'],
    SendMessageBatch: ['kms:GenerateDataKey', 'kms:Decrypt'],
    ReceiveMessage: ['kms:Decrypt'],
  },
  s3: {
    PutObject: ['kms:GenerateDataKey'],
    CopyObject: ['kms:GenerateDataKey', 'kms:Decrypt'],
    CreateMultipartUpload: UPLOADS,
    UploadPart: UPLOADS,
    CompleteMultipartUpload: UPLOADS,
    GetObject: ['kms:Decrypt'],
  },
  secretsmanager: {
    GetSecretValue: ['kms:Decrypt'],
    PutSecretValue: ['kms:GenerateDataKey', 'kms:Decrypt'],
  },
  // It opens its groups itself, by its own right in the key's policy.
  logs: {},
  dynamodb: {
    GetItem: READS_AND_WRITES,
    BatchGetItem: READS_AND_WRITES,
    Query: READS_AND_WRITES,
    Scan: READS_AND_WRITES,
    TransactGetItems: READS_AND_WRITES,
    PutItem: READS_AND_WRITES,
    UpdateItem: READS_AND_WRITES,
    DeleteItem: READS_AND_WRITES,
    BatchWriteItem: READS_AND_WRITES,
    TransactWriteItems: READS_AND_WRITES,
    RestoreTableToPointInTime: CREATES_TABLE,
    RestoreTableFromBackup: CREATES_TABLE,
  },
};

/** The encryption context that each service binds its data keys to, as condition keys of kms:EncryptionContext. */
const ENCRYPTION_CONTEXT: Readonly<Record<Service, (arn: string) => Record<string, string[]>>> = {
  sqs: (arn) => ({ 'kms:encryptioncontext:aws:sqs:arn': [arn] }),
  s3: (arn) => ({ 'kms:encryptioncontext:aws:s3:arn': [arn] }),
  logs: (arn) => ({ 'kms:encryptioncontext:aws:logs:arn': [arn] }),
  secretsmanager: (arn) => ({ 'kms:encryptioncontext:secretarn': [arn] }),
  dynamodb: (arn) => ({ 'kms:encryptioncontext:aws:dynamodb:tablename': [arn.split('/')[1] ?? ''] }),
};

/** The accesses to `keyArn` that `operation` on the resource `arn` implies. */
export function impliedKmsAccesses(
  service: Service,
  operation: string,
  arn: string,
  keyArn: string,
): Access[] {
  const [, , , region = '', account = ''] = keyArn.split(':');
  return (IMPLIED[service][operation] ?? []).map((action) => ({
    action,
    resource: keyArn,
    context: {
      'kms:viaservice': [`${service}.${region}.amazonaws.com`],
      'kms:calleraccount': [account],
      'aws:viaawsservice': ['true'],
      // Whatever the service asks of KMS it asks for a resource of its own.
      ...(action === 'kms:CreateGrant' ? { 'kms:grantisforawsresource': ['true'] } : {}),
      ...ENCRYPTION_CONTEXT[service](arn),
    },
  }));
}
