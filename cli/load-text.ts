/** A load of the registry as people read it. */

import type { LoadRefusal, RegistryLoad } from '../shared/app/registry/load-registry.ts';
import type { Seed } from '../shared/app/registry/load-seed.ts';
import { seedFaultText } from '../shared/app/registry/seed-fault.ts';
import { seedRecords } from '../shared/app/registry/seed-records.ts';
import { localized } from '../shared/domain/language/localized.ts';
import type { Result } from '../shared/domain/problems/result.ts';
import { CommandFault } from './fault.ts';
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

/** Throws what it was refused for. */
export function loaded(load: Result<RegistryLoad, LoadRefusal>): RegistryLoad {
  if (load.ok) return load.value;
  if (load.problem.why === 'overtaken') {
    const { since } = load.problem;
    throw new CommandFault(
      localized(
        `somebody else has changed the registry since version ${since}: nothing of this was loaded; look at the difference again (--dry-run)`,
        `người khác đã thay đổi sổ đăng ký từ phiên bản ${since}: chưa nạp gì; hãy xem lại khác biệt (--dry-run)`,
      ),
      1,
    );
  }
  const lines = load.problem.faults.map(seedFaultText);
  const end = localized(
    `${counted(lines.length, 'fault')} against what was received: nothing was loaded`,
    `${lines.length} lỗi trái với những gì đã nhận: chưa nạp gì`,
  );
  throw new CommandFault({ vi: [...lines, end.vi].join('\n'), en: [...lines, end.en].join('\n') }, 1);
}

/** The prober's key alone raises no version. */
const beginning = ({ isDryRun, version }: RegistryLoad, say: Say): string =>
  isDryRun
    ? say('nothing written; it would be', 'chưa ghi gì; nếu ghi sẽ có')
    : version === null
      ? say('the version of the registry stays:', 'phiên bản sổ đăng ký giữ nguyên:')
      : say(`registry version ${version}:`, `sổ đăng ký phiên bản ${version}:`);

/** What was, or would be, written; then what counts elsewhere. */
export function loadText(load: RegistryLoad, view: View): string {
  const say = inLanguage(view);
  const { isDryRun, unchanged, beyond, moved, refolds } = load;
  const [added, changed] = [load.added.length, load.changed.length];
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
  const names = beyond.join(', ');
  const stay =
    beyond.length === 0
      ? []
      : [
          say(
            `${counted(beyond.length, 'record')} ${beyond.length === 1 ? 'stays that is' : 'stay that are'} not in the seed: ${names}`,
            `giữ lại ${beyond.length} bản ghi không có trong dữ liệu gốc: ${names}`,
          ),
        ];
  const elsewhere = moved.map(({ dataset, period, systems }) =>
    say(
      `  ${dataset} ${period}: ${counted(systems, 'system')} ${systems === 1 ? 'counts' : 'count'} elsewhere`,
      `  ${dataset} ${period}: ${systems} hệ thống được tính ở nơi khác`,
    ),
  );
  return [[what, ...stale, ...stay].join('; '), ...elsewhere].join('\n');
}
