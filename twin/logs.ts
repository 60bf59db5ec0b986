/** Log groups as files of JSON lines, `logs/<log group>.log`: what CloudWatch would hold. */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type LogEvent = { readonly timestamp: number; readonly logStream: string; readonly message: string };

export type Logs = {
  readonly append: (logGroup: string, event: LogEvent) => void;
  readonly file: (logGroup: string) => string;
  readonly close: () => void;
};

/** As much as is kept in memory while nothing can be written. */
const MOST_KEPT_BYTES = 16 * 1024 * 1024;
const TRY_AGAIN_MILLISECONDS = 1000;

export type LogTroubles = {
  /** Whether it was the disk's fault; another one is thrown. */
  readonly failed: (error: unknown) => boolean;
  /** So many lines found no room in memory either. */
  readonly onLost: (lines: number) => void;
};

/**
 * Writes at once, so that a line is in the file when its answer is out, and after `kill -9`. Lines that the disk does not
 * take are kept and written later, in order.
 */
export function openLogs(directory: string, troubles: LogTroubles): Logs {
  const files = new Map<string, number>();
  const file = (logGroup: string): string =>
    join(directory, `${logGroup.replace(/^\/+/, '').replaceAll('..', '_')}.log`);
  const open = (logGroup: string): number => {
    const known = files.get(logGroup);
    if (known !== undefined) return known;
    mkdirSync(dirname(file(logGroup)), { recursive: true });
    const descriptor = openSync(file(logGroup), 'a');
    files.set(logGroup, descriptor);
    return descriptor;
  };
  const kept: { readonly logGroup: string; bytes: Buffer }[] = [];
  let [keptBytes, lost] = [0, 0];
  let timer: NodeJS.Timeout | undefined;
  /** Takes from `line` what is written. */
  const write = (line: (typeof kept)[number]): boolean => {
    try {
      while (line.bytes.length > 0)
        line.bytes = line.bytes.subarray(writeSync(open(line.logGroup), line.bytes));
      return true;
    } catch (error) {
      if (!troubles.failed(error)) throw error;
      return false;
    }
  };
  const writeKept = (): void => {
    timer = undefined;
    for (let first = kept[0]; first !== undefined; first = kept[0]) {
      const { length } = first.bytes;
      const isWritten = write(first);
      keptBytes -= length - first.bytes.length;
      if (!isWritten) {
        tryLater();
        return;
      }
      kept.shift();
    }
    if (lost > 0) troubles.onLost(lost);
    lost = 0;
  };
  const tryLater = (): void => {
    timer ??= setTimeout(writeKept, TRY_AGAIN_MILLISECONDS).unref();
  };
  let closed = false;
  return {
    file,
    append: (logGroup, event) => {
      if (closed) return;
      const line = { logGroup, bytes: Buffer.from(`${JSON.stringify(event)}\n`) };
      if (kept.length === 0 && write(line)) return;
      if (keptBytes + line.bytes.length > MOST_KEPT_BYTES) lost += 1;
      else {
        kept.push(line);
        keptBytes += line.bytes.length;
      }
      tryLater();
    },
    close: () => {
      closed = true;
      if (kept.length > 0) writeKept();
      clearTimeout(timer);
      for (const descriptor of files.values()) closeSync(descriptor);
      files.clear();
    },
  };
}
