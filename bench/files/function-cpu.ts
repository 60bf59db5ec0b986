/** The CPU that functions' processes on the twin have used; they are children of this one. On Linux. */
import { readdirSync, readFileSync } from 'node:fs';

/** Of the kernel's clock, a second. */
const TICKS = 100;

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended since.
    return '';
  }
};

/** Seconds by the name of the function, `submit` of `dtm-dev-submit`. */
export function functionCpu(): Record<string, number> {
  const seconds: Record<string, number> = {};
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    // The name of the program in brackets may have blanks: the fields behind it count from its end.
    const [, parent, ...fields] = read(`/proc/${pid}/stat`)
      .replace(/^.*\) /, '')
      .split(' ');
    if (Number(parent) !== process.pid) continue;
    const name = /AWS_LAMBDA_FUNCTION_NAME=dtm-[a-z]+-([a-z-]+)/.exec(read(`/proc/${pid}/environ`))?.[1];
    if (name === undefined) continue;
    const [user = 0, system = 0] = fields.slice(9, 11).map(Number);
    seconds[name] = (seconds[name] ?? 0) + (user + system) / TICKS;
  }
  return seconds;
}
