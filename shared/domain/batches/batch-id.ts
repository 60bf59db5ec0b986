/** Ids of batches: made from whose file it is, its digest and how it is judged, so that the same file again is the same batch. */
import { hash } from 'node:crypto';
import type { BatchMediaType, BatchMode } from '../../contract/batches/batch.ts';
import { uploadPrefixes } from '../../contract/batches/prefixes.ts';

type Identity = {
  readonly agency: string;
  readonly sha256: string;
  readonly mode: BatchMode;
  readonly dryRun: boolean;
  /** A sender raises it to have the same file judged anew. */
  readonly run: number;
};

/** Half of the digest: 128 bits tell files apart, and the receipt has all of it. */
const DIGITS = 32;

export const batchId = ({ agency, sha256, mode, dryRun, run }: Identity): string =>
  [agency, sha256.slice(0, DIGITS), `${mode === 'valid-rows' ? 'v' : 'a'}${dryRun ? 'd' : ''}`, run].join(
    '~',
  );

/** Expects an id that fits `BatchId`. */
export const agencyOfBatch = (id: string): string => id.slice(0, id.indexOf('~'));

/** Where the file of a batch lies, and what batch an object is the file of; null where it is of none. */
export const uploadName = (id: string): string =>
  `${uploadPrefixes.uploads.prefix}${agencyOfBatch(id)}/${id}`;
export const batchOfUpload = (name: string): string | null =>
  /^uploads\/[^/]+\/([^/]+)$/.exec(name)?.[1] ?? null;

/** The batches under way are kept in so many records, by agency: what the sweep reads each minute. */
export const openShards = [...'0123456789abcdef'] as const;
export const shardOfAgency = (agency: string): string => hash('sha256', agency).slice(0, 1);

/** A piece is read whole by who judges it. */
const PIECE_BYTES = 4 * 1024 * 1024;
/** What is compressed, gzip or workbook, has about so many bytes more; where it has many more, cutting it finds out. */
const DECOMPRESSED = 20;
const MOST_PIECES = 2048;

type Sent = {
  readonly size: number;
  readonly encoding: 'identity' | 'gzip';
  readonly mediaType: BatchMediaType;
};

const isText = ({ encoding, mediaType }: Sent): boolean =>
  encoding === 'identity' && (mediaType === 'text/csv' || mediaType === 'application/x-ndjson');

/** Into how many a file is cut of which some are too large; null where it cannot be cut into more. */
export const morePieces = (pieces: number): number | null =>
  pieces < MOST_PIECES ? Math.min(MOST_PIECES, 4 * pieces) : null;

export function piecesFor(sent: Sent): number {
  const bytes = isText(sent) ? sent.size : sent.size * DECOMPRESSED;
  return Math.min(MOST_PIECES, Math.max(1, Math.ceil(bytes / PIECE_BYTES)));
}
