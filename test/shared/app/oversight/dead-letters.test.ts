/** Which dead letters an operator looks at, sends back and deletes; whole queues on SQS are in test/shared/aws/oversight. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { ChangeOrder } from '../../../../shared/app/access/make-change.ts';
import { STEPS_MS } from '../../../../shared/app/access/make-steps.ts';
import { readHistory } from '../../../../shared/app/access/read-history.ts';
import {
  findDeadLetter,
  handleDeadLetters,
  listDeadLetters,
} from '../../../../shared/app/oversight/dead-letters.ts';
import { type DeadLetterOrder, DeadLetterWork } from '../../../../shared/contract/oversight/dead-letters.ts';
import { fakeDeadLetters } from '../../../fakes/dead-letters.ts';
import { Crash, crashing } from '../../../fakes/interpose.ts';
import { fakeOperations, type OperationsPorts } from '../../../fakes/operations.ts';
import { onCall } from '../../../fixtures/maintenance.ts';

const BEGIN = Date.parse('2026-11-20T02:30:00.000Z');
const letter = (id: string, at = BEGIN - 1000) => ({ id, body: `body of ${id}`, sentAt: at });

let operations: OperationsPorts;
let now: number;
let letters: ReturnType<typeof fakeDeadLetters>;
const clock = () => now;
const ports = () => ({ ...operations, queue: letters.queue, now: clock });
beforeEach(() => {
  now = BEGIN;
  operations = fakeOperations();
  letters = fakeDeadLetters(
    ['one', 'two', 'three'].map((id) => letter(id)),
    clock,
  );
});

let calls = 0;
const orderOn = (on: string | null, asked: DeadLetterOrder): ChangeOrder => {
  calls += 1;
  const request = Buffer.from(JSON.stringify(asked)).toString('hex').padEnd(64, '0').slice(-64);
  return { task: 'dead-letters', operator: onCall, requestId: `request-${calls}`, on, request, now };
};
async function handle(on: string | null, asked: DeadLetterOrder, changed = {}) {
  const made = await handleDeadLetters({ ...ports(), ...changed }, orderOn(on, asked), asked);
  return made.ok ? DeadLetterWork.parse(made.value.body) : made.problem;
}
const history = async () => (await readHistory(operations.listOperations, 'dead-letters', null)).changes;
const all = { action: 'send-back' } as const;

test('all are listed by what they are, with the version, and let go of again', async () => {
  const { version, letters: listed, more } = await listDeadLetters(ports());
  expect([version, more, letters.hidden()]).toEqual(['0.0', false, 0]);
  expect(listed.map(({ id, what }) => [id, what])).toEqual([
    ['one', 'body of one'],
    ['three', 'body of three'],
    ['two', 'body of two'],
  ]);
});

test('one is shown with its body; one that is not there is a 404', async () => {
  expect(await findDeadLetter(letters.queue, 'two')).toMatchObject({ value: { body: 'body of two' } });
  expect(await findDeadLetter(letters.queue, 'tw')).toMatchObject({
    problem: { kind: 'dead-letter-not-found' },
  });
  expect(letters.hidden()).toBe(0);
});

describe('handling', () => {
  test('sends back those that are named, and leaves who did it in two changes', async () => {
    expect(await handle('0.0', { ...all, ids: ['two', 'gone'] })).toMatchObject({
      letters: [{ id: 'two', what: 'body of two' }],
      left: 2,
      more: false,
      notThere: [],
    });
    expect([letters.back, letters.there(), letters.hidden()]).toEqual([['body of two'], ['one', 'three'], 0]);
    expect(
      (await history()).map(({ action, on, version, operator }) => [action, on, version, operator]),
    ).toEqual([
      ['end', '1.1', '1.2', onCall],
      ['send-back', '0.0', '1.1', onCall],
    ]);
  });

  test('deletes with a reason only, and only what is named', async () => {
    expect(await handle('0.0', { action: 'delete' })).toMatchObject({
      kind: 'invalid-change',
      findings: [{ pointer: '/ids' }, { pointer: '/reason' }],
    });
    const reason = 'a test\u200b';
    expect(await handle('0.0', { action: 'delete', ids: ['one'], reason })).toMatchObject({
      findings: [{ pointer: '/reason' }],
    });
    expect(letters.there()).toHaveLength(3);
    const why = 'a test of the vendor';
    expect(await handle('0.0', { action: 'delete', ids: ['one'], reason: why })).toMatchObject({
      reason: why,
    });
    expect([letters.there(), letters.back]).toEqual([['two', 'three'], []]);
  });

  test('of all takes a hundred at a time, oldest first, and says whether to go on', async () => {
    letters = fakeDeadLetters(
      Array.from({ length: 250 }, (_, at) => letter(`m${at}`, BEGIN - 1000 - at)),
      clock,
    );
    const first = await handle('0.0', all);
    expect(first).toMatchObject({ more: true, left: 150, letters: { length: 100, 0: { id: 'm249' } } });
    const before = '2026-11-20T02:30:00.000Z';
    letters.bury('back', 'body of m249', now + 1);
    now += 5;
    expect(await handle('1.2', { ...all, before })).toMatchObject({ more: true });
    // What has come back dead meanwhile stays.
    expect(await handle('2.2', { ...all, before })).toMatchObject({ more: false, left: 1 });
    expect([letters.there(), letters.back.length]).toEqual([['back'], 250]);
    expect(await handle('3.2', { ...all, before })).toMatchObject({
      kind: 'no-dead-letters',
      details: { left: 1 },
    });
    // Nothing is taken that is younger than now, whatever is asked for.
    letters.bury('later', 'later', now + 60_000);
    expect(await handle('3.2', { ...all, before: '2027-01-01T00:00:00.000Z' })).toMatchObject({
      letters: [{ id: 'back' }],
    });
    expect(letters.there()).toEqual(['later']);
  });

  test('needs a version, and is refused on an old one, before anything goes', async () => {
    expect(await handle(null, all)).toMatchObject({ kind: 'version-missing' });
    await handle('0.0', { ...all, ids: ['one'] });
    expect(await handle('0.0', all)).toMatchObject({ kind: 'version-changed' });
    expect([letters.back.length, letters.hidden()]).toEqual([1, 0]);
  });

  test('asked for again on the same version is answered as the first time; on the new one it is another', async () => {
    const once = await handle('0.0', { ...all, ids: ['one'] });
    expect(await handle('0.0', { ...all, ids: ['one'] })).toEqual(once);
    expect(letters.back).toEqual(['body of one']);
    letters.bury('one', 'body of one', BEGIN - 1);
    await handle('1.2', { ...all, ids: ['one'] });
    expect(letters.back).toEqual(['body of one', 'body of one']);
  });
});

describe('a function that dies', () => {
  const places = Array.from({ length: 24 }, (_, at) => at).flatMap((at) =>
    (['before', 'after'] as const).map((when) => [when, at] as const),
  );
  test.each(places)(
    '%s call %i loses nothing, and is gone on with once its time is over',
    async (when, at) => {
      const dying = crashing({ ...operations, ...letters.queue }, at, when);
      const death = await handle('0.0', all, { ...dying, queue: dying }).catch((error: unknown) => error);
      const lived = !(death instanceof Crash);
      const begun = (await history()).at(-1);
      const isEnded = (await history())[0]?.action === 'end';
      const soon = await handle('0.0', all);
      if (begun !== undefined && !isEnded) expect(soon).toMatchObject({ kind: 'task-busy' });
      now += STEPS_MS + 1;
      const again = await handle('0.0', all);
      expect(again).toMatchObject({ endedAt: expect.any(String), letters: { length: 3 } });
      expect(letters.there()).toEqual([]);
      expect(new Set(letters.back)).toEqual(new Set(['one', 'two', 'three'].map((id) => `body of ${id}`)));
      const { length: begins } = (await history()).filter(({ action }) => action === 'send-back');
      expect(begins).toBe(1);
      // The last place is behind all calls.
      if (at === 23) expect(lived).toBe(true);
    },
  );

  test('keeps others from the task until its time is over, and no longer', async () => {
    const queue = {
      ...letters.queue,
      sendBack: async () => {
        throw new Error('the queue is gone');
      },
    };
    await expect(handle('0.0', all, { queue })).rejects.toThrow('gone');
    // What it held is let go of.
    expect(letters.hidden()).toBe(0);
    expect(await handle('1.1', { ...all, ids: ['two'] })).toMatchObject({ kind: 'task-busy' });
    now += STEPS_MS + 1;
    expect(await handle('1.1', { ...all, ids: ['two'] })).toMatchObject({ letters: [{ id: 'two' }] });
    // Whoever asks for the first again hears what came of it, and it does not go on.
    expect(await handle('0.0', all)).toMatchObject({ endedAt: null });
    expect(letters.back).toEqual(['body of two']);
  });
});
