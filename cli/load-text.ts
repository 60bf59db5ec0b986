/** A seed, and an import of it, as people read them. */

import type { Seed } from '../shared/app/registry/load-seed.ts';
import { seedRecords } from '../shared/app/registry/seed-records.ts';
import type { RegistryDifference, RegistryImport } from '../shared/contract/registry/import.ts';
import { counted } from './table.ts';
import { inLanguage, type Say, type View } from './view.ts';

/** Of a seed that is right: how many there are of what. */
export const countsOf = (seed: Seed) => ({
  agencies: seed.agencies.length,
  systems: seed.systems.length,
  indicators: seed.catalogue.indicators.length,
  datasets: seed.catalogue.datasets.length,
  records: seedRecords(seed).length,
});

export function seedText(folder: string, counts: ReturnType<typeof countsOf>, view: View): string {
  const { agencies, systems, indicators, datasets, records } = counts;
  return inLanguage(view)(
    `✓ ${folder} is right: ${agencies} agencies, ${systems} systems, ${indicators} indicators in ${datasets} datasets (${records} records)`,
    `✓ ${folder} đúng: ${agencies} cơ quan, ${systems} hệ thống, ${indicators} chỉ tiêu trong ${datasets} bộ dữ liệu (${records} bản ghi)`,
  );
}

/** `0.7` is version 7. */
const numberIn = (version: string): string => version.slice(version.indexOf('.') + 1);

/** The prober's key alone raises no version. */
const beginning = ({ isDryRun, version, difference }: RegistryImport, say: Say): string =>
  isDryRun
    ? say('nothing written; it would be', 'chưa ghi gì; nếu ghi sẽ có')
    : difference.before === difference.after
      ? say('the version of the registry stays:', 'phiên bản sổ đăng ký giữ nguyên:')
      : say(`registry version ${numberIn(version)}:`, `sổ đăng ký phiên bản ${numberIn(version)}:`);

/** The hub names the first of many. */
const namesText = ({ count, names }: RegistryDifference['beyond'], say: Say): string => {
  const more = count - names.length;
  return `${names.join(', ')}${more > 0 ? say(` and ${more} more`, ` và ${more} bản ghi nữa`) : ''}`;
};

/** What was, or would be, written; then what counts elsewhere. */
export function loadText(load: RegistryImport, view: View): string {
  const say = inLanguage(view);
  const { isDryRun, difference } = load;
  const { unchanged, beyond, moved, refolds } = difference;
  const [added, changed] = [difference.added.count, difference.changed.count];
  const what =
    added + changed === 0
      ? say(
          `registry unchanged: ${counted(unchanged, 'record')}`,
          `sổ đăng ký không đổi: ${unchanged} bản ghi`,
        )
      : `${beginning(load, say)} ${say(
          `${counted(added, 'new record')}, ${changed} changed, ${unchanged} as before`,
          `${added} bản ghi mới, ${changed} thay đổi, ${unchanged} như cũ`,
        )}`;
  const stale =
    refolds === 0
      ? []
      : [
          say(
            `${counted(refolds, 'total')} of open periods and all above ${isDryRun ? 'to be' : 'sent to be'} folded anew`,
            `${refolds} tổng của các kỳ đang mở và mọi cấp trên ${isDryRun ? 'cần' : 'đã chuyển để'} tính lại`,
          ),
        ];
  const names = namesText(beyond, say);
  const stay =
    beyond.count === 0
      ? []
      : [
          say(
            `${counted(beyond.count, 'record')} ${beyond.count === 1 ? 'stays that is' : 'stay that are'} not in the seed: ${names}`,
            `giữ lại ${beyond.count} bản ghi không có trong dữ liệu gốc: ${names}`,
          ),
        ];
  const elsewhere = moved.places.map(({ dataset, period, systems }) =>
    say(
      `  ${dataset} ${period}: ${counted(systems, 'system')} ${systems === 1 ? 'counts' : 'count'} elsewhere`,
      `  ${dataset} ${period}: ${systems} hệ thống được tính ở nơi khác`,
    ),
  );
  const more = moved.count - moved.places.length;
  const others =
    more === 0
      ? []
      : [say(`  and in ${more} more of dataset and period`, `  và ở ${more} bộ dữ liệu và kỳ nữa`)];
  return [[what, ...stale, ...stay].join('; '), ...elsewhere, ...others].join('\n');
}
