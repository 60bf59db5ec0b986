/** The hub's availability, for a terminal. */
import type { AvailabilityAnswer } from '../shared/contract/oversight/availability.ts';
import { inLine } from './shown.ts';
import { grouped, table } from './table.ts';
import { inLanguage, minuteText, type View } from './view.ts';

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

/** Of a year those months of which there is a minute: the others were before the hub. */
export function availabilityText(answer: AvailabilityAnswer, view: View): string {
  const say = inLanguage(view);
  const { period, months, maintenances, minutes, until } = answer;
  if (minutes === 0)
    return `${inLine(period)}: ${say('not one minute was measured', 'chưa có phút nào được đo')}`;
  const numbers = [
    say('available', 'sẵn sàng'),
    say('down', 'gián đoạn'),
    say('unknown', 'không rõ'),
    say('maintenance', 'bảo trì'),
    say('budget', 'hạn mức'),
    say('left', 'còn lại'),
  ];
  const drawn = table(
    [{ head: say('period', 'kỳ') }, ...numbers.map((head) => ({ head, align: 'right' as const }))],
    [
      ...months.filter((month) => month.minutes > 0).map((month) => rowOf(month.month, month)),
      rowOf(period, answer),
    ],
    view.width,
  );
  const planned = maintenances.map(({ startedAt, endedAt, reason }) => {
    const end = endedAt === null ? say('now', 'nay') : minuteText(endedAt, view);
    return `  ${minuteText(startedAt, view)} ${say('to', 'đến')} ${end}: ${inLine(reason)}`;
  });
  const last = minuteText(until, view);
  return [
    say(
      `Minutes up to ${last}; at most 1 % may be downtime, maintenance included (R6).`,
      `Số phút tính đến ${last}; thời gian gián đoạn tối đa 1 %, kể cả bảo trì (R6).`,
    ),
    '',
    drawn,
    ...(planned.length === 0 ? [] : ['', say('Planned maintenance:', 'Bảo trì theo kế hoạch:'), ...planned]),
  ].join('\n');
}
