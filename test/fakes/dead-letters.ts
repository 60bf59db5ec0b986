/** A dead-letter queue in memory, and the one that is counted from: what is held is hidden from others until it is let go, or its time is over. */

import type { DeadLetter, DeadLetterQueue } from '../../shared/app/ports/queues.ts';
import type { DeadLetterSource } from '../../shared/contract/oversight/dead-letters.ts';

/** In milliseconds. */
const HIDDEN = 35_000;

export function fakeDeadLetters(
  letters: readonly (Pick<DeadLetter, 'id' | 'body' | 'sentAt'> & { readonly queue?: DeadLetterSource })[],
  now: () => number,
) {
  const here = new Map(
    letters.map((letter) => [
      letter.id,
      { queue: 'submissions' as DeadLetterSource, ...letter, reason: null, receiveCount: 0, hiddenUntil: 0 },
    ]),
  );
  const back: string[] = [];
  const queue: DeadLetterQueue = {
    hold: async (most) => {
      const seen = [...here.values()].filter(({ hiddenUntil }) => hiddenUntil <= now()).slice(0, most);
      for (const letter of seen) {
        letter.hiddenUntil = now() + HIDDEN;
        letter.receiveCount += 1;
      }
      return seen.map(({ hiddenUntil: _, ...letter }) => ({ ...letter, receipt: letter.id }));
    },
    letGo: async (held) => {
      for (const { id } of held) {
        const letter = here.get(id);
        if (letter !== undefined) letter.hiddenUntil = 0;
      }
    },
    sendBack: async ({ id, body }) => {
      back.push(body);
      here.delete(id);
    },
    remove: async ({ id }) => {
      here.delete(id);
    },
  };
  return {
    queue,
    back,
    there: () => [...here.keys()],
    hidden: () => [...here.values()].filter(({ hiddenUntil }) => hiddenUntil > now()).length,
    bury: (id: string, body: string, sentAt: number) =>
      here.set(id, { id, queue: 'submissions', body, sentAt, reason: null, receiveCount: 0, hiddenUntil: 0 }),
  };
}
