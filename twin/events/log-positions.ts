/** Up to which byte of its log each subscription has been worked off: in a file, so that a `kill -9` repeats lines and loses none. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

const Positions = z.record(z.string(), z.int());

export type LogPositions = {
  /** Undefined for a subscription that was not there before. */
  readonly of: (name: string) => number | undefined;
  readonly put: (name: string, position: number) => void;
};

/** `failed`: whether a fault was the disk's; then the file stays behind, and lines come again after a restart. */
export function openLogPositions(file: string, failed: (error: unknown) => boolean): LogPositions {
  const read = (): Record<string, number> => {
    try {
      return Positions.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw error;
    }
  };
  const positions = read();
  return {
    of: (name) => positions[name],
    put: (name, position) => {
      if (positions[name] === position) return;
      positions[name] = position;
      try {
        writeFileSync(`${file}.new`, JSON.stringify(positions));
        renameSync(`${file}.new`, file);
      } catch (error) {
        if (!failed(error)) throw error;
      }
    },
  };
}
