/**
 * What happens when a write fails because the disk is full, fails, or has become read-only. LevelDB's log may end in a
 * torn record then, and the queues in memory may be ahead of their file: no write is tried any more, reads go on, and as
 * soon as the disk can be written the stores are opened anew from what is on it, as a start would.
 */
import { inWordsWhileRunning, storageTrouble } from '../state-fault.ts';

export type StorageOptions = {
  readonly directory: string;
  readonly hasSpace: (directory: string) => boolean;
  /** Closes the stores and opens them anew. */
  readonly reopen: () => Promise<void>;
  /** Called once when it begins and once when it ends. */
  readonly tell: (sentence: string, error?: unknown) => void;
  readonly lookEveryMilliseconds?: number;
};

export type Storage = {
  /** From the first write that failed until the stores are open again. */
  isDown(): boolean;
  /** Whether it was the storage's fault: then it is told, once, and nothing else needs to be said. */
  failed(error: unknown): boolean;
  stop(): void;
};

const LOOK_EVERY_MILLISECONDS = 1000;

export function watchStorage(options: StorageOptions): Storage {
  const { directory, lookEveryMilliseconds = LOOK_EVERY_MILLISECONDS, tell } = options;
  let timer: NodeJS.Timeout | undefined;
  let down = false;
  let stopped = false;
  const lookLater = (): void => {
    if (!stopped) timer = setTimeout(look, lookEveryMilliseconds).unref();
  };
  const look = async (): Promise<void> => {
    try {
      if (!options.hasSpace(directory)) return lookLater();
      await options.reopen();
    } catch (error) {
      const trouble = storageTrouble(error)?.trouble;
      if (trouble !== undefined && trouble !== 'damaged') return lookLater();
      if (!stopped) tell(`the stores in ${directory} do not open again: stop the twin and start it again`);
      return;
    }
    down = false;
    if (!stopped) tell(`${directory} can be written again: the twin goes on`);
  };
  return {
    isDown: () => down,
    failed: (error) => {
      const found = storageTrouble(error);
      if (found === null) return false;
      if (down || stopped) return true;
      down = true;
      tell(inWordsWhileRunning(found, directory), error);
      lookLater();
      return true;
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** Operations that go on while nothing can be written. */
export const onlyReads = (operation: string): boolean =>
  /^(BatchGet|Describe|Get|Head|List|Query|Scan)/.test(operation);
