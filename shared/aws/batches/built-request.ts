/** A request as the SDK makes it, for who signs it and has somebody else send it. */
import type { GetObjectCommand, S3Client, UploadPartCommand } from '@aws-sdk/client-s3';

/** As much of the SDK's own request as is signed here. */
type Built = {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query: Record<string, string>;
};

/** The request that the SDK would make, to where it would make it. It is not sent. */
export async function built(client: S3Client, command: GetObjectCommand | UploadPartCommand): Promise<Built> {
  let request: Built | null = null;
  const stack = command.middlewareStack as UploadPartCommand['middlewareStack'];
  stack.add(
    () => async (args) => {
      request = args.request as Built;
      return { output: { $metadata: {} }, response: {} };
    },
    { step: 'build', priority: 'low', name: 'keepRequest' },
  );
  await client.send(command as UploadPartCommand);
  if (request === null) throw new Error('the SDK built no request');
  return request;
}
