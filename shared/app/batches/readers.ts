/** What reads a file of each kind. */
import type { BatchMediaType } from '../../contract/batches/batch.ts';
import type { ReadRows } from '../../domain/batches/rows.ts';
import { readCsv } from './read/read-csv.ts';
import { readNdjson } from './read/read-ndjson.ts';

const readers: Readonly<Record<BatchMediaType, ReadRows>> = {
  'text/csv': readCsv,
  'application/x-ndjson': readNdjson,
};

export const readerOf = (mediaType: BatchMediaType): ReadRows => readers[mediaType];
