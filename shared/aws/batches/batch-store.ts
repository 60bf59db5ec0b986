/** All that batches are kept in, over the clients of one function. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { listNames, putLines, readText } from './objects.ts';
import { sendBatchMessages } from './queue.ts';
import { enlistBatch, openBatches, putBatch, readBatch, readBatchList } from './records.ts';
import { beginUpload, findUpload, putUpload, readUpload } from './uploads.ts';

type Clients = { readonly tables: DynamoDBClient; readonly buckets: S3Client; readonly queues: SQSClient };
type Names = {
  readonly OPERATIONS_TABLE: string;
  readonly UPLOADS_BUCKET: string;
  readonly BATCHES_QUEUE_URL: string;
};

export function batchStore({ tables, buckets, queues }: Clients, names: Names) {
  const records = { client: tables, table: names.OPERATIONS_TABLE };
  const bucket = { client: buckets, bucket: names.UPLOADS_BUCKET };
  return {
    readBatch: readBatch(records),
    putBatch: putBatch(records),
    enlistBatch: enlistBatch(records),
    readBatchList: readBatchList(records),
    ...openBatches(records),
    putLines: putLines(bucket),
    readText: readText(bucket),
    listNames: listNames(bucket),
    putUpload: putUpload(bucket),
    findUpload: findUpload(bucket),
    readUpload: readUpload(bucket),
    beginUpload: beginUpload(bucket),
    sendBatchMessages: sendBatchMessages(queues, names.BATCHES_QUEUE_URL),
  };
}
