/** Why maintenance is not started or ended, and what there was of it, for the operator. */
import type { MaintenanceRefusal } from '../shared/app/oversight/maintenance.ts';
import { LONGEST_MAINTENANCE_HOURS, type Maintenance } from '../shared/contract/oversight/availability.ts';
import type { TextFault } from '../shared/domain/values/plain-text.ts';
import { table } from './table.ts';
import { inLanguage, minuteText, type Say, type View } from './view.ts';

const reasonText = ({ problem, allowed }: TextFault, say: Say): string =>
  say(`--reason: ${problem.en}; allowed: ${allowed.en}`, `--reason: ${problem.vi}; được phép: ${allowed.vi}`);

export function maintenanceRefusalText(refusal: MaintenanceRefusal, view: View): string {
  const say = inLanguage(view);
  switch (refusal.kind) {
    case 'reason':
      return refusal.fault === null
        ? say(
            '--reason: allowed: 3 to 200 characters on one line',
            '--reason: được phép: 3 đến 200 ký tự trên một dòng',
          )
        : reasonText(refusal.fault, say);
    case 'over already': {
      const until = minuteText(refusal.until, view);
      return say(`--until ${until} is over already`, `--until ${until} đã qua`);
    }
    case 'too long': {
      const latest = minuteText(refusal.latest, view);
      return say(
        `maintenance lasts ${LONGEST_MAINTENANCE_HOURS} hours at most: --until up to ${latest}`,
        `bảo trì kéo dài tối đa ${LONGEST_MAINTENANCE_HOURS} giờ: --until đến ${latest}`,
      );
    }
    case 'under way': {
      const since = minuteText(refusal.since.startedAt, view);
      return say(
        `maintenance is under way since ${since} (${refusal.since.reason}): end it first`,
        `đang bảo trì từ ${since} (${refusal.since.reason}): hãy kết thúc trước`,
      );
    }
    case 'none':
      return say('no maintenance is under way', 'không có lần bảo trì nào đang diễn ra');
  }
}

/** What was not ended is no maintenance any more from `until` on. `now` in milliseconds. */
export function maintenanceTable(all: readonly Maintenance[], now: number, view: View): string {
  const say = inLanguage(view);
  return table(
    [
      { head: say('started', 'bắt đầu') },
      { head: say('until', 'đến') },
      { head: say('ended', 'kết thúc') },
      { head: say('reason', 'lý do'), width: 20 },
    ],
    all.map(({ startedAt, until, endedAt, reason }) => {
      const standing =
        Date.parse(until) <= now ? say('overdue', 'quá hạn') : say('under way', 'đang diễn ra');
      const ended = endedAt === null ? standing : minuteText(endedAt, view);
      return [minuteText(startedAt, view), minuteText(until, view), ended, reason];
    }),
    view.width,
  );
}
