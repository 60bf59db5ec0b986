/** Findings against what the registry knows: systems, agencies, datasets, periods. */
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';

/** Of an import: where it is wrong says the place in its files. */
const importFindings = {
  'import-file': localized('The file cannot be read: {what}', 'Không đọc được tệp: {what}'),
  'import-row': localized('The row cannot be read: {what}.', 'Không đọc được dòng: {what}.'),
  'import-value': localized('Not of its form: {what}.', 'Sai dạng: {what}.'),
  'import-rule': localized('Against the rules of the registry: {what}.', 'Trái quy tắc của danh bạ: {what}.'),
  'import-received': localized(
    'It would change what was received: {what}.',
    'Sẽ làm thay đổi dữ liệu đã nhận: {what}.',
  ),
  'import-newer': localized(
    'A later release has written it: {what}.',
    'Do một bản phát hành mới hơn ghi: {what}.',
  ),
} satisfies Readonly<Record<string, Localized>>;
export type ImportFinding = keyof typeof importFindings;

export const registryFindings = {
  ...importFindings,
  'unknown-system': localized('There is no system "{value}".', 'Không có hệ thống "{value}".'),
  'system-not-connected': localized(
    'System {value} is "{stage}" on the roadmap; only connected systems report.',
    'Hệ thống {value} đang ở giai đoạn "{stage}"; chỉ hệ thống đã kết nối mới được gửi.',
  ),
  'system-not-valid': localized(
    'System {value} belongs to no agency on any day from {from} to {to}.',
    'Hệ thống {value} không thuộc cơ quan nào trong các ngày từ {from} đến {to}.',
  ),
  'unknown-agency': localized('There is no agency "{value}".', 'Không có cơ quan "{value}".'),
  'agency-closed': localized(
    'Agency {value} is in being on no day from {from} to {to}: {absence}.',
    'Cơ quan {value} không hoạt động ngày nào từ {from} đến {to}: {absence}.',
  ),
  'agency-mismatch': localized(
    'System {system} belongs to {actual}, not to {value}.',
    'Hệ thống {system} thuộc {actual}, không thuộc {value}.',
  ),
  'agency-later': localized(
    'Agency {value} begins on {from}: on {day} it was not there yet.',
    'Cơ quan {value} bắt đầu từ ngày {from}: ngày {day} chưa có.',
  ),
  'unknown-dataset': localized('There is no dataset "{value}".', 'Không có bộ dữ liệu "{value}".'),
  'unknown-version': localized(
    'There is no catalogue of version {value}; versions begin with the first load and go up to {newest}.',
    'Không có danh mục của phiên bản {value}; phiên bản bắt đầu từ lần nạp đầu tiên và đến {newest}.',
  ),
  'period-of-none': localized(
    '"{value}" is not a period that any dataset is reported by.',
    '"{value}" không phải kỳ báo cáo của bộ dữ liệu nào.',
  ),
  'impossible-period': localized(
    '"{value}" is not a period of {dataset}, which is reported by {kind}: {example}.',
    '"{value}" không phải kỳ của {dataset}; bộ này báo cáo theo {kind}: {example}.',
  ),
} satisfies Readonly<Record<string, Localized>>;
