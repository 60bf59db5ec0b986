/** Findings in parameters, headers and whether there is a body. */
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';

export const httpFindings = {
  'missing-parameter': localized('The parameter "{name}" is missing.', 'Thiếu tham số "{name}".'),
  'unknown-parameter': localized('The parameter "{name}" is not known.', 'Tham số "{name}" không hợp lệ.'),
  'unknown-cursor': localized(
    'There is no "{value}" to go on behind; send "next" of the answer before.',
    'Không có "{value}" để đọc tiếp phía sau; hãy gửi "next" của câu trả lời trước.',
  ),
  'unencoded-plus': localized(
    '"{value}" has a space where a plus sign was meant: in an address write %2B for +, as in {example}.',
    '"{value}" có dấu cách ở chỗ cần dấu cộng: trong địa chỉ hãy viết %2B thay cho +, như {example}.',
  ),
  'header-twice': localized(
    'The header {name} came more than once, with different values; send one.',
    'Tiêu đề {name} được gửi nhiều lần với giá trị khác nhau; hãy gửi một giá trị.',
  ),
  'unexpected-body': localized(
    '{method} takes no body here, and nothing would read it: say it in the path and the parameters.',
    '{method} không nhận nội dung ở đây và không có gì đọc nội dung đó: hãy nêu trong đường dẫn và tham số.',
  ),
  'digest-mismatch': localized(
    'The header says {algorithm} {said}; the body that arrived has {computed}.',
    'Tiêu đề ghi {algorithm} {said}; nội dung nhận được có {computed}.',
  ),
} satisfies Readonly<Record<string, Localized>>;
