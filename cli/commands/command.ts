/** What every command is given, beside its own options. */
import type { Hub } from '../hub.ts';
import type { View } from '../view.ts';

/** What a run of `dtm` is surrounded by. */
export type Surroundings = {
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
  /** Columns of the terminal that answers are written to; absent or null where they are piped on. */
  readonly width?: number | null;
  /** Asks a person and waits for the line that they type; absent or null where there is nobody to ask. */
  readonly ask?: ((question: string) => Promise<string>) | null;
};

export type Shell = Surroundings & {
  /** The hub that the options before the command name; throws where there is none. */
  readonly hub: () => Hub;
  /** How to show the answer. */
  readonly view: View;
};
