/**
 * Who has something: a file that names processes. It is held as long as one of them lives; a killed owner leaves the
 * file behind, and whoever asks next takes it over at once.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isElsewhere, type Place, placeOf } from './place.ts';
import { StateFault } from './state-fault.ts';

export type Lock = {
  /** Held until this process has ended too, even if the owner is killed before it. */
  readonly shareWith: (pid: number) => void;
  readonly unlock: () => void;
};

export type LockAttempt = { readonly lock: Lock } | { readonly heldBy: number };

/** Fields of /proc/<pid>/stat behind the command's name: the state, and when the process began. */
const [STATE, BEGAN] = [0, 19];
const ENDED = new Set(['Z', 'X']);

/** The id with the time at which the process began, as ids are given again; null where no such process lives. */
function identityOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ENDED.has(fields[STATE] ?? '') ? null : `${pid} ${fields[BEGAN]}`;
  } catch {
    // No /proc: the id has to do.
    return String(pid);
  }
}

const pidOf = (line: string): number => Number.parseInt(line, 10);

function lives(line: string): boolean {
  const pid = pidOf(line);
  const found = pid > 0 ? identityOf(pid) : null;
  return found !== null && (found === line || line === String(pid));
}

/** The line that says where the lock was taken: in a copy of the directory its owner holds nothing. */
const AT = 'at ';
const placeLine = (file: string): string => `${AT}${JSON.stringify(placeOf(dirname(file)))}`;

type Holder = { readonly pid: number; readonly copiedFrom?: string };

/** Who lives of those whom the file names. */
function holderIn(text: string, file: string): Holder | null {
  const lines = text.split('\n');
  const owner = lines.find(lives);
  if (owner === undefined) return null;
  const at = lines.find((line) => line.startsWith(AT));
  const taken = at === undefined ? null : (JSON.parse(at.slice(AT.length)) as Place);
  const isCopy = taken !== null && isElsewhere(taken, placeOf(dirname(file)));
  return { pid: pidOf(owner), ...(isCopy ? { copiedFrom: taken.path } : {}) };
}

/** What the file says; null where there is none. */
function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw fault;
  }
}

/** Writes beside the file and gives that to `place`: nobody ever reads half a name. */
function write(file: string, text: string, place: (draft: string) => void): void {
  const draft = `${file}.${process.pid}.draft`;
  try {
    writeFileSync(draft, text);
    place(draft);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Of several that ask at the same time one gets it. Does not wait. */
export function tryLock(file: string): LockAttempt {
  mkdirSync(dirname(file), { recursive: true });
  const own = identityOf(process.pid) ?? String(process.pid);
  const at = placeLine(file);
  const lock: Lock = {
    shareWith: (pid) => {
      const other = identityOf(pid);
      if (other !== null) write(file, `${own}\n${other}\n${at}`, (draft) => renameSync(draft, file));
    },
    unlock: () => rmSync(file, { force: true }),
  };
  for (;;) {
    try {
      write(file, `${own}\n${at}`, (draft) => linkSync(draft, file));
      return { lock };
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    }
    const found = read(file);
    if (found === null) continue;
    const holder = holderIn(found, file);
    if (holder !== null && holder.copiedFrom === undefined) return { heldBy: holder.pid };
    // Two that find the same dead owner would each replace the other: only the holder of a second lock may, and looks again.
    const heir = tryLock(`${file}.heir`);
    if ('heldBy' in heir) return heir;
    try {
      if (read(file) !== found) continue;
      write(file, `${own}\n${at}`, (draft) => renameSync(draft, file));
      return { lock };
    } finally {
      heir.lock.unlock();
    }
  }
}

/** The process of the twin that runs in the directory; null where none does. What is a copy has no twin of its own. */
export function runningIn(directory: string): number | null {
  const file = join(directory, 'lock');
  const found = read(file);
  const holder = found === null ? null : holderIn(found, file);
  return holder === null || holder.copiedFrom !== undefined ? null : holder.pid;
}

/**
 * One twin per state directory. Throws if another living process has the state, or has what it is a copy of: stores
 * that are copied while a twin writes may be torn. `fresh` needs nothing of a copy.
 */
export function lockState(directory: string, fresh = false): Lock {
  const file = join(directory, 'lock');
  const found = read(file);
  const holder = found === null ? null : holderIn(found, file);
  if (holder?.copiedFrom !== undefined && !fresh)
    throw new StateFault(
      `${directory} was copied from ${holder.copiedFrom} while a twin wrote to it (process ${holder.pid}): stop that twin and copy again, or start with --fresh, which forgets all that is stored`,
    );
  const attempt = tryLock(file);
  if ('lock' in attempt) return attempt.lock;
  throw new StateFault(
    `${directory} belongs to another twin (process ${attempt.heldBy}): stop that one, or give another directory with --state`,
  );
}
