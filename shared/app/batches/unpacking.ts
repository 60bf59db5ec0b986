/** What zlib does for the parts of a workbook. */
import { crc32, createInflateRaw } from 'node:zlib';
import type { Unpacking } from '../../domain/batches/workbook/archive.ts';

const PIECE = 65_536;

export const unpacking: Unpacking = {
  async *inflate(packed) {
    const inflater = createInflateRaw({ chunkSize: PIECE });
    inflater.end(packed);
    yield* inflater;
  },
  crc32: (bytes, before) => crc32(bytes, before),
};
