import type { LateEndpoint } from './late-endpoint.ts';
import type { TwinEvent } from './options.ts';

/** What reaches the developer, and when. */
export type Telling = {
  readonly event: (event: TwinEvent) => void;
  /** While nothing can be written, that is said, once: every other fault follows from it. */
  readonly unlessDown: (event: TwinEvent) => void;
  readonly fault: (text: string) => void;
  /** Of stores that cannot be written, or can again. During the start it is kept, as what the start fails with. */
  readonly storage: (text: string, error?: unknown) => void;
  /** What the stores were found to be at the start; undefined where nothing is wrong. */
  readonly foundAtStart: () => unknown;
  /** Ends the start; throws what was found meanwhile. */
  readonly running: () => void;
};

export function createTelling(event: (event: TwinEvent) => void, endpoint: LateEndpoint): Telling {
  let [isRunning, found]: [boolean, unknown] = [false, undefined];
  const unlessDown = (it: TwinEvent): void => {
    if (!endpoint.isDown()) event(it);
  };
  return {
    event,
    unlessDown,
    fault: (text) => unlessDown({ kind: 'fault', text }),
    storage: (text, error) => {
      if (isRunning) event({ kind: 'fault', text });
      else found ??= error;
    },
    foundAtStart: () => found,
    running: () => {
      if (found !== undefined) throw found;
      isRunning = true;
    },
  };
}
