/** All errors of a file as CSV: there may be a hundred thousand of them, and they are never held. */
import { createWriteStream, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Calls } from './calls.ts';

/** Without it Excel reads Vietnamese as Latin-1; who reads an answer as text loses it. */
const MARK = '\ufeff';
/** In milliseconds: 100 MB at three megabits a second. */
const PATIENCE = 300_000;

/** What stands in the file before is replaced when all of it has come. Throws where the hub refuses, or the line breaks. */
export async function writeErrors({ call, refused }: Calls, id: string, path: string): Promise<void> {
  const headers = { Accept: 'text/csv' };
  const answer = await call(`/batches/${encodeURIComponent(id)}/errors`, { headers });
  if (answer.status === 200) {
    writeFileSync(path, `${MARK}${String(answer.body).replace(MARK, '')}`);
    return;
  }
  if (answer.status !== 303 || !answer.location) throw refused(answer);
  const file = await fetch(answer.location, { signal: AbortSignal.timeout(PATIENCE) });
  if (file.status !== 200 || file.body === null) throw new Error(`${file.status} of the file of errors`);
  const part = `${path}.part`;
  try {
    await pipeline(Readable.fromWeb(file.body), createWriteStream(part));
    renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
}
