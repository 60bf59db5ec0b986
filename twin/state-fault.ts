/** What is wrong with the files of a state: one sentence that says what, where, and what to do. */
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';

/** Its message is the sentence, and all that is shown. */
export class StateFault extends Error {}

type StorageTrouble = 'full' | 'denied' | 'readOnly' | 'noDirectory' | 'damaged' | 'failing';

const byCode: Readonly<Record<string, StorageTrouble>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'readOnly',
  ENOTDIR: 'noDirectory',
  ELOOP: 'noDirectory',
  ENAMETOOLONG: 'noDirectory',
  EIO: 'failing',
  LEVEL_CORRUPTION: 'damaged',
  DAMAGED: 'damaged',
};
/** SQLite's primary result codes. */
const bySqlite: Readonly<Record<number, StorageTrouble>> = {
  3: 'denied',
  8: 'readOnly',
  10: 'failing',
  11: 'damaged',
  13: 'full',
  14: 'denied',
  26: 'damaged',
};
/** LevelDB says in words what the system said, behind the file: `IO error: <file>: No space left on device`. */
const byWords: readonly (readonly [RegExp, StorageTrouble])[] = [
  [/No space left on device|Disk quota exceeded/, 'full'],
  [/Permission denied|Operation not permitted/, 'denied'],
  [/Read-only file system/, 'readOnly'],
  [/Not a directory/, 'noDirectory'],
  [/Corruption|No such file/, 'damaged'],
];

type Known = Error & { code?: string; errcode?: number; path?: string; syscall?: string; cause?: unknown };
const ofPorts = new Set(['listen', 'bind', 'connect']);
export type Storage = { readonly trouble: StorageTrouble; readonly path?: string; readonly said: string };

/** Null where the error is not one of storage. */
export function storageTrouble(error: unknown): Storage | null {
  if (!(error instanceof Error)) return null;
  const { code = '', errcode, path, syscall = '', message, cause } = error as Known;
  if (ofPorts.has(syscall)) return null;
  const said = message;
  const own = code === 'ERR_SQLITE_ERROR' ? bySqlite[(errcode ?? 0) & 0xff] : byCode[code];
  if (own !== undefined) return { trouble: own, said, ...(path === undefined ? {} : { path }) };
  if (code === 'LEVEL_IO_ERROR') {
    const file = /^IO error: (.*): [^:]*$/.exec(message)?.[1];
    const trouble = byWords.find(([words]) => words.test(message))?.[1] ?? 'failing';
    return { trouble, said, ...(file === undefined ? {} : { path: file }) };
  }
  return storageTrouble(cause);
}

/** What else can be done about the state of a twin. */
const OTHERWISE = 'or give another directory with --state';

function ownerOf(path: string): string {
  try {
    return `it belongs to user ${statSync(path).uid}, this is ${userInfo().username} (${userInfo().uid})`;
  } catch {
    return `this is user ${process.getuid?.()}`;
  }
}

const sentences: Readonly<Record<StorageTrouble, (path: string, said: string, otherwise: string) => string>> =
  {
    full: (path, _, otherwise) =>
      `the disk of ${path} is full: make room on it (8 MB at least) and start it again, ${otherwise}`,
    denied: (path, _, otherwise) =>
      `${path} cannot be read and written (${ownerOf(path)}): start as its owner, give it to this user with chown, ${otherwise}`,
    readOnly: (path, _, otherwise) =>
      `${path} is on a file system that can only be read: have it mounted for writing, ${otherwise}`,
    noDirectory: (path, said, otherwise) =>
      `${path} cannot be made or is no directory (${said.split(':')[0]}): remove what is in the way, ${otherwise}`,
    damaged: (path, _, otherwise) =>
      `${path} is damaged, or was copied while a twin wrote to it: put a whole copy in its place, start with --fresh, which forgets all that is stored, ${otherwise}`,
    failing: (path, said, otherwise) =>
      `the disk of ${path} fails (${said}): look after the disk, ${otherwise}`,
  };

/** The fault in words; another error is given back as it is. `path` is what was worked at where the error does not say it. */
export function inWords(error: unknown, path: string, otherwise = OTHERWISE): unknown {
  if (error instanceof StateFault) return error;
  const found = storageTrouble(error);
  if (found === null) return error;
  return new StateFault(sentences[found.trouble](found.path ?? path, found.said, otherwise), {
    cause: error,
  });
}

/** Does the work; what goes wrong with files is told in words. */
export function atPath<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw inWords(error, path);
  }
}

/** What is told, once, when a twin that runs can no longer write. */
export function inWordsWhileRunning({ trouble, path, said }: Storage, directory: string): string {
  const where = path ?? directory;
  const refused = 'what would write is refused (500, 503) and nothing that was acknowledged is lost';
  if (trouble === 'full')
    return `the disk of ${where} is full: ${refused}; make room on it (8 MB at least), and the twin goes on by itself`;
  if (trouble === 'damaged') return `${where} is damaged: stop the twin and start it again`;
  return `${where} can no longer be written (${said}): ${refused}; put that right, and the twin goes on by itself`;
}

/** For a file whose content cannot be read as what it is. */
export const damaged = (path: string, error: unknown): Error =>
  Object.assign(new Error(String(error)), { code: 'DAMAGED', path });
