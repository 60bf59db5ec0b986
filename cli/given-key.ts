/** The API key of who asks: from a file of theirs or from the environment, never from the command line, which all users of a machine can read. */
import { statSync } from 'node:fs';
import { localized } from '../shared/domain/language/localized.ts';
import type { Surroundings } from './commands/command.ts';
import { CommandFault } from './fault.ts';
import { fileOf, textOf } from './files.ts';

export const keyOption = [
  '--key-file <file>',
  'the API key is in it, and only you may read it (mode 0600); else DTM_KEY, else the file that DTM_KEY_FILE names, else one that npm start issued',
] as const;
export type KeyOptions = { readonly keyFile?: string };

export type GivenKey = { readonly key: string; readonly from: '--key-file' | 'DTM_KEY' | 'DTM_KEY_FILE' };

/** Null where none is given; throws where the file is open to others, as whoever has the key reports in its agency's name. */
export function givenKey(
  { keyFile }: KeyOptions,
  { DTM_KEY, DTM_KEY_FILE }: Surroundings['environment'],
): GivenKey | null {
  if (keyFile !== undefined) return { key: keyIn(keyFile), from: '--key-file' };
  if (DTM_KEY) return { key: DTM_KEY, from: 'DTM_KEY' };
  return DTM_KEY_FILE ? { key: keyIn(DTM_KEY_FILE), from: 'DTM_KEY_FILE' } : null;
}

const OTHERS = 0o077;

function keyIn(path: string): string {
  const { content } = textOf(fileOf(path));
  const mode = statSync(path).mode & 0o777;
  if ((mode & OTHERS) !== 0) {
    const octal = mode.toString(8).padStart(4, '0');
    throw new CommandFault(
      localized(
        `${path}: others may read this key (mode ${octal}). chmod 600 ${path}; if others had it, ask for the next key`,
        `${path}: người khác có thể đọc khóa này (quyền ${octal}). Hãy chạy chmod 600 ${path}; nếu khóa đã bị lộ, hãy xin khóa kế tiếp`,
      ),
    );
  }
  const key = content.trim();
  // A key is a header: what is no visible ASCII would be refused by the line before the hub sees it.
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new CommandFault(
      localized(
        `${path}: no key in it; allowed: one line with the key`,
        `${path}: không có khóa; được phép: một dòng chứa khóa`,
      ),
    );
  return key;
}
