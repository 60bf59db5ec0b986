/** Which dead letters an operator looks at and sends back; whole queues on SQS are in test/shared/aws/oversight. */
import { beforeEach, expect, test } from 'vitest';
import {
  findDeadLetter,
  listDeadLetters,
  redriveOne,
} from '../../../../shared/app/oversight/dead-letters.ts';
import type { DeadLetter, DeadLetterQueue } from '../../../../shared/app/ports/queues.ts';

const letter = (id: string): DeadLetter => ({
  id,
  body: `body of ${id}`,
  reason: null,
  receiveCount: 1,
  sentAt: 0,
  receipt: id,
});

let here: DeadLetter[];
let held: Set<string>;
let back: string[];
const queue: DeadLetterQueue = {
  hold: async () => {
    for (const { id } of here) held.add(id);
    return [...here];
  },
  letGo: async (letters) => {
    for (const { id } of letters) held.delete(id);
  },
  sendBack: async ({ id, body }) => {
    if (body.endsWith('lost')) throw new Error('the queue is gone');
    back.push(body);
    here = here.filter((one) => one.id !== id);
    held.delete(id);
  },
};
beforeEach(() => {
  here = ['0f0e0d', '0f1111', 'aa2222', 'lost'].map(letter);
  held = new Set();
  back = [];
});

test('all are listed, and let go of again', async () => {
  expect(await listDeadLetters(queue)).toEqual(here);
  expect(held.size).toBe(0);
});

test.each<[string, Awaited<ReturnType<typeof findDeadLetter>>]>([
  ['0f0', { ok: true, value: letter('0f0e0d') }],
  ['aa2222', { ok: true, value: letter('aa2222') }],
  ['0f', { ok: false, problem: { found: 2 } }],
  ['b', { ok: false, problem: { found: 0 } }],
])('one is named by the beginning of its id: %s', async (id, one) => {
  expect(await findDeadLetter(queue, id)).toEqual(one);
  expect(await redriveOne(queue, id)).toEqual(one);
  expect(back).toEqual(one.ok ? [one.value.body] : []);
  expect(held.size).toBe(0);
});

test('one that cannot be sent back is let go of, as all others', async () => {
  await expect(redriveOne(queue, 'lost')).rejects.toThrow('gone');
  expect([here.length, held.size]).toEqual([4, 0]);
});
