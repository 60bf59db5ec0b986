import { storageTrouble } from '../../state-fault.ts';

type Done = (error: Error | null) => void;
type Write = (...given: unknown[]) => Promise<void>;
type Writes = Record<'put' | 'del' | 'batch' | 'clear', Write>;

/**
 * A write that fails may leave half a record in LevelDB's log, and what is written behind it is lost when the log is
 * read again. So after a failure nothing is written until the database was opened anew, and a write is answered well
 * only when all that were under way with it have ended well: one of them may lie before it in the log.
 */
export function guardWrites(level: object, onFailure: (error: unknown) => void): void {
  const writes = level as unknown as Writes;
  const underWay = new Set<Promise<void>>();
  let failure: unknown;
  const run = async (write: Write, given: readonly unknown[]): Promise<void> => {
    if (failure !== undefined) throw failure;
    const writing = write(...given);
    underWay.add(writing);
    try {
      await writing;
    } catch (error) {
      if (failure === undefined && storageTrouble(error) !== null) {
        failure = error;
        onFailure(error);
      }
      throw error;
    } finally {
      underWay.delete(writing);
    }
    if (underWay.size > 0) await Promise.allSettled(underWay);
    if (failure !== undefined) throw failure;
  };
  for (const name of ['put', 'del', 'batch', 'clear'] as const) {
    const write = writes[name].bind(level);
    writes[name] = (...given) => {
      const last = given.at(-1);
      if (typeof last !== 'function') return run(write, given);
      const done = last as Done;
      const running = run(write, given.slice(0, -1));
      running.then(
        () => setImmediate(done, null),
        (error) => setImmediate(done, error),
      );
      return running.catch(() => undefined);
    };
  }
}
