/** What zlib does for a workbook that is written. */
import { crc32, deflateRawSync } from 'node:zlib';
import type { Packing } from '../../domain/batches/workbook/write-archive.ts';

export const packing: Packing = { deflate: (bytes) => deflateRawSync(bytes), crc32: (bytes) => crc32(bytes) };
