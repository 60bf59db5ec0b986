/** How a command ends when it does not end well. */

/** 1: the answer is no (totals differ, the seed has faults, a report was refused). 2: the question was not answered. */
export type ExitCode = 1 | 2;

/** Something a person can put right; its message is all that is shown: what, where, what is allowed. */
export class CommandFault extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

export const oneOf = (allowed: Iterable<string>): string => `allowed: ${[...allowed].join(', ')}`;

/** What to tell of an error of which nothing is known; the cause of `fetch failed` is in its cause. */
export function faultText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause : null;
  return cause === null ? error.message || error.name : `${error.message}: ${faultText(cause)}`;
}
