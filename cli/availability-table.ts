/** The hub's availability, for a terminal. */
import type { AvailabilityAnswer } from '../shared/contract/oversight/availability.ts';
import { inLine } from './shown.ts';
import { grouped, table } from './table.ts';

type Measured = Omit<AvailabilityAnswer, 'period' | 'months' | 'maintenances'>;

/** 0.998123 as 99.8123 %. */
export function percentText(availability: string | null): string {
  if (availability === null) return '-';
  const [whole = '0', fraction = ''] = availability.split('.');
  const digits = (whole + fraction.padEnd(6, '0')).replace(/^0+(?=\d{5})/, '');
  return `${digits.slice(0, -4)}.${digits.slice(-4)} %`;
}

const rowOf = (name: string, measured: Measured): string[] => [
  name,
  percentText(measured.availability),
  ...[measured.down, measured.unknown, measured.maintenance].map((count) => grouped(String(count))),
  grouped(measured.budget.minutes),
  grouped(measured.budget.remaining),
];

export function availabilityText(answer: AvailabilityAnswer): string {
  const { period, months, maintenances, minutes, until } = answer;
  if (minutes === 0) return `${inLine(period)}: not one minute was measured`;
  const numbers = ['available', 'down', 'unknown', 'maintenance', 'budget', 'left'];
  const drawn = table(
    [{ head: 'period' }, ...numbers.map((head) => ({ head, align: 'right' as const }))],
    [...months.map((month) => rowOf(month.month, month)), rowOf(period, answer)],
  );
  const planned = maintenances.map(
    ({ startedAt, endedAt, reason }) =>
      `  ${startedAt.slice(0, 16)} to ${endedAt?.slice(0, 16) ?? 'now'}: ${inLine(reason)}`,
  );
  return [
    `Minutes up to ${until}; at most 1 % may be downtime, maintenance included (R6).`,
    '',
    drawn,
    ...(planned.length === 0 ? [] : ['', 'Planned maintenance:', ...planned]),
  ].join('\n');
}
