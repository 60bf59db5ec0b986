/** `rate(…)`, `cron(…)` and `at(…)` of EventBridge: when they are due next. */

export type ScheduleExpression =
  | { readonly kind: 'rate'; readonly milliseconds: number }
  | { readonly kind: 'at'; readonly local: string }
  | { readonly kind: 'cron'; readonly fields: readonly ReadonlySet<number>[] };

const MINUTE = 60_000;
const units: Readonly<Record<string, number>> = { minute: MINUTE, hour: 60 * MINUTE, day: 1440 * MINUTE };

const cronFields: readonly {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly names?: string;
}[] = [
  { name: 'minutes', from: 0, to: 59 },
  { name: 'hours', from: 0, to: 23 },
  { name: 'day of month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12, names: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC' },
  { name: 'day of week', from: 1, to: 7, names: 'SUN MON TUE WED THU FRI SAT' },
  { name: 'year', from: 1970, to: 2199 },
];

function parseField(text: string, index: number): ReadonlySet<number> {
  const field = cronFields[index];
  if (field === undefined) throw new Error(`cron has six fields`);
  const number = (word: string): number => {
    const at = field.names?.split(' ').indexOf(word.toUpperCase()) ?? -1;
    const value = at < 0 ? Number(word) : field.from + at;
    if (Number.isInteger(value) && value >= field.from && value <= field.to) return value;
    throw new Error(
      `'${word}' is no ${field.name} that the twin knows (${field.from}-${field.to}; no L, W or #)`,
    );
  };
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', step] = part.split('/');
    const [first = '', last] = range.split('-');
    const all = range === '*' || range === '?';
    const from = all ? field.from : number(first);
    const to = all || (step !== undefined && last === undefined) ? field.to : number(last ?? first);
    for (let value = from; value <= to; value += step === undefined ? 1 : Number(step)) values.add(value);
  }
  return values;
}

/** Throws, naming what it does not understand. */
export function parseScheduleExpression(text: string): ScheduleExpression {
  const [, kind, inner = ''] = /^(rate|cron|at)\((.*)\)$/.exec(text) ?? [];
  if (kind === 'rate') {
    const [, value, unit = ''] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(inner) ?? [];
    if (value !== undefined) return { kind, milliseconds: Number(value) * (units[unit] ?? MINUTE) };
  }
  if (kind === 'at' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(inner)) return { kind, local: inner };
  if (kind === 'cron') {
    const fields = inner.trim().split(/\s+/);
    if (fields.length === cronFields.length) return { kind, fields: fields.map(parseField) };
  }
  throw new Error(`'${text}' is no schedule: rate(5 minutes), cron(0 2 * * ? *) or at(2026-01-31T02:00:00)`);
}

type LocalTime = { readonly text: string; readonly values: readonly number[] };

/** Made once a time zone: making one takes longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  formats.set(timeZone, known);
  return known;
}

/** Minute, hour, day of month, month, day of week (Sunday is 1) and year of a moment in a time zone. */
function localTime(time: number, timeZone: string): LocalTime {
  const parts = formatOf(timeZone).formatToParts(time);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  const text = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
  const local = new Date(`${text}Z`);
  return {
    text,
    values: [
      local.getUTCMinutes(),
      local.getUTCHours(),
      local.getUTCDate(),
      local.getUTCMonth() + 1,
      local.getUTCDay() + 1,
      local.getUTCFullYear(),
    ],
  };
}

function isDue(
  expression: Exclude<ScheduleExpression, { kind: 'rate' }>,
  minute: number,
  timeZone: string,
): boolean {
  const { text, values } = localTime(minute, timeZone);
  if (expression.kind === 'at') return expression.local.slice(0, 16) === text.slice(0, 16);
  return expression.fields.every((allowed, index) => allowed.has(values[index] ?? -1));
}

export type Timetable = {
  readonly expression: ScheduleExpression;
  readonly timeZone: string;
  /** When the schedule was made: a rate counts from there, and is due first when it is over once. */
  readonly start: number;
};

/** The instants after one and until another at which a schedule is due, newest first; those of no rate are whole minutes. */
export function* dueTimes(
  { expression, timeZone, start }: Timetable,
  after: number,
  until: number,
): Generator<number> {
  const step = expression.kind === 'rate' ? expression.milliseconds : MINUTE;
  const origin = expression.kind === 'rate' ? start : 0;
  const first = expression.kind === 'rate' ? Math.max(after, start) : after;
  for (let at = origin + Math.floor((until - origin) / step) * step; at > first; at -= step)
    if (expression.kind === 'rate' || isDue(expression, at, timeZone)) yield at;
}
