/** The bytes of a file as they are read: counted, digested, and out of gzip, up to a bound. */
import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Details, ProblemKind } from '../../domain/problems/problems.ts';

/** The file cannot be read by anybody: why, as a problem. Thrown out of the stream of its bytes. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly kind: ProblemKind;
  readonly details: Details;
  constructor(kind: ProblemKind, details: Details = {}) {
    super(kind);
    this.kind = kind;
    this.details = details;
  }
}

/** Passes bytes on; `sha256` is that of all of them once they are through, in hexadecimal. */
export function digested(bytes: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  const source = bytes[Symbol.asyncIterator]();
  let size = 0;
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    for (let next = await source.next(); !next.done; next = await source.next()) {
      hash.update(next.value);
      size += next.value.length;
      yield next.value;
    }
  };
  return {
    bytes: rest(),
    size: () => size,
    /** Reads what nobody has read. */
    sha256: async (): Promise<string> => {
      for await (const _ of rest());
      return hash.digest('hex');
    },
    /** For who stops in the middle. */
    close: async (): Promise<void> => {
      await source.return?.();
    },
  };
}

/** Never makes more than `limit` bytes, however far a file would expand. Zeros behind the last member are no part of a file. */
export async function* gunzipped(
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  let sent = 0;
  let made = 0;
  const counted = async function* () {
    for await (const chunk of bytes) {
      sent += chunk.length;
      yield chunk;
    }
  };
  const source = Readable.from(counted(), { objectMode: false });
  // What the source throws is an outage, and no fault of the file.
  let outage: unknown;
  source.on('error', (error) => {
    outage = error;
  });
  pipeline(source, gunzip, () => undefined);
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      made += chunk.length;
      if (made > limit) throw new UnreadableFile('batch-too-large', { limit });
      yield chunk;
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw outage ?? new UnreadableFile('batch-not-gzip');
  }
  if (gunzip.bytesWritten !== sent) throw new UnreadableFile('batch-not-gzip');
}

/** Without its first bytes. */
export async function* behind(bytes: AsyncIterable<Uint8Array>, skip: number): AsyncGenerator<Uint8Array> {
  let left = skip;
  for await (const chunk of bytes) {
    if (left >= chunk.length) left -= chunk.length;
    else {
      yield left === 0 ? chunk : chunk.subarray(left);
      left = 0;
    }
  }
}
