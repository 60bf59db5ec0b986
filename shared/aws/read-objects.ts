/** Objects of a bucket in the order of their names, some fetched at a time. */
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

/** Objects fetched at a time, and so in memory: one of journal or trail is at most 6 MB, and mostly far less. */
const AT_ONCE = 8;

export type Objects = {
  readonly bucket: string;
  readonly prefix: string;
  /** Names up to this one are passed over. */
  readonly after?: string;
};

/** Each as `read` makes of its bytes; what `read` throws ends it. */
export async function* readObjects<T>(
  client: S3Client,
  { bucket, prefix, after }: Objects,
  read: (name: string, bytes: Uint8Array) => T,
): AsyncGenerator<T> {
  const fetched = async (name: string): Promise<T> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name }));
    return read(name, (await Body?.transformToByteArray()) ?? new Uint8Array());
  };
  const range = { Bucket: bucket, Prefix: prefix, StartAfter: after };
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, range)) {
    const names = Contents.flatMap(({ Key }) => Key ?? []);
    for (let first = 0; first < names.length; first += AT_ONCE)
      yield* await Promise.all(names.slice(first, first + AT_ONCE).map(fetched));
  }
}

/** What is wrong with an object that cannot be read: the first line of what was thrown. */
export const unreadable = (error: unknown): string =>
  (error instanceof Error ? error.message.split('\n', 1)[0] : '') || 'it cannot be read';
