/** Every file that `dtm` opens is opened here: as its bytes, or as the UTF-8 that they have to be. */

import { readFileSync } from 'node:fs';
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
    const why = faultText(error);
    throw new CommandFault(localized(`the file cannot be read: ${why}`, `không đọc được tệp: ${why}`));
  }
}

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
