/** What became of each object that S3 was to copy, and which objects are copies: a line for each change, so that a kill loses none. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** As S3 says it in `x-amz-replication-status`. */
export type ReplicationStatus = 'PENDING' | 'COMPLETED' | 'FAILED' | 'REPLICA';

export type ReplicationStatuses = {
  /** Undefined for an object that no rule was meant for. */
  readonly get: (bucket: string, key: string) => ReplicationStatus | undefined;
  readonly set: (bucket: string, key: string, status: ReplicationStatus) => void;
  readonly pending: () => readonly { readonly bucket: string; readonly key: string }[];
};

type Line = { readonly bucket: string; readonly key: string; readonly status: ReplicationStatus };

export function openStatuses(directory: string): ReplicationStatuses {
  const file = join(directory, 'replication.ndjson');
  const known = new Map<string, Line>();
  const put = (line: Line): void => void known.set(`${line.bucket}/${line.key}`, line);
  // What follows the last line break was being written when the twin was killed.
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  for (const line of lines) if (line.startsWith('{') && line.endsWith('}')) put(JSON.parse(line) as Line);
  return {
    get: (bucket, key) => known.get(`${bucket}/${key}`)?.status,
    set: (bucket, key, status) => {
      const line: Line = { bucket, key, status };
      mkdirSync(directory, { recursive: true });
      // A torn line before it ends here.
      appendFileSync(file, `\n${JSON.stringify(line)}\n`);
      put(line);
    },
    pending: () => [...known.values()].filter(({ status }) => status === 'PENDING'),
  };
}
