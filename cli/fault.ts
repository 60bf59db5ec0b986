/** How a command ends when it does not end well. */
import type { Language, Localized } from '../shared/contract/text.ts';

/**
 * 1: the answer is no: a check found something, or the hub refused what it was asked to do or to say. 2: there is no answer: the
 * command line is wrong, nobody answers, or whoever asks may not (401, 403), whatever was asked. The same for every command.
 */
export type ExitCode = 1 | 2;

/** Of an answer of the hub that is none of 2xx: what the exit code says of it. */
export const exitCodeOf = (status: number): ExitCode =>
  status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status) ? 1 : 2;

/**
 * Something a person can put right; what it says is all that is shown: what, where, what is allowed. In both languages, or as a text
 * that is in the language of the view already. `message` is in English.
 */
export class CommandFault extends Error {
  readonly exitCode: ExitCode;
  readonly says: Localized;

  constructor(says: Localized | string, exitCode: ExitCode = 2) {
    super(typeof says === 'string' ? says : says.en);
    this.says = typeof says === 'string' ? { vi: says, en: says } : says;
    this.exitCode = exitCode;
  }
}

const listOf = (allowed: Iterable<string>): string => [...allowed].join(', ');

export const oneOf = (allowed: Iterable<string>): string => `allowed: ${listOf(allowed)}`;
export const oneOfText = (allowed: Iterable<string>): Localized => ({
  vi: `được phép: ${listOf(allowed)}`,
  en: `allowed: ${listOf(allowed)}`,
});

/** What to tell of an error of which nothing is known; the cause of `fetch failed` is in its cause. */
export function faultText(error: unknown, language: Language = 'en'): string {
  if (error instanceof CommandFault) return error.says[language];
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause : null;
  return cause === null ? error.message || error.name : `${error.message}: ${faultText(cause)}`;
}
