/** Reads a request's body up to API Gateway's limit. */
import type { IncomingMessage } from 'node:http';

/** API Gateway's payload limit, 10 MB. */
const LARGEST_PAYLOAD = 10 * 1024 * 1024;

/** A body that is too large is still read to its end, up to here, so that the caller gets to see the 413. */
const LARGEST_DISCARDED = 64 * 1024 * 1024;

export async function readBody(request: IncomingMessage): Promise<Buffer | 'tooLarge' | 'aborted'> {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_DISCARDED) return 'tooLarge';
  const chunks: Buffer[] = [];
  let bytes = 0;
  const { promise, resolve } = Promise.withResolvers<Buffer | 'tooLarge' | 'aborted'>();
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= LARGEST_PAYLOAD) chunks.push(chunk);
    else chunks.length = 0;
    if (bytes > LARGEST_DISCARDED) resolve('tooLarge');
  });
  request.on('end', () => resolve(bytes > LARGEST_PAYLOAD ? 'tooLarge' : Buffer.concat(chunks)));
  request.on('error', () => resolve('aborted'));
  request.on('close', () => resolve('aborted'));
  return promise;
}
