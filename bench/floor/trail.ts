/** SDK only, with the client and command of trail. Never called: it is loaded and weighed. */
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client({});

export async function handler(): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: process.env.TRAIL_BUCKET, Key: 'key', Body: '' }));
}
