/** Lines of a log group's file, read back from any byte on. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import * as z from 'zod';

const Line = z.object({ timestamp: z.number(), logStream: z.string(), message: z.string() });

export type LogLine = z.infer<typeof Line> & { readonly offset: number };

export type LogLines = {
  readonly lines: readonly LogLine[];
  /** Behind the last complete line that was looked at. */
  readonly end: number;
  /** Whether all that is there was looked at. */
  readonly isAll: boolean;
};

/** Longer than any line: 256 KB is the largest event of CloudWatch Logs. */
const MOST_BYTES = 1024 * 1024;

/** A line that a `kill -9` tore is passed over, and so is what was written behind it on the same line. */
function lineOf(text: string, offset: number): LogLine | undefined {
  try {
    return { ...Line.parse(JSON.parse(text)), offset };
  } catch {
    return undefined;
  }
}

/** The complete lines from byte `from` on, of a megabyte at most. A file that is not there yet has none. */
export function readLogLines(file: string, from: number): LogLines {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { lines: [], end: from, isAll: true };
  }
  try {
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.alloc(Math.max(0, Math.min(size - from, MOST_BYTES)));
    const read = bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, from));
    const lines: LogLine[] = [];
    let start = 0;
    for (let feed = read.indexOf(10); feed >= 0; feed = read.indexOf(10, start)) {
      const line = lineOf(read.toString('utf8', start, feed), from + start);
      if (line !== undefined) lines.push(line);
      start = feed + 1;
    }
    return { lines, end: from + start, isAll: start === 0 || from + read.length >= size };
  } finally {
    closeSync(descriptor);
  }
}

/** CloudWatch's filter patterns, as far as the template has them: all lines, or JSON with a property that is true. */
export function patternOf(pattern: string): (message: string) => boolean {
  if (pattern.trim() === '') return () => true;
  const [, name] = /^\{\s*\$\.(\w+) IS TRUE\s*\}$/.exec(pattern) ?? [];
  if (name === undefined)
    throw new Error(
      `the filter pattern ${JSON.stringify(pattern)} is none that the twin knows (all lines, or { $.name IS TRUE }): add it in twin/log-lines.ts`,
    );
  return (message) => {
    if (!message.startsWith('{')) return false;
    try {
      return (JSON.parse(message) as Record<string, unknown>)[name] === true;
    } catch {
      return false;
    }
  };
}

/** A number of 56 digits, as CloudWatch's are. */
export const eventIdOf = ({ timestamp, offset }: LogLine, kind: 'searched' | 'delivered'): string =>
  // AWS does not say that the two are equal: here they are not.
  `${timestamp}${String(offset).padStart(42, '0')}${kind === 'searched' ? 1 : 2}`;
