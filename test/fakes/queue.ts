/** The submissions queue in memory: at least once, in any order, with receive counts; a message stays until deleted. */
import type { BuryMessage, QueueMessage, SendEntry } from '../../shared/app/ports/queues.ts';
import type { Refold } from '../../shared/contract/submissions/ledger.ts';

export function fakeQueue() {
  const messages = new Map<string, { body: string; receiveCount: number }>();
  const dead: { body: string; reason: string }[] = [];
  let sent = 0;
  const send = (body: string): void => {
    sent += 1;
    messages.set(`m${sent}`, { body, receiveCount: 0 });
  };
  const sendEntry: SendEntry = async (entry) => send(JSON.stringify(entry));
  const buryMessage: BuryMessage = async (body, reason) => {
    dead.push({ body, reason });
  };
  return {
    sendEntry,
    buryMessage,
    /** Anything at all, as a stranger could put it there. */
    send,
    sendRefold: (refold: Omit<Refold, 'kind'>) => send(JSON.stringify({ kind: 'refold', ...refold })),
    waiting: () => [...messages.keys()],
    /** The dead-letter queue. */
    dead: () => [...dead],
    /** Sends everything back from the dead-letter queue, as a redrive does: the receive counts begin anew. */
    redrive(): void {
      for (const { body } of dead.splice(0)) send(body);
    },
    /** Hands out the messages with these ids, or all of them; each stays in the queue until it is deleted. */
    receive(ids: readonly string[] = [...messages.keys()]): QueueMessage[] {
      return ids.flatMap((id) => {
        const message = messages.get(id);
        if (message === undefined) return [];
        message.receiveCount += 1;
        return [{ id, body: message.body, receiveCount: message.receiveCount }];
      });
    },
    /** What SQS does after a partial-batch answer: those that did not fail are deleted. */
    settle(batch: readonly QueueMessage[], failures: readonly { readonly id: string }[]): void {
      const failed = new Set(failures.map(({ id }) => id));
      for (const { id } of batch) if (!failed.has(id)) messages.delete(id);
    },
  };
}
