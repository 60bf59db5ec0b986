/** Every file that `dtm` opens is opened here: as its bytes, or as the UTF-8 that they have to be. */

import { closeSync, createReadStream, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { localized } from '../shared/domain/language/localized.ts';
import { CommandFault, faultText } from './fault.ts';
import { readUtf8 } from './utf8.ts';

/** A file, with the name that messages call it by. */
export type Named<Content> = { readonly name: string; readonly content: Content };

/** `-` is standard input. Throws where it cannot be read. */
export function fileOf(path: string): Named<Buffer<ArrayBuffer>> {
  try {
    return {
      name: path === '-' ? 'stdin' : basename(path),
      content: readFileSync(path === '-' ? 0 : path),
    };
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(error: unknown): CommandFault {
  const why = faultText(error);
  return new CommandFault(localized(`the file cannot be read: ${why}`, `không đọc được tệp: ${why}`));
}

/** Its first bytes, at most so many, and its size. Throws where it cannot be read. */
export function headOf(path: string, most: number): { readonly head: Buffer; readonly size: number } {
  try {
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(most);
      return { head: head.subarray(0, readSync(file, head, 0, most, 0)), size: statSync(path).size };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw unreadable(error);
  }
}

/** From an offset, at most so many bytes. */
export async function partOf(path: string, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const file = await open(path);
  try {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await file.read(bytes, 0, length, offset);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const AT_ONCE = 1024 * 1024;

/** All of it, a piece at a time. */
export const piecesOf = (path: string): AsyncIterable<Uint8Array> =>
  createReadStream(path, { highWaterMark: AT_ONCE });

/** Throws, with the place, where it is not UTF-8. */
export function textOf({ name, content }: Named<Uint8Array>): Named<string> {
  const text = readUtf8(content);
  if (!text.ok)
    throw new CommandFault(localized(`${name}: ${text.problem.en}`, `${name}: ${text.problem.vi}`));
  return { name, content: text.value };
}

/** Null where there is no such file; throws where it cannot be read, or is not UTF-8. */
export function textIfThere(path: string): string | null {
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return textOf({ name: path, content }).content;
}
