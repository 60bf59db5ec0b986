/** Copies of the registry in the journal's bucket: one gzipped NDJSON object for each version, a row of the table a line. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { KeepRegistryCopy, ReadRegistryCopy, RegistryCopy } from '../../app/ports/recovery.ts';
import type { RegistryRow } from '../../app/ports/registry.ts';
import { putLinesOnce } from '../put-once.ts';

/** Apart from the entries, which are read by theirs. */
const REGISTRY_PREFIX = 'registry/';

/** Digits of the number of rows, so that names with more of them sort later. */
const ROW_DIGITS = 8;

/**
 * By the time first: a registry that was restored to an earlier day gives a version again, with other content. By the rows last: more of
 * them under one time and version are another copy, and the newer one.
 */
function nameOf({ at, version, rows }: RegistryCopy): string {
  const count = String(rows.length).padStart(ROW_DIGITS, '0');
  return `${REGISTRY_PREFIX}${at.replaceAll(':', '-')}_${version}_${count}.ndjson.gz`;
}

export const keepRegistryCopy =
  (client: S3Client, bucket: string): KeepRegistryCopy =>
  async (copy) => {
    const { version, at, rows } = copy;
    const head = JSON.stringify({ version, at });
    const lines = [head, ...rows.map((row) => JSON.stringify(row))].map((line) => `${line}\n`).join('');
    // Where another instance was first it has written the same copy.
    await putLinesOnce(client, { bucket, key: nameOf(copy), body: gzipSync(lines) });
  };

export const readRegistryCopy =
  (client: S3Client, bucket: string): ReadRegistryCopy =>
  async () => {
    let newest: string | undefined;
    const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: REGISTRY_PREFIX });
    for await (const { Contents = [] } of pages) newest = Contents.at(-1)?.Key ?? newest;
    if (newest === undefined) return null;
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: newest }));
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    const [head = '', ...lines] = gunzipSync(bytes).toString().trimEnd().split('\n');
    const { version, at } = JSON.parse(head) as { version: number; at: string };
    return { version, at, rows: lines.map((line) => JSON.parse(line) as RegistryRow) };
  };
