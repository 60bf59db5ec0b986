/** The edge of the slots of receipt keys, for operators. */
import { changeReceiptKeys, listSlots, type ReceiptKeyPorts } from '../../app/submissions/receipt-keys.ts';
import { ReceiptKeyOrder } from '../../contract/submissions/receipt-keys.ts';
import { answerChange, changeOrder, entityTag } from '../access/change-order.ts';
import { readOrder } from '../access/read-order.ts';
import type { Operation } from '../operation.ts';

const TASK = 'receipt-keys';

export const listReceiptKeysOperation =
  (ports: ReceiptKeyPorts): Operation<'listReceiptKeys'> =>
  async () => {
    const body = await listSlots(ports);
    const value = { status: 200, body, headers: entityTag(body.version) };
    return { ok: true, value, audit: { resource: TASK } };
  };

export const changeReceiptKeysOperation =
  (ports: ReceiptKeyPorts): Operation<'changeReceiptKeys'> =>
  async (request) => {
    const order = changeOrder(request, TASK, 'changeReceiptKeys');
    if (!order.ok) return order;
    const asked = readOrder(ReceiptKeyOrder, request.body);
    if (!asked.ok) return asked;
    return answerChange(await changeReceiptKeys(ports, order.value, asked.value), 200);
  };
