/** The edge of asking for a recovery drill, for operators. */
import { type AskPorts, askForDrill, standingDrills } from '../../app/recovery/drill/ask-for-drill.ts';
import { summaryOf } from '../../app/recovery/drill/report.ts';
import { DrillState } from '../../app/recovery/drill/state.ts';
import { DrillOrder } from '../../contract/recovery/drill.ts';
import { answerChange, changeOrder, entityTag } from '../access/change-order.ts';
import { readOrder } from '../access/read-order.ts';
import type { Operation } from '../operation.ts';

const TASK = 'drills';

export const standingDrillsOperation =
  (ports: AskPorts): Operation<'listDrillsToStart'> =>
  async () => {
    const body = await standingDrills(ports);
    return {
      ok: true,
      value: { status: 200, body, headers: entityTag(body.version) },
      audit: { resource: TASK },
    };
  };

export const startDrillOperation =
  (ports: AskPorts): Operation<'startDrill'> =>
  async (request) => {
    const order = changeOrder(request, TASK, 'startDrill');
    if (!order.ok) return order;
    const asked = readOrder(DrillOrder, request.body);
    if (!asked.ok) return asked;
    const made = await askForDrill(ports, order.value);
    return answerChange(made, 201, (body) => summaryOf(DrillState.parse(body)));
  };
