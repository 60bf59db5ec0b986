/** Log groups as files of JSON lines, `logs/<log group>.log`: what CloudWatch would hold. */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type LogEvent = { readonly timestamp: number; readonly logStream: string; readonly message: string };

export type Logs = {
  readonly append: (logGroup: string, event: LogEvent) => void;
  readonly file: (logGroup: string) => string;
  readonly close: () => void;
};

/** Writes at once, so that a line is in the file when its answer is out, and after `kill -9`. */
export function openLogs(directory: string): Logs {
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
  let closed = false;
  return {
    file,
    append: (logGroup, event) => {
      if (!closed) writeSync(open(logGroup), `${JSON.stringify(event)}\n`);
    },
    close: () => {
      closed = true;
      for (const descriptor of files.values()) closeSync(descriptor);
      files.clear();
    },
  };
}
