/** The edge of verifications that operators ask for. */
import {
  type AskVerificationPorts,
  askForVerification,
  type JudgeVerificationPorts,
  listVerifications,
  readVerification,
} from '../../app/verification/asked/ask.ts';
import { readAsked, summaryOf } from '../../app/verification/asked/state.ts';
import { VerificationOrder } from '../../contract/verification.ts';
import { answerChange, changeOrder, entityTag } from '../access/change-order.ts';
import { readOrder } from '../access/read-order.ts';
import type { Operation } from '../operation.ts';

const TASK = 'verification';

export const listVerificationsOperation =
  (ports: AskVerificationPorts): Operation<'listVerifications'> =>
  async ({ now }) => {
    const body = await listVerifications(ports, Date.parse(now));
    const value = { status: 200, body, headers: entityTag(body.version) };
    return { ok: true, value, audit: { resource: TASK } };
  };

export const getVerificationOperation =
  (ports: Pick<AskVerificationPorts, 'readOperation'>): Operation<'getVerification'> =>
  async ({ id, now }) => {
    const audit = { resource: `${TASK}~${id}` };
    const found = await readVerification(ports, id, Date.parse(now));
    if (!found.ok) return { ...found, audit };
    return { ok: true, value: { status: 200, body: found.value }, audit };
  };

export const askForVerificationOperation =
  (ports: JudgeVerificationPorts): Operation<'askForVerification'> =>
  async (request) => {
    const order = changeOrder(request, TASK, 'askForVerification');
    if (!order.ok) return order;
    const asked = readOrder(VerificationOrder, request.body);
    if (!asked.ok) return asked;
    const made = await askForVerification(ports, order.value, asked.value);
    return answerChange(made, 201, (body) => summaryOf(readAsked(body)));
  };
