/** A deadline day with all quotas on. */
import { levelOne } from '../../shared/domain/values/agency-code.ts';
import type { Part } from '../parts.ts';
import { benchRegistry, seedOrThrow } from '../registry.ts';
import { deadlineDay } from './day.ts';

const SYSTEMS = 7200;
/** Half of 5.2 million, which a month of hourly reports has (REQUIREMENTS, "Sizes to design for"). */
const CALLS = 2_600_000;

export async function quotasPart(quick: boolean): Promise<Part> {
  const agencies = new Map(seedOrThrow().agencies.map((agency) => [agency.code, agency]));
  const { senders } = benchRegistry(SYSTEMS, Date.now());
  const systems = senders.map(({ system }) => levelOne(system.slice(0, system.lastIndexOf('.'))));
  const day = await deadlineDay(agencies, systems, CALLS, quick ? 400 : undefined);
  const { sent, refused, wild, containers, cpu } = day;
  return {
    figures: [
      {
        id: 'quotas.refused',
        title: 'deadline day: refused within their quota',
        value: refused,
        unit: 'calls',
        target: { exactly: 0 },
        detail: `of ${sent} of ${day.systems} systems; ${wild.ofItsAgencyRefused} in the agency of the wild key`,
      },
      {
        id: 'quotas.units',
        title: 'deadline day: write units of quotas per submission of the others',
        value: day.writeUnits / sent,
        unit: 'units',
        target: { atMost: 0.02 },
        detail: `${day.writeUnits} units; ${containers} containers in the hour`,
      },
      {
        id: 'quotas.wild',
        title: 'deadline day: calls of the wild sender that were taken ÷ the bound',
        value: wild.taken / wild.bound,
        unit: '×',
        target: { atMost: 1 },
        detail: `${wild.taken} of ${wild.sent}; limit ${wild.limit}, bound ${wild.bound}`,
      },
      {
        id: 'quotas.wild-units',
        title: 'deadline day: write units for a thousand calls of the wild sender',
        value: (1000 * wild.writeUnits) / wild.sent,
        unit: 'units',
        target: null,
        detail: `${wild.calls} writes, ${wild.writeUnits} units`,
      },
      {
        id: 'quotas.cpu',
        title: 'CPU of the gate, of a call that is taken',
        value: cpu.taken,
        unit: 'µs',
        target: null,
        detail: `of one that is refused ${cpu.refused.toPrecision(2)} µs`,
      },
    ],
    details: day,
  };
}
