/** What reads a file of each kind. */
import type { BatchMediaType } from '../../contract/batches/batch.ts';
import type { ReadRows } from '../../domain/batches/rows.ts';
import type { CompiledCatalogue } from '../../domain/registry/cell.ts';
import { readCsv } from './read/read-csv.ts';
import { readNdjson } from './read/read-ndjson.ts';
import { readWorkbook } from './read/read-workbook.ts';

const readers: Readonly<Record<BatchMediaType, (catalogue: CompiledCatalogue) => ReadRows>> = {
  'text/csv': () => readCsv,
  'application/x-ndjson': () => readNdjson,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': readWorkbook,
};

/** The catalogue says which sheet of a workbook is the one. */
export const readerOf = (mediaType: BatchMediaType, catalogue: CompiledCatalogue): ReadRows =>
  readers[mediaType](catalogue);
