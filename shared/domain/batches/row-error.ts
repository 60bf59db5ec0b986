/** A finding of a file as its sender gets it, with what a spreadsheet may have done to what stands there. */
import type { RowError } from '../../contract/batches/row-error.ts';
import type { Language, Localized } from '../../contract/text.ts';
import { findingText } from '../language/finding-text.ts';
import { localized } from '../language/localized.ts';
import type { RowFinding } from './row-finding.ts';

const decimalComma = localized(
  'A decimal comma is read where the file is declared to have it (decimalComma=true, or dtm --decimal-comma).',
  'Dấu phẩy thập phân chỉ được đọc khi tệp được khai báo dùng dấu này (decimalComma=true, hoặc dtm --decimal-comma).',
);
const exponent = localized(
  'A spreadsheet has shortened the number: give its cells a format with all digits, and save the file again.',
  'Bảng tính đã rút gọn số: hãy định dạng ô hiển thị đủ chữ số rồi lưu lại tệp.',
);
const thousands = localized(
  'If its points part thousands, write the figure without them.',
  'Nếu dấu chấm là dấu ngăn cách hàng nghìn, hãy viết số không có dấu đó.',
);
const date = localized(
  'A spreadsheet has made a date of it: give the cells the format of text, and write it again.',
  'Bảng tính đã đổi nội dung thành ngày: hãy định dạng ô là văn bản rồi nhập lại.',
);

/** What a value looks like that a spreadsheet has changed, in which findings. */
const changed: readonly (readonly [codes: readonly RowFinding['code'][], form: RegExp, hint: Localized])[] = [
  [['not-a-decimal'], /^-?\d+,\d+$/, decimalComma],
  [['not-a-decimal'], /^-?\d+([.,]\d+)?E[+-]?\d+$/i, exponent],
  [['wrong-scale'], /^-?\d{1,3}(\.\d{3})+$/, thousands],
  [
    ['wrong-form'],
    /^(\p{L}{3,}[-/. ]\d{2,4}|\d{1,2}[-/. ](\p{L}{3,}|\d{1,2})([-/. ]\d{2,4})?( \d.*)?)$/u,
    date,
  ],
];

/** So many allowed values are said. */
const MOST_ALLOWED = 50;

const hintOf = ({ code, value }: RowFinding): Localized | null =>
  changed.find(([codes, form]) => codes.includes(code) && form.test(value ?? ''))?.[2] ?? null;

export function rowErrorOf(finding: RowFinding, language: Language): RowError {
  const { row, column, key, code, value, allowed, submission } = finding;
  const hint = hintOf(finding);
  const text = findingText(finding, language);
  const detail = hint === null ? text : `${text} ${hint[language]}`;
  return {
    row,
    column,
    key,
    code,
    detail,
    value,
    ...(allowed && { allowed: allowed.slice(0, MOST_ALLOWED) }),
    submission,
  };
}
