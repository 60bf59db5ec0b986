/** The API key or access token of who asks: from a file of theirs or from the environment, never from the command line, which all users of a machine can read. */
import { statSync } from 'node:fs';
import { localized } from '../shared/domain/language/localized.ts';
import type { Surroundings } from './commands/command.ts';
import { CommandFault } from './fault.ts';
import { fileOf, textOf } from './files.ts';

export const keyOption = [
  '--key-file <file>',
  'the API key is in it, or an access token, and only you may read it (mode 0600); else DTM_KEY, DTM_TOKEN, the file that DTM_KEY_FILE names, a token for DTM_CLIENT_ID from DTM_ISSUER, else a key that npm start issued',
] as const;
export type KeyOptions = { readonly keyFile?: string };

export type GivenKey = {
  readonly key: string;
  readonly from: '--key-file' | 'DTM_KEY' | 'DTM_TOKEN' | 'DTM_KEY_FILE' | 'DTM_CLIENT_ID';
};

/** In the environment of a run: the token that was got for the client that it names. No shell can set a variable of this name. */
export const GOT_TOKEN = 'dtm:got-token';

/** Whether a key or a token is given, so that none has to be got. */
export const isGiven = ({ keyFile }: KeyOptions, environment: Surroundings['environment']): boolean =>
  [keyFile, environment.DTM_KEY, environment.DTM_TOKEN, environment.DTM_KEY_FILE].some(Boolean);

/** Null where none is given; throws where the file is open to others, as whoever has the key reports in its agency's name. */
export function givenKey(
  { keyFile }: KeyOptions,
  { DTM_KEY, DTM_TOKEN, DTM_KEY_FILE, [GOT_TOKEN]: token }: Surroundings['environment'],
): GivenKey | null {
  if (keyFile !== undefined) return { key: keyIn(keyFile), from: '--key-file' };
  if (DTM_KEY) return { key: DTM_KEY, from: 'DTM_KEY' };
  if (DTM_TOKEN) return { key: DTM_TOKEN, from: 'DTM_TOKEN' };
  if (DTM_KEY_FILE) return { key: keyIn(DTM_KEY_FILE), from: 'DTM_KEY_FILE' };
  return token ? { key: token, from: 'DTM_CLIENT_ID' } : null;
}

const OTHERS = 0o077;

/** The one line of a file that nobody else may read. */
export function secretIn(path: string): string {
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
  return content.trim();
}

function keyIn(path: string): string {
  const key = secretIn(path);
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
