/** One twin per state directory: a file with the process id, which a killed twin leaves behind. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

function holds(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM';
  }
  // A process id is given again after a while: only a Node process can be a twin.
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node');
  } catch {
    return true;
  }
}

/** Throws if another living process has the state. */
export function lockState(directory: string): { readonly unlock: () => void } {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'lock');
  const take = (): void => writeFileSync(file, String(process.pid), { flag: 'wx' });
  try {
    take();
  } catch {
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid === process.pid || (pid > 0 && holds(pid))) {
      throw new Error(
        `${directory} belongs to another twin (process ${pid}): stop that one, or give another state directory`,
      );
    }
    rmSync(file);
    take();
  }
  return { unlock: () => rmSync(file, { force: true }) };
}
