/** What `dtm trail check` says. */
import type { TrailHour } from '../shared/app/access/check-trail.ts';
import { cut } from '../shared/domain/values/cut.ts';
import { counted, table } from './table.ts';
import { inLanguage, instantText, minuteText, type View } from './view.ts';

const hourText = (instant: number, view: View): string => minuteText(instant, view);

/** The lines that an hour lacks, and the objects that cannot be read. */
export function trailHourText(
  { source, from, missing, first, copied, unreadable }: TrailHour,
  view: View,
): string {
  const say = inLanguage(view);
  const hour = hourText(from, view);
  const lines = first.map(
    ({ id, timestamp, message }) => `  ${instantText(timestamp, view)} ${id} ${cut(message.trimEnd(), 60)}`,
  );
  return [
    ...(missing > 0
      ? [
          `✗ ${source}, ${hour}: ${say(`${counted(missing, 'line')} missing, ${copied} copied now`, `thiếu ${missing} dòng, nay đã chép ${copied}`)}`,
        ]
      : []),
    ...lines,
    ...(missing > first.length
      ? [say(`  … and ${missing - first.length} more`, `  … và ${missing - first.length} nữa`)]
      : []),
    ...unreadable.map((one) => `✗ ${source}, ${hour}: ${say('cannot be read', 'không đọc được')}: ${one}`),
  ].join('\n');
}

const sum = (hours: readonly TrailHour[], of: (hour: TrailHour) => number): number =>
  hours.reduce((total, hour) => total + of(hour), 0);

/** A row for each hour of each log in which there was a line, and the verdict. */
export function trailText(hours: readonly TrailHour[], view: View): string {
  const say = inLanguage(view);
  const rows = hours
    .filter(({ inLog, inTrail }) => inLog + inTrail > 0)
    .map((hour) => [
      hourText(hour.from, view),
      hour.source,
      ...[hour.inLog, hour.inTrail, hour.missing, hour.onlyInTrail].map(String),
    ]);
  const head = [
    say('in the log', 'trong nhật ký'),
    say('in the trail', 'trong bản khóa'),
    say('missing', 'thiếu'),
    say('only in the trail', 'chỉ trong bản khóa'),
  ];
  const columns = [
    { head: say('hour from', 'giờ từ') },
    { head: say('log', 'nhật ký') },
    ...head.map((one) => ({ head: one, align: 'right' as const, width: 9 })),
  ];
  const [inLog, missing, copied] = [
    sum(hours, (hour) => hour.inLog),
    sum(hours, (hour) => hour.missing),
    sum(hours, (hour) => hour.copied),
  ];
  const unreadable = sum(hours, (hour) => hour.unreadable.length);
  const verdict = [
    ...(missing > copied
      ? [
          say(
            `✗ The trail lacks ${missing} of ${counted(inLog, 'line')}.`,
            `✗ Bản khóa thiếu ${missing} trong ${inLog} dòng.`,
          ),
        ]
      : []),
    ...(missing > 0 && missing === copied
      ? [
          say(
            `✓ The trail lacked ${missing} of ${counted(inLog, 'line')}, and has them now.`,
            `✓ Bản khóa từng thiếu ${missing} trong ${inLog} dòng, nay đã đủ.`,
          ),
        ]
      : []),
    ...(unreadable > 0
      ? [
          say(
            `✗ ${counted(unreadable, 'object')} cannot be read.`,
            `✗ ${unreadable} đối tượng không đọc được.`,
          ),
        ]
      : []),
    // Nothing compared proves nothing: on AWS the prober alone leaves lines each minute.
    ...(rows.length > 0 || unreadable > 0
      ? []
      : [
          say(
            'Neither the logs nor the trail have a line of this time.',
            'Nhật ký và bản khóa đều không có dòng nào trong thời gian này.',
          ),
        ]),
    ...(rows.length === 0 || missing + unreadable > 0
      ? []
      : [
          say(
            `✓ The trail has every line. ${counted(inLog, 'line')} compared.`,
            `✓ Bản khóa có đủ mọi dòng. Đã so sánh ${inLog} dòng.`,
          ),
        ]),
  ];
  return [...(rows.length > 0 ? [table(columns, rows, view.width), ''] : []), ...verdict].join('\n');
}
