/** The edge of planned maintenance, for operators. */
import {
  endMaintenance,
  type MaintenancePorts,
  standingMaintenance,
  startMaintenance,
} from '../../app/oversight/maintenance.ts';
import { MaintenanceOrder } from '../../contract/oversight/availability.ts';
import { answerChange, changeOrder, entityTag } from '../access/change-order.ts';
import { readOrder } from '../access/read-order.ts';
import type { Operation } from '../operation.ts';

const TASK = 'maintenance';

export const listMaintenanceOperation =
  (ports: MaintenancePorts): Operation<'listMaintenance'> =>
  async () => {
    const body = await standingMaintenance(ports);
    const value = { status: 200, body, headers: entityTag(body.version) };
    return { ok: true, value, audit: { resource: TASK } };
  };

export const startMaintenanceOperation =
  (ports: MaintenancePorts): Operation<'startMaintenance'> =>
  async (request) => {
    const order = changeOrder(request, TASK, 'startMaintenance');
    if (!order.ok) return order;
    const asked = readOrder(MaintenanceOrder, request.body);
    if (!asked.ok) return asked;
    const { reason, until } = asked.value;
    const end = until === null ? null : Date.parse(until);
    return answerChange(await startMaintenance(ports, order.value, reason, end), 201);
  };

export const endMaintenanceOperation =
  (ports: MaintenancePorts): Operation<'endMaintenance'> =>
  async (request) => {
    const order = changeOrder(request, TASK, 'endMaintenance');
    return order.ok ? answerChange(await endMaintenance(ports, order.value), 200) : order;
  };
