/** What can be wrong with the syntax of a JSON text, in words: the `{what}` of the finding `json-syntax`. */
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';

export const syntaxErrors = {
  'value-expected': localized('A value is expected', 'Cần một giá trị'),
  'name-expected': localized('A name in double quotes is expected', 'Cần một tên trong dấu ngoặc kép'),
  'colon-expected': localized('A colon is expected', 'Cần dấu hai chấm'),
  'comma-expected': localized(
    'A comma or the closing bracket is expected',
    'Cần dấu phẩy hoặc dấu ngoặc đóng',
  ),
  'end-expected': localized('The text has to end here', 'Văn bản phải kết thúc ở đây'),
  empty: localized('There is nothing in it', 'Không có nội dung'),
  'unexpected-end': localized('The text ends too early', 'Văn bản kết thúc quá sớm'),
  'open-string': localized('The string is not closed', 'Chuỗi chưa được đóng'),
  'control-character': localized(
    'A string has an unescaped control character',
    'Chuỗi chứa ký tự điều khiển',
  ),
  'bad-escape': localized(
    'A string has an escape that JSON does not have',
    'Chuỗi chứa ký hiệu thoát không hợp lệ',
  ),
  'bad-number': localized('The number is incomplete', 'Số viết chưa đủ'),
  'number-out-of-range': localized(
    'The number is too large or too small for JSON readers (IEEE 754); send it as text, without exponent',
    'Số quá lớn hoặc quá nhỏ đối với bộ đọc JSON (IEEE 754); hãy gửi dạng chuỗi, không dùng số mũ',
  ),
  'unknown-word': localized('This is not a JSON value', 'Đây không phải giá trị JSON'),
  comment: localized('JSON has no comments', 'JSON không có chú thích'),
} as const satisfies Record<string, Localized>;

export type SyntaxErrorCode = keyof typeof syntaxErrors;
