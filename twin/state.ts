/** The directory that a twin keeps its state in: made, ours, of this version, with space, and had by one twin at a time. */
import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type Lock, lockState } from './lock.ts';
import { atPath, StateFault } from './state-fault.ts';

/** Raised by a change after which what was stored before, or will be stored after, is misread. */
const STATE_VERSION = '1';
/** LevelDB writes its log anew when it opens: with less it may not come up, or not for long. */
const LEAST_BYTES = 8_000_000;

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** Not `recursive`: below /proc that never ends, and it does not say which part is in the way. */
function makeDirectory(path: string, parentsMade = false): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' && statSync(path).isDirectory()) return;
    if (code === 'ENOENT' && !parentsMade && dirname(path) !== path) {
      makeDirectory(dirname(path));
      makeDirectory(path, true);
    } else if (code === 'EEXIST' || code === 'ENOENT')
      throw Object.assign(new Error((error as Error).message), { code: 'ENOTDIR', path });
    else throw error;
  }
}

/** Throws for the first file that this user may not read and write. */
function checkRights(path: string, isDirectory: boolean): void {
  const { R_OK, W_OK, X_OK } = constants;
  try {
    accessSync(path, isDirectory ? R_OK | W_OK | X_OK : R_OK | W_OK);
  } catch (error) {
    // Gone since it was listed.
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (!isDirectory) return;
  for (const entry of readdirSync(path, { withFileTypes: true }))
    checkRights(join(path, entry.name), entry.isDirectory());
}

/** By the file system's figures, and by a file, as a quota is not among them. Leaves nothing behind. */
export function hasSpace(directory: string): boolean {
  const { bavail, bsize } = statfsSync(directory);
  if (bavail * bsize < LEAST_BYTES) return false;
  const probe = join(directory, `space.${process.pid}.probe`);
  try {
    writeFileSync(probe, Buffer.alloc(LEAST_BYTES, 1));
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { force: true });
  }
}

/** A state without the file is of the first version: the file came later. */
function checkVersion(directory: string, file: string): void {
  let found: string;
  try {
    found = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return;
  }
  if (found !== STATE_VERSION)
    throw new StateFault(
      `${directory} was written by another version of the twin (its state is ${JSON.stringify(found.slice(0, 20))}, this one reads "${STATE_VERSION}"): start that version, start this one with --fresh, which forgets all that is stored, or give another directory with --state`,
    );
}

/** Throws a `StateFault`, having changed nothing, where a twin cannot have the directory. `parts` are what `fresh` removes. */
export function openState(directory: string, parts: readonly string[], fresh: boolean): Lock {
  return atPath(directory, () => {
    makeDirectory(directory);
    checkRights(directory, true);
    const lock = lockState(directory, fresh);
    try {
      const version = join(directory, 'version');
      if (fresh) for (const part of parts) rmSync(part, { recursive: true, force: true });
      else checkVersion(directory, version);
      if (!hasSpace(directory)) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      writeFileSync(version, `${STATE_VERSION}\n`);
      return lock;
    } catch (error) {
      lock.unlock();
      throw error;
    }
  });
}
