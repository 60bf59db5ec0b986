/**
 * Who has something: a file that names processes. It is held as long as one of them lives; a killed owner leaves the
 * file behind, and whoever asks next takes it over at once.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

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

/** What the file says; null where there is none. */
function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fault;
  }
}

/** Writes beside the file and gives that to `place`: nobody ever reads half a name. */
function write(file: string, text: string, place: (draft: string) => void): void {
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, text);
  try {
    place(draft);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Of several that ask at the same time one gets it. Does not wait. */
export function tryLock(file: string): LockAttempt {
  const own = identityOf(process.pid) ?? String(process.pid);
  const lock: Lock = {
    shareWith: (pid) => {
      const other = identityOf(pid);
      if (other !== null) write(file, `${own}\n${other}`, (draft) => renameSync(draft, file));
    },
    unlock: () => rmSync(file, { force: true }),
  };
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    try {
      write(file, own, (draft) => linkSync(draft, file));
      return { lock };
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    }
    const found = read(file);
    if (found === null) continue;
    const owner = found.split('\n').find(lives);
    if (owner !== undefined) return { heldBy: pidOf(owner) };
    // Two that find the same dead owner would each replace the other: only the holder of a second lock may, and looks again.
    const heir = tryLock(`${file}.heir`);
    if ('heldBy' in heir) return heir;
    try {
      if (read(file) !== found) continue;
      write(file, own, (draft) => renameSync(draft, file));
      return { lock };
    } finally {
      heir.lock.unlock();
    }
  }
}

/** One twin per state directory. Throws if another living process has the state. */
export function lockState(directory: string): Lock {
  const attempt = tryLock(join(directory, 'lock'));
  if ('lock' in attempt) return attempt.lock;
  throw new Error(
    `${directory} belongs to another twin (process ${attempt.heldBy}): stop that one, or give another state directory`,
  );
}
