/** What `dtm quotas` says: limits by level, and who has others. */
import type { QuotaLimits, Quotas } from '../shared/contract/access/quotas.ts';
import { counted, table } from './table.ts';
import { inLanguage, type View } from './view.ts';

const figures = ['requestsPerHour', 'requestsPerDay', 'batchesAtOnce'] as const;

const cells = (limits: Partial<QuotaLimits>): string[] => figures.map((name) => String(limits[name] ?? '–'));

export function quotasText({ defaults, own }: Quotas, view: View): string {
  const say = inLanguage(view);
  const levels: Readonly<Record<keyof Quotas['defaults'], string>> = {
    central: say('central', 'trung ương'),
    province: say('province', 'cấp tỉnh'),
    department: say('department', 'cấp sở'),
    commune: say('commune', 'cấp xã'),
  };
  const kinds = { key: say('key', 'khóa'), agency: say('agency', 'cơ quan') };
  const byLevel = (['central', 'province', 'department', 'commune'] as const).map((level) => [
    levels[level],
    ...cells(defaults[level]),
  ]);
  const byName = own.map(({ of, id, limits }) => [`${kinds[of]} ${id}`, ...cells(limits)]);
  const drawn = table(
    [
      { head: say('of', 'của') },
      { head: say('requests an hour', 'yêu cầu mỗi giờ'), align: 'right' },
      { head: say('requests a day', 'yêu cầu mỗi ngày'), align: 'right' },
      { head: say('batches at once', 'lô cùng lúc'), align: 'right' },
    ],
    [...byLevel, ...byName],
    view.width,
  );
  const others = say(
    `${counted(own.length, 'subject')} with limits of its own; – is as for all of the level.`,
    `${own.length} đối tượng có hạn mức riêng; – là như chung của cấp.`,
  );
  return `${drawn}\n\n${others}`;
}
