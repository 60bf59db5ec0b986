/** Findings of what is not the key's own. */
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';

export const accessFindings = {
  'foreign-agency': localized(
    'The key acts for {agency} and its sub-units; {value} is not among them.',
    'Khóa đại diện cho {agency} và đơn vị trực thuộc; {value} không thuộc phạm vi đó.',
  ),
  'foreign-system': localized(
    'The key is only for {systems}; {value} is not among them.',
    'Khóa chỉ dùng cho {systems}; {value} không thuộc số đó.',
  ),
  'changed-since': localized(
    'At {at} {operator} made "{action}" of {record}; version {version} since then.',
    'Lúc {at}, {operator} đã thực hiện "{action}" đối với {record}; từ đó là phiên bản {version}.',
  ),
} satisfies Readonly<Record<string, Localized>>;
