/** `dtm calendar`: which days a period covers, by when it is due, when it closes. */
import type { Command } from 'commander';
import { CalendarAnswer } from '../../shared/contract/registry/calendar-answer.ts';
import { keyOption } from '../given-key.ts';
import { jsonOption } from '../json-text.ts';
import { type ReadOptions, sayAnswer } from '../read-answer.ts';
import { table } from '../table.ts';
import { inLanguage, minuteText, type View } from '../view.ts';
import type { Shell } from './command.ts';

export function addCalendar(program: Command, shell: Shell): void {
  program
    .command('calendar')
    .description('deadlines and cut-offs of the periods of a year; exit code 1 when refused')
    .option('--year <year>', 'such as 2026; that of today when left out')
    .option(...keyOption)
    .option(...jsonOption)
    .action(({ year, ...options }: ReadOptions & { readonly year?: string }) =>
      sayAnswer(shell, { path: '/calendar', query: { year } }, options, CalendarAnswer, calendarText),
    );
}

function calendarText({ periods, names }: CalendarAnswer, view: View): string {
  const say = inLanguage(view);
  const nameOf = (level: string): string =>
    names.find(({ id }) => id === level)?.names[view.language] ?? level;
  return table(
    [
      { head: say('period', 'kỳ') },
      { head: say('from', 'từ ngày') },
      { head: say('to', 'đến ngày') },
      { head: say('due before', 'hạn gửi trước') },
      { head: say('closes', 'đóng kỳ') },
    ],
    periods.map(({ id, from, to, deadlines, closes }) => [
      id,
      from,
      to,
      deadlines.map(({ level, at }) => `${minuteText(at, view)} ${nameOf(level)}`),
      minuteText(closes, view),
    ]),
    view.width,
  );
}
