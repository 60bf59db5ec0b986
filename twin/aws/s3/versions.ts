/**
 * Versions of objects, which fauxqs has none of ("Retaining multiple versions of objects with S3 Versioning", Amazon S3 User Guide). The newest
 * object of a key stays where fauxqs has it; what is replaced or deleted moves to a bucket that nobody sees, under its version. What
 * changes an object and the rows that say so are one transaction on the disk.
 */
import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';
import type { MultipartUpload, S3Object } from '../../../node_modules/fauxqs/dist/s3/s3Types.js';
import { wholly } from '../wholly.ts';

/** Of objects from before their bucket had versions. */
const NULL_VERSION = 'null';

export type Version = {
  readonly key: string;
  readonly versionId: string;
  readonly isMarker: boolean;
  readonly isLatest: boolean;
  /** Milliseconds. */
  readonly modified: number;
};

/** What a put has made, beside what fauxqs keeps of it. `sequence` rises from write to write. */
export type Made = {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
  readonly sequence: number;
};

/** As events name it. */
type How = 'Put' | 'CompleteMultipartUpload';

export type Versions = {
  /** From now on; what is there keeps its one version, `null`. */
  readonly enable: (bucket: string) => void;
  readonly isVersioned: (bucket: string) => boolean;
  /** Undefined where the key has none; of the newest without `versionId`. */
  readonly find: (bucket: string, key: string, versionId?: string) => Version | undefined;
  /** Where fauxqs has the object of a version. */
  readonly addressOf: (bucket: string, version: Version) => { readonly bucket: string; readonly key: string };
  /** By key, the newest version first. */
  readonly list: (bucket: string, prefix: string) => Version[];
  /** For good; the one before it is the newest then. */
  readonly remove: (bucket: string, version: Version) => void;
};

type Row = {
  readonly sequence: number;
  readonly key: string;
  readonly version_id: string;
  readonly marker: number;
  readonly modified: number;
  readonly latest: number;
};

/** Drawn: which of two is newer cannot be told from them. */
const newVersion = (): string => randomBytes(24).toString('base64url');

const hidden = (bucket: string): string => `${bucket}--versions`;

type Inside = {
  readonly buckets: Map<string, Map<string, S3Object>>;
  readonly multipartUploads: Map<string, MultipartUpload>;
};

/**
 * Teaches the store to keep versions. `onMade` is called inside of the transaction that makes an object, in any bucket; what it
 * throws makes nothing.
 */
export function keepVersions(
  store: S3Store,
  db: DatabaseSync,
  now: () => number,
  onMade: (made: Made, object: S3Object, how: How) => void,
): Versions {
  const { buckets, multipartUploads } = store as unknown as Inside;
  db.exec(`
    CREATE TABLE IF NOT EXISTS twin_versioned (bucket TEXT PRIMARY KEY);
    CREATE TABLE IF NOT EXISTS twin_versions (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      bucket TEXT NOT NULL, key TEXT NOT NULL, version_id TEXT NOT NULL,
      marker INTEGER NOT NULL, modified INTEGER NOT NULL, latest INTEGER NOT NULL
    );
    CREATE INDEX IF NOT EXISTS twin_versions_by_key ON twin_versions (bucket, key, sequence);
  `);
  const statements = {
    versioned: db.prepare('SELECT bucket FROM twin_versioned'),
    enable: db.prepare('INSERT OR IGNORE INTO twin_versioned VALUES (?)'),
    add: db.prepare(
      'INSERT INTO twin_versions (bucket, key, version_id, marker, modified, latest) VALUES (?, ?, ?, ?, ?, 1)',
    ),
    old: db.prepare('UPDATE twin_versions SET latest = 0 WHERE bucket = ? AND key = ? AND latest = 1'),
    newest: db.prepare(
      'SELECT * FROM twin_versions WHERE bucket = ? AND key = ? ORDER BY sequence DESC LIMIT 1',
    ),
    raise: db.prepare('UPDATE twin_versions SET latest = 1 WHERE sequence = ?'),
    find: db.prepare('SELECT * FROM twin_versions WHERE bucket = ? AND key = ? AND version_id = ?'),
    remove: db.prepare('DELETE FROM twin_versions WHERE bucket = ? AND key = ? AND version_id = ?'),
    list: db.prepare(
      'SELECT * FROM twin_versions WHERE bucket = ? AND substr(key, 1, length(?)) = ? ORDER BY key, sequence DESC',
    ),
    move: db.prepare('UPDATE s3_objects SET bucket = ?, key = ? WHERE bucket = ? AND key = ?'),
  };
  const versioned = new Set(statements.versioned.all().map(({ bucket }) => String(bucket)));
  const original = {
    putObject: store.putObject.bind(store),
    completeMultipartUpload: store.completeMultipartUpload.bind(store),
    deleteObject: store.deleteObject.bind(store),
  };
  const versionOf = (row: Row): Version => ({
    key: row.key,
    versionId: row.version_id,
    isMarker: row.marker === 1,
    isLatest: row.latest === 1,
    modified: row.modified,
  });
  const rowOf = (bucket: string, key: string): Row | undefined =>
    statements.newest.get(bucket, key) as Row | undefined;

  const under = (key: string, versionId: string): string => `${versionId}/${key}`;
  /** An object without a row was there before its bucket had versions. */
  const witnessed = (bucket: string, key: string): Row | undefined => {
    const object = buckets.get(bucket)?.get(key);
    const row = rowOf(bucket, key);
    if (object === undefined || row?.marker === 0) return row;
    statements.old.run(bucket, key);
    statements.add.run(bucket, key, NULL_VERSION, 0, object.lastModified.getTime());
    return rowOf(bucket, key);
  };
  /**
   * Makes room for what comes next under the key, on the disk; what it gives back does so in memory, when that has come: what fauxqs
   * refuses changes neither.
   */
  const setAside = (bucket: string, key: string): (() => void) => {
    if (!versioned.has(bucket)) {
      statements.remove.run(bucket, key, NULL_VERSION);
      return () => undefined;
    }
    const row = witnessed(bucket, key);
    const object = buckets.get(bucket)?.get(key);
    statements.old.run(bucket, key);
    if (row === undefined || object === undefined) return () => undefined;
    const aside = under(key, row.version_id);
    statements.move.run(hidden(bucket), aside, bucket, key);
    return () => buckets.get(hidden(bucket))?.set(aside, { ...object, key: aside });
  };
  const made = (bucket: string, key: string): Made => {
    const versionId = versioned.has(bucket) ? newVersion() : undefined;
    const { lastInsertRowid } = statements.add.run(bucket, key, versionId ?? NULL_VERSION, 0, now());
    return { bucket, key, sequence: Number(lastInsertRowid), ...(versionId !== undefined && { versionId }) };
  };
  const making = (bucket: string, key: string, how: How, make: () => S3Object): S3Object =>
    wholly(db, () => {
      const settle = setAside(bucket, key);
      const object = make();
      onMade(made(bucket, key), object, how);
      settle();
      return object;
    });

  store.putObject = (bucket, key, ...rest) =>
    making(bucket, key, 'Put', () => original.putObject(bucket, key, ...rest));
  store.completeMultipartUpload = (uploadId, parts) => {
    const { bucket = '', key = '' } = multipartUploads.get(uploadId) ?? {};
    return making(bucket, key, 'CompleteMultipartUpload', () =>
      original.completeMultipartUpload(uploadId, parts),
    );
  };
  store.deleteObject = (bucket, key) =>
    wholly(db, () => {
      const settle = setAside(bucket, key);
      // What was set aside is not there on the disk any more.
      original.deleteObject(bucket, key);
      if (versioned.has(bucket)) statements.add.run(bucket, key, newVersion(), 1, now());
      settle();
    });

  const addressOf: Versions['addressOf'] = (bucket, { key, versionId, isLatest }) =>
    isLatest ? { bucket, key } : { bucket: hidden(bucket), key: under(key, versionId) };
  return {
    enable: (bucket) => {
      if (!store.hasBucket(hidden(bucket))) store.createBucket(hidden(bucket));
      statements.enable.run(bucket);
      versioned.add(bucket);
    },
    isVersioned: (bucket) => versioned.has(bucket),
    find: (bucket, key, versionId) => {
      const row = (
        versionId === undefined ? witnessed(bucket, key) : statements.find.get(bucket, key, versionId)
      ) as Row | undefined;
      return row === undefined ? undefined : versionOf(row);
    },
    addressOf,
    list: (bucket, prefix) => {
      for (const key of buckets.get(bucket)?.keys() ?? []) witnessed(bucket, key);
      return (statements.list.all(bucket, prefix, prefix) as Row[]).map(versionOf);
    },
    remove: (bucket, version) =>
      wholly(db, () => {
        const at = addressOf(bucket, version);
        if (!version.isMarker) original.deleteObject(at.bucket, at.key);
        statements.remove.run(bucket, version.key, version.versionId);
        if (!version.isLatest) return;
        const before = rowOf(bucket, version.key);
        if (before === undefined) return;
        statements.raise.run(before.sequence);
        if (before.marker === 1) return;
        const aside = under(version.key, before.version_id);
        const object = buckets.get(hidden(bucket))?.get(aside);
        statements.move.run(bucket, version.key, hidden(bucket), aside);
        buckets.get(hidden(bucket))?.delete(aside);
        if (object !== undefined) buckets.get(bucket)?.set(version.key, { ...object, key: version.key });
      }),
  };
}
