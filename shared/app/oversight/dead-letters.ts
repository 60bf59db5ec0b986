/** Dead letters as an operator handles them: looking at them, sending them back to be counted, deleting them. */
import { hash } from 'node:crypto';
import type { Change } from '../../contract/access/change.ts';
import {
  type DeadLetterList,
  type DeadLetterOrder,
  type DeadLetterShown,
  type DeadLetterSummary,
  DeadLetterWork,
  MOST_HANDLED,
} from '../../contract/oversight/dead-letters.ts';
import { parseRecorded } from '../../contract/recorded.ts';
import { QueueBody } from '../../contract/submissions/ledger.ts';
import { plainFinding } from '../../domain/json/plain-finding.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { submissionId } from '../../domain/submissions/submission-key.ts';
import { cut } from '../../domain/values/cut.ts';
import type { ChangeOrder } from '../access/make-change.ts';
import { makeSteps } from '../access/make-steps.ts';
import { nextName, numberedRecords, type RecordPorts } from '../access/numbered-records.ts';
import type { LeasePorts } from '../access/task-lease.ts';
import type { DeadLetter, DeadLetterQueue } from '../ports/queues.ts';

export type DeadLetterPorts = RecordPorts &
  LeasePorts & { readonly queue: DeadLetterQueue; readonly now: () => number };

/** What one look holds at most, and how many it asks for at a time; each receive brings ten, in some 20 ms. */
const MOST_HELD = 2000;
const PAGE = 500;
/** Of what a message is about. */
const MOST_SAID = 200;

const storeOf = (ports: RecordPorts) => numberedRecords<DeadLetterWork>(ports, 'dead-letters');

/** The submission that a message is about, or how it begins. */
export function whatItIs(body: string): string {
  try {
    const read = QueueBody.parse(JSON.parse(body));
    const what =
      read.kind === 'refold'
        ? `refold of ${read.node} in ${read.dataset} ${read.period}`
        : submissionId(read);
    return cut(what, MOST_SAID);
  } catch {
    return cut(body, MOST_SAID);
  }
}

const summaryOf = ({ id, queue, body, reason, receiveCount, sentAt }: DeadLetter): DeadLetterSummary => ({
  id,
  queue,
  what: whatItIs(body),
  reason,
  receiveCount,
  sentAt: new Date(sentAt).toISOString(),
});

type Held = { readonly letters: readonly DeadLetter[]; readonly isAll: boolean };

/** Holds messages, oldest first, until these are enough, while `work` looks at them; lets go of those that it does not take away. */
async function whileHeld<T>(
  queue: DeadLetterQueue,
  isEnough: (letters: readonly DeadLetter[]) => boolean,
  work: (held: Held, gone: Set<string>) => Promise<T>,
): Promise<T> {
  const held = new Map<string, DeadLetter>();
  const gone = new Set<string>();
  try {
    for (;;) {
      const page = await queue.hold(PAGE);
      for (const letter of page) held.set(letter.id, letter);
      const letters = [...held.values()].sort((a, b) => a.sentAt - b.sentAt || (a.id < b.id ? -1 : 1));
      const isAll = page.length < PAGE;
      if (isAll || letters.length >= MOST_HELD || isEnough(letters))
        return await work({ letters, isAll }, gone);
    }
  } finally {
    await queue.letGo([...held.values()].filter(({ id }) => !gone.has(id)));
  }
}

/** Oldest first, with the version that a change is to name. */
export async function listDeadLetters(ports: DeadLetterPorts): Promise<DeadLetterList> {
  const { version } = await storeOf(ports).read();
  return whileHeld(
    ports.queue,
    (letters) => letters.length >= MOST_LISTED,
    async ({ letters, isAll }) => ({
      version,
      letters: letters.slice(0, MOST_LISTED).map(summaryOf),
      more: !isAll || letters.length > MOST_LISTED,
    }),
  );
}

const MOST_LISTED = 1000;

export const findDeadLetter = (
  queue: DeadLetterQueue,
  id: string,
): Promise<Result<DeadLetterShown, Problem>> =>
  whileHeld(
    queue,
    (letters) => letters.some((letter) => letter.id === id),
    async ({ letters }) => {
      const found = letters.find((letter) => letter.id === id);
      if (found === undefined) return fail(problem('dead-letter-not-found', { id }));
      return ok({ ...summaryOf(found), body: found.body });
    },
  );

/**
 * Sends back, or deletes, those that are asked for, at most a hundred. Their names are kept before the first of them goes: whoever dies
 * leaves messages in both queues or in the dead one, never in none. A submission is counted once however often it is sent back.
 */
export async function handleDeadLetters(
  ports: DeadLetterPorts,
  order: ChangeOrder,
  asked: DeadLetterOrder,
): Promise<Result<Change>> {
  const refusal = refuseOrder(asked);
  if (refusal !== null) return fail(refusal);
  if (order.on === null) return fail(problem('version-missing', { task: order.task }));
  const { action, ids } = asked;
  // What is of later than now has come back dead: it would go round for ever.
  const before = Math.min(order.now, asked.before === undefined ? order.now : Date.parse(asked.before));
  const isMeant = ({ id, sentAt }: DeadLetter): boolean =>
    ids === undefined ? sentAt < before : ids.includes(id);
  const isEnough = (letters: readonly DeadLetter[]): boolean =>
    letters.filter(isMeant).length > (ids === undefined ? MOST_HANDLED : ids.length - 1);
  return whileHeld(ports.queue, isEnough, async ({ letters, isAll }, gone) => {
    const meant = letters.filter(isMeant);
    const chosen = meant.slice(0, MOST_HANDLED);
    return makeSteps(ports, storeOf(ports), order, {
      read: (body) => parseRecorded(DeadLetterWork, body),
      decide: (newest) => {
        const left = letters.length - chosen.length;
        if (chosen.length === 0) return fail(problem('no-dead-letters', { left }));
        const after: DeadLetterWork = {
          action,
          reason: asked.reason ?? null,
          before: new Date(before).toISOString(),
          letters: chosen.map(({ id, body }) => ({ id, what: whatItIs(body), sha256: hash('sha256', body) })),
          left,
          more: ids === undefined && (meant.length > chosen.length || !isAll),
          begunAt: new Date(order.now).toISOString(),
          endedAt: null,
          notThere: [],
        };
        return ok({ record: nextName('dead-letters', newest), action, before: null, after });
      },
      carryOut: async (begun) => {
        const here = new Map(letters.map((letter) => [letter.id, letter]));
        const notThere: string[] = [];
        for (const { id } of begun.letters) {
          const letter = here.get(id);
          if (letter === undefined) {
            notThere.push(id);
            continue;
          }
          await (begun.action === 'delete' ? ports.queue.remove(letter) : ports.queue.sendBack(letter));
          gone.add(id);
        }
        return { ...begun, notThere, endedAt: new Date(ports.now()).toISOString() };
      },
    });
  });
}

/** Null: the order says all that its action needs. */
function refuseOrder({ action, ids, reason }: DeadLetterOrder): Problem | null {
  if (action === 'delete' && (ids === undefined || reason === undefined)) {
    const missing = [...(ids === undefined ? ['ids'] : []), ...(reason === undefined ? ['reason'] : [])];
    const findings = missing.map((name) => ({
      code: 'missing-field' as const,
      pointer: `/${name}`,
      key: null,
      details: { name },
    }));
    return problem('invalid-change', { count: findings.length }, findings);
  }
  const finding = reason === undefined ? null : plainFinding(reason, '/reason');
  return finding === null ? null : problem('invalid-change', { count: 1 }, [finding]);
}
