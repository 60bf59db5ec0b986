/** The reports of drills: one JSON object and one page each, in a bucket of their own under object lock. */
import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import type { KeepDrillReport, ReadDrillReport } from '../../app/ports/recovery.ts';
import { parseRecorded } from '../../contract/recorded.ts';
import { DrillReport } from '../../contract/recovery/drill.ts';
import { putOnce } from '../put-once.ts';

const keyOf = (id: string, form: 'json' | 'html'): string => `drills/${id}.${form}`;

export function keepReport(client: S3Client, bucket: string): KeepDrillReport {
  // What was kept before a crash is this very report.
  const put = (Key: string, Body: string, ContentType: string): Promise<boolean> =>
    putOnce(client, { Bucket: bucket, Key, Body, ContentType });
  return async (report, page) => {
    await put(keyOf(report.id, 'html'), page, 'text/html; charset=utf-8');
    await put(keyOf(report.id, 'json'), `${JSON.stringify(report, null, 2)}\n`, 'application/json');
  };
}

export const readDrillReport =
  (client: S3Client, bucket: string): ReadDrillReport =>
  async (id) => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(id, 'json') }));
      return parseRecorded(DrillReport, JSON.parse((await Body?.transformToString()) ?? 'null'));
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  };
