/** Rows of a file in temporary files, one a partition. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Spill } from '../../shared/app/ports/spill.ts';
import { piecesOf } from '../files.ts';

/** `use` is given a spill in a directory of its own, only this user's; the directory goes with it, whatever happens. */
export async function withFileSpill<T>(use: (spill: Spill) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'dtm-'));
  const fileOf = (partition: number) => join(directory, String(partition));
  /** Kept open, and written at once: a queue of small writes takes longer than they do. */
  const open = new Map<number, number>();
  try {
    return await use({
      append: async (partition, lines) => {
        const file = open.get(partition) ?? openSync(fileOf(partition), 'a', 0o600);
        open.set(partition, file);
        writeSync(file, lines);
      },
      read: (partition) => (open.has(partition) ? wholeLines(fileOf(partition)) : none()),
    });
  } finally {
    for (const file of open.values()) closeSync(file);
    await rm(directory, { recursive: true, force: true });
  }
}

async function* none(): AsyncGenerator<string, void> {}

async function* wholeLines(file: string): AsyncGenerator<string, void> {
  let carry = '';
  const utf8 = new TextDecoder();
  for await (const piece of piecesOf(file)) {
    const text = carry + utf8.decode(piece, { stream: true });
    const end = text.lastIndexOf('\n') + 1;
    carry = text.slice(end);
    if (end > 0) yield text.slice(0, end);
  }
}
