/** The edge of dead letters, for operators. */
import {
  type DeadLetterPorts,
  findDeadLetter,
  handleDeadLetters,
  listDeadLetters,
} from '../../app/oversight/dead-letters.ts';
import { DeadLetterOrder } from '../../contract/oversight/dead-letters.ts';
import { answerChange, changeOrder, entityTag } from '../access/change-order.ts';
import { readOrder } from '../access/read-order.ts';
import type { Operation } from '../operation.ts';

const TASK = 'dead-letters';

export const listDeadLettersOperation =
  (ports: DeadLetterPorts): Operation<'listDeadLetters'> =>
  async () => {
    const body = await listDeadLetters(ports);
    const value = { status: 200, body, headers: entityTag(body.version) };
    return { ok: true, value, audit: { resource: TASK } };
  };

export const getDeadLetterOperation =
  ({ queue }: DeadLetterPorts): Operation<'getDeadLetter'> =>
  async ({ id }) => {
    const found = await findDeadLetter(queue, id);
    if (!found.ok) return found;
    return {
      ok: true,
      value: { status: 200, body: found.value },
      audit: { resource: `${TASK}~${found.value.id}` },
    };
  };

export const handleDeadLettersOperation =
  (ports: DeadLetterPorts): Operation<'handleDeadLetters'> =>
  async (request) => {
    const order = changeOrder(request, TASK, 'handleDeadLetters');
    if (!order.ok) return order;
    const asked = readOrder(DeadLetterOrder, request.body);
    if (!asked.ok) return asked;
    return answerChange(await handleDeadLetters(ports, order.value, asked.value), 200);
  };
