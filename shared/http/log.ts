/** What the functions write to their logs: one JSON object a line, of allow-listed fields (DESIGN §9). */
import type { AuditEvent } from '../contract/access/audit.ts';

/** A throw: a bug or an outage. Messages are left out, as they quote what was being worked on. */
export type FaultLine = {
  readonly level: 'ERROR' | 'WARN';
  readonly event: string;
  readonly requestId: string;
  readonly fault: string;
  /** Of the error, its cause, and so on. */
  readonly trace: readonly string[];
};

export type Log = (line: AuditEvent | FaultLine) => void;

/** The line goes to the stream itself: `console.log` of Lambda puts a prefix before it, and costs more. */
export const jsonLines =
  (write: (line: string) => unknown): Log =>
  (line) => {
    write(`${JSON.stringify(line)}\n`);
  };

const MOST_FRAMES = 20;
const MOST_CAUSES = 3;

const nameOf = (error: unknown): string =>
  error instanceof Error && /^[\w.$]{1,80}$/.test(error.name) ? error.name : 'Error';

/** V8 puts name and message before the frames; the message is cut off by its length, whatever it looks like. */
function framesOf(error: Error): string[] {
  const stack = error.stack ?? '';
  const at = error.message === '' ? 0 : stack.indexOf(error.message);
  if (at < 0) return [];
  const frames = stack.slice(at + error.message.length).split('\n');
  return frames
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .slice(0, MOST_FRAMES);
}

export function faultOf(error: unknown): Pick<FaultLine, 'fault' | 'trace'> {
  const trace: string[] = [];
  let cause = error;
  for (let depth = 0; depth <= MOST_CAUSES && cause instanceof Error; depth += 1) {
    if (depth > 0) trace.push(`caused by ${nameOf(cause)}`);
    trace.push(...framesOf(cause));
    cause = cause.cause;
  }
  return { fault: nameOf(error), trace };
}
