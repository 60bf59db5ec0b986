/** Batches as use cases keep them: records, the objects of their work, and the messages that move them. */
import type { BatchMessage, BatchRecord, OpenBatches } from '../../contract/batches/record.ts';
import type { LedgerEntry } from '../../contract/submissions/ledger.ts';

export type StandingBatch = { readonly record: BatchRecord; readonly version: number };

/** Consistent; null where there is none. */
export type ReadBatch = (id: string) => Promise<StandingBatch | null>;
/** `expected`: the version that was read, null for a record that must not exist yet. */
export type PutBatch = (record: BatchRecord, expected: number | null) => Promise<'written' | 'lost the race'>;

/** Puts a batch into the list of its agency, under the instant at which it was made. The same again changes nothing. */
export type EnlistBatch = (agency: string, createdAt: string, id: string) => Promise<void>;
export type ListedBatch = { readonly createdAt: string; readonly id: string };
/** Newest first, behind `after`, which is one that was listed. */
export type ReadBatchList = (
  agency: string,
  after: ListedBatch | null,
  most: number,
) => Promise<readonly ListedBatch[]>;

type ReadOpenBatches = (
  shard: string,
) => Promise<{ readonly value: OpenBatches; readonly version: number | null }>;
type PutOpenBatches = (
  shard: string,
  value: OpenBatches,
  expected: number | null,
) => Promise<'written' | 'lost the race'>;

/** The file of a batch as it lies in its bucket. */
type UploadedFile = { readonly version: string; readonly size: number };

/** Writes the file and answers with the version that it got. */
export type PutUpload = (name: string, bytes: Uint8Array, mediaType: string) => Promise<UploadedFile>;
/** The newest version; null where there is none. */
export type FindUpload = (name: string) => Promise<UploadedFile | null>;
/** Of this version, from its first byte on. Throws where it is gone. */
export type ReadUpload = (name: string, version: string) => AsyncIterable<Uint8Array>;

/**
 * Objects are of lines of text, or of their bytes with each line's break, and written once: false where there was one of that name,
 * which stays.
 */
export type PutLines = (name: string, lines: readonly string[] | Uint8Array) => Promise<boolean>;
/** In pieces of whole lines. Throws where there is no such object. */
export type ReadText = (name: string) => AsyncIterable<string>;
export type ListNames = (prefix: string) => Promise<readonly string[]>;

export type SendBatchMessages = (messages: readonly BatchMessage[]) => Promise<void>;

/** Enqueues entries as the real-time call does one. Throws when the queue did not take all of them. */
export type SendEntries = (entries: readonly LedgerEntry[]) => Promise<void>;

/** A name that nobody has given. */
export type NewName = () => string;

/** What moves a batch on needs at least. */
export type BatchRecordPorts = {
  readonly readBatch: ReadBatch;
  readonly putBatch: PutBatch;
  readonly sendBatchMessages: SendBatchMessages;
  readonly now: () => number;
};

export type OpenBatchPorts = {
  readonly readOpenBatches: ReadOpenBatches;
  readonly putOpenBatches: PutOpenBatches;
};

export type WorkObjectPorts = {
  readonly putLines: PutLines;
  readonly readText: ReadText;
  readonly listNames: ListNames;
};

/** A part that has come, as the store of parts knows it. */
export type UploadedPart = {
  readonly number: number;
  readonly size: number;
  readonly tag: string;
  /** In hexadecimal. */
  readonly sha256: string;
};
export type Multipart = { readonly name: string; readonly uploadId: string };

export type PartPorts = {
  /** In the order of numbers; null where the upload is over, completed or given up. */
  readonly listParts: (upload: Multipart) => Promise<readonly UploadedPart[] | null>;
  /** Where anybody may put one part of this digest (hexadecimal) and length (bytes) for an hour, and what has to be sent with it. */
  readonly signPart: (
    upload: Multipart,
    part: { readonly number: number; readonly sha256: string; readonly size: number },
  ) => Promise<{ readonly url: string; readonly headers: Readonly<Record<string, string>> }>;
  /** Makes one file of the parts; it may have been done before. `changed`: one of them is not any more what was listed. */
  readonly completeParts: (upload: Multipart, parts: readonly UploadedPart[]) => Promise<'made' | 'changed'>;
};

export type DownloadPorts = {
  /** Puts a text as it is made; what is there of that name is replaced. `type`: its media type. */
  readonly putDownload: (
    name: string,
    text: AsyncIterable<string>,
    form: { readonly type: string; readonly fileName: string },
  ) => Promise<void>;
  /** Where anybody may read it for five minutes. */
  readonly signDownload: (name: string) => Promise<string>;
};
