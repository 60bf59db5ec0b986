/** What `dtm trail check` says. */
import type { TrailHour } from '../shared/app/access/check-trail.ts';
import { cut } from '../shared/domain/values/cut.ts';
import { counted, table } from './table.ts';

const hourText = (instant: number): string => `${new Date(instant).toISOString().slice(0, 13)}h`;

/** The lines that an hour lacks, and the objects that cannot be read. */
export function trailHourText({ source, from, missing, first, copied, unreadable }: TrailHour): string {
  const lines = first.map(
    ({ id, timestamp, message }) =>
      `  ${new Date(timestamp).toISOString()} ${id} ${cut(message.trimEnd(), 60)}`,
  );
  return [
    ...(missing > 0
      ? [`✗ ${source}, ${hourText(from)}: ${counted(missing, 'line')} missing, ${copied} copied now`]
      : []),
    ...lines,
    ...(missing > first.length ? [`  … and ${missing - first.length} more`] : []),
    ...unreadable.map((one) => `✗ ${source}, ${hourText(from)}: cannot be read: ${one}`),
  ].join('\n');
}

const sum = (hours: readonly TrailHour[], of: (hour: TrailHour) => number): number =>
  hours.reduce((total, hour) => total + of(hour), 0);

/** A row for each hour of each log in which there was a line, and the verdict. */
export function trailText(hours: readonly TrailHour[]): string {
  const rows = hours
    .filter(({ inLog, inTrail }) => inLog + inTrail > 0)
    .map((hour) => [
      hourText(hour.from),
      hour.source,
      ...[hour.inLog, hour.inTrail, hour.missing, hour.onlyInTrail].map(String),
    ]);
  const head = ['in the log', 'in the trail', 'missing', 'only in the trail'];
  const columns = [
    { head: 'hour (UTC)' },
    { head: 'log' },
    ...head.map((one) => ({ head: one, align: 'right' as const })),
  ];
  const [inLog, missing, copied] = [
    sum(hours, (hour) => hour.inLog),
    sum(hours, (hour) => hour.missing),
    sum(hours, (hour) => hour.copied),
  ];
  const unreadable = sum(hours, (hour) => hour.unreadable.length);
  const verdict = [
    ...(missing > copied ? [`✗ The trail lacks ${missing} of ${counted(inLog, 'line')}.`] : []),
    ...(missing > 0 && missing === copied
      ? [`✓ The trail lacked ${missing} of ${counted(inLog, 'line')}, and has them now.`]
      : []),
    ...(unreadable > 0 ? [`✗ ${counted(unreadable, 'object')} cannot be read.`] : []),
    // Nothing compared proves nothing: on AWS the prober alone leaves lines each minute.
    ...(rows.length > 0 || unreadable > 0
      ? []
      : ['Neither the logs nor the trail have a line of this time.']),
    ...(rows.length === 0 || missing + unreadable > 0
      ? []
      : [`✓ The trail has every line. ${counted(inLog, 'line')} compared.`]),
  ];
  return [...(rows.length > 0 ? [table(columns, rows), ''] : []), ...verdict].join('\n');
}
