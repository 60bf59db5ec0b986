/** Dead letters as an operator handles them: looking at them, and sending them back to be counted. */
import { hash } from 'node:crypto';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { DeadLetter, DeadLetterQueue } from '../ports/queues.ts';

/** What one look takes at most; a redrive of all goes on page by page. */
const MOST = 5000;

/** An id names one of them by its beginning; refused is one that names none or several, with how many. */
type OneOf = Result<DeadLetter, { readonly found: number }>;

/** Holds all of them while `work` looks at them, and lets go of those that it does not send back. */
async function whileHeld<T>(
  queue: DeadLetterQueue,
  work: (letters: readonly DeadLetter[], sendBack: DeadLetterQueue['sendBack']) => Promise<T>,
): Promise<T> {
  const letters = await queue.hold(MOST);
  const gone = new Set<string>();
  try {
    return await work(letters, async (letter) => {
      await queue.sendBack(letter);
      gone.add(letter.id);
    });
  } finally {
    await queue.letGo(letters.filter(({ id }) => !gone.has(id)));
  }
}

function theOne(letters: readonly DeadLetter[], id: string): OneOf {
  const found = letters.filter((letter) => letter.id.startsWith(id));
  const [only] = found;
  return only !== undefined && found.length === 1 ? ok(only) : fail({ found: found.length });
}

/** Oldest first. */
export const listDeadLetters = (queue: DeadLetterQueue): Promise<readonly DeadLetter[]> =>
  whileHeld(queue, async (letters) => letters);

export const findDeadLetter = (queue: DeadLetterQueue, id: string): Promise<OneOf> =>
  whileHeld(queue, async (letters) => theOne(letters, id));

export const redriveOne = (queue: DeadLetterQueue, id: string): Promise<OneOf> =>
  whileHeld(queue, async (letters, sendBack) => {
    const one = theOne(letters, id);
    if (one.ok) await sendBack(one.value);
    return one;
  });

export type RedriveAll = {
  /** Milliseconds since 1970, by the operator's clock: what was sent first from then on was not there at the beginning. */
  readonly began: number;
  /** So many are held at once; few enough that they are sent before others see them again. */
  readonly page?: number;
  readonly onSent: (letter: DeadLetter) => unknown;
};

const PAGE = 500;

/**
 * Sends back every message that was there when it began, page by page, and answers with how many it left: what came in
 * meanwhile, and what came back dead, so that poison does not go round for ever. As the operator's clock may be ahead
 * of the queue's, a message is also known to have come back by its body: one that was sent back already, in a message
 * younger than all of the first page.
 */
export async function redriveAll(
  queue: DeadLetterQueue,
  { began, page = PAGE, onSent }: RedriveAll,
): Promise<number> {
  const held = new Map<string, DeadLetter>();
  const sent = new Set<string>();
  let youngest: number | null = null;
  const wasThere = ({ body, sentAt }: DeadLetter): boolean =>
    sentAt < began && (sentAt <= (youngest ?? sentAt) || !sent.has(digestOf(body)));
  try {
    for (;;) {
      const letters = await queue.hold(page);
      const isNews = letters.some(({ id }) => !held.has(id));
      for (const letter of letters) held.set(letter.id, letter);
      youngest ??= Math.max(...letters.map(({ sentAt }) => sentAt));
      const there = letters.filter(wasThere);
      for (const letter of there) {
        await queue.sendBack(letter);
        held.delete(letter.id);
        sent.add(digestOf(letter.body));
        await onSent(letter);
      }
      if (there.length === 0 && (!isNews || letters.length < page)) return held.size;
    }
  } finally {
    await queue.letGo([...held.values()]);
  }
}

const digestOf = (body: string): string => hash('sha256', body, 'base64');
