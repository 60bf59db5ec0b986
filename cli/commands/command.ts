/** What every command is given, beside its own options. */
import type { Hub } from '../hub.ts';

export type Shell = {
  /** The hub that the options before the command name; throws where there is none. */
  readonly hub: () => Hub;
  readonly say: (text: string) => void;
  /** To standard error: what must not get into a variable or a pipe. */
  readonly remark: (text: string) => void;
  /** To the terminal, not into what is piped on. */
  readonly complain: (text: string) => void;
  readonly now: () => number;
  /** A new UUID. */
  readonly newId: () => string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The answer is no: the exit code becomes 1. */
  readonly refuse: () => void;
};
