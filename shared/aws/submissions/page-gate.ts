/**
 * Bounds the bytes of ledger pages that folds have in memory at once. Sixteen folds at a time are nothing while each
 * reads a few hundred kilobytes; of sixteen large buckets each holds a page of 1 MB, which is several while it is read.
 *
 * How large a page will be is known only once it is there, so each is expected to be as large as those before it: at
 * first as large as there are, after a small one half as large. A page is let in while what is under way and what is
 * expected of it fits, and always when it is the only one. So many small pages pass together and few large ones;
 * after a run of small ones the first large ones may exceed the bound once.
 */
export type PageGate = {
  /** Waits for its turn, reads a page, and keeps its bytes counted until `release`. */
  readonly enter: <P>(read: () => Promise<P>, bytesOf: (page: P) => number) => Promise<Entered<P>>;
};
type Entered<P> = { readonly page: P; readonly release: () => void };

/** What a query answers with at most. */
const LARGEST_PAGE = 1024 * 1024;
const SMALLEST_EXPECTED = 16 * 1024;

/** Two of the largest pages: each takes some eight times its bytes while it is read, and a consumer stays below 256 MB. */
export const LEDGER_PAGES = 2 * LARGEST_PAGE;

/** For whoever reads one list at a time. */
export const openGate: PageGate = {
  enter: async (read) => ({ page: await read(), release: () => undefined }),
};

export function pageGate(mostBytes: number): PageGate {
  let expected = LARGEST_PAGE;
  let underWay = 0;
  const waiting: (() => void)[] = [];
  const letIn = (): void => {
    while (waiting.length > 0 && (underWay === 0 || underWay + expected <= mostBytes)) {
      underWay += expected;
      waiting.shift()?.();
    }
  };
  return {
    enter: async (read, bytesOf) => {
      let held = await new Promise<number>((resolve) => {
        // What is reserved is what was expected at the moment of entering.
        waiting.push(() => resolve(expected));
        letIn();
      });
      const release = (): void => {
        underWay -= held;
        held = 0;
        letIn();
      };
      try {
        const page = await read();
        const bytes = bytesOf(page);
        underWay += bytes - held;
        held = bytes;
        expected = Math.max(SMALLEST_EXPECTED, bytes, expected / 2);
        letIn();
        return { page, release };
      } catch (error) {
        release();
        throw error;
      }
    },
  };
}
