/** What `dtm check` says of a file: one line first, then what is wrong, and what it cannot know. */
import type { SavedVerdict } from '../../shared/app/batches/check-saved.ts';
import type { RowError } from '../../shared/contract/batches/row-error.ts';
import type { SavedCatalogue } from '../../shared/contract/batches/saved-catalogue.ts';
import { counted } from '../table.ts';
import { inLanguage, minuteText, type View } from '../view.ts';
import { differentText, errorsText, totalsTable } from './batch-text.ts';

/** What only the hub knows when the file comes, by name, for programs. */
export const notChecked = [
  'revisions-there',
  'changes-since-saved',
  'period-closed-when-sent',
  'key',
] as const;

export function verdictText(
  name: string,
  { accepted, refused, rows, errors, totals }: SavedVerdict,
  view: View,
): string {
  const say = inLanguage(view);
  const isRight = refused === 0 && errors.count === 0;
  const others = differentText(totals, view);
  const head = isRight
    ? say(
        `✓ ${name} is right: ${counted(rows, 'row')}, ${counted(accepted, 'submission')}`,
        `✓ ${name} đúng: ${rows} dòng, ${accepted} bản gửi`,
      )
    : say(
        `✗ ${name} has ${counted(errors.count, 'error')}: ${refused} of ${counted(accepted + refused, 'submission')} would be refused, ${counted(rows, 'row')}`,
        `✗ ${name} có ${errors.count} lỗi: ${refused} trên ${accepted + refused} bản gửi sẽ bị từ chối, ${rows} dòng`,
      );
  return [head, ...others, ...(totals.length === 0 ? [] : ['', totalsTable(totals, view)])].join('\n');
}

export function faultsText(
  errors: readonly RowError[],
  count: number,
  file: string | null,
  view: View,
): string {
  const table = errorsText(errors, count, view);
  if (file === null) return table;
  return `${table}\n\n${inLanguage(view)(`All of them are in ${file}.`, `Toàn bộ lỗi ở trong ${file}.`)}`;
}

/** By what it was judged, and what was not. */
export function limitsText({ savedAt, version, credential }: SavedCatalogue, view: View): string {
  const at = minuteText(savedAt, view);
  const { agency } = credential;
  return inLanguage(view)(
    `Judged for ${agency} by what was saved at ${at} (version ${version}). Not checked, as only the hub knows it when the file comes: which revisions are there already, what changed since then, whether a period is closed by then, and the key. dtm submit --dry-run asks the hub.`,
    `Đã xét cho ${agency} theo dữ liệu lưu lúc ${at} (phiên bản ${version}). Chưa kiểm tra, vì chỉ hệ thống biết khi tệp đến: lần gửi nào đã có, những gì thay đổi từ lúc lưu, kỳ đã đóng hay chưa, và khóa. dtm submit --dry-run sẽ hỏi hệ thống.`,
  );
}
