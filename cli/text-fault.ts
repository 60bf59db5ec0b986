/** What is wrong with a text that is to be plain, in both languages: the rule says it in English, and the Vietnamese is found by that. */
import type { Localized } from '../shared/contract/text.ts';
import type { TextFault } from '../shared/domain/values/plain-text.ts';

const rows: readonly (readonly [RegExp, string])[] = [
  [/^a letter was lost in another encoding:/, 'mất một chữ do sai bảng mã:'],
  [/^a character that nobody sees,/, 'ký tự không nhìn thấy,'],
  [/^a blank of another kind,/, 'dấu cách khác loại,'],
  [/^a blank at the edge,/, 'dấu cách ở đầu hoặc cuối,'],
  [/^an accent without a letter,/, 'dấu thanh không có chữ,'],
  [/^letters and accents apart \(not Unicode NFC\)$/, 'chữ và dấu tách rời (không phải Unicode NFC)'],
  [/ at the beginning$/, ' ở đầu'],
  [/ behind (?=")/, ' sau '],
  [/^the letter that stood there$/, 'chữ đúng ở vị trí đó'],
  [
    /^no control, bidirectional or other invisible characters$/,
    'không có ký tự điều khiển, ký tự đổi chiều hay ký tự vô hình khác',
  ],
  [/^the ordinary blank \(U\+0020\)$/, 'dấu cách thường (U+0020)'],
  [/^neither at the beginning nor at the end$/, 'không ở đầu, không ở cuối'],
  [/^a letter before it$/, 'có chữ đứng trước'],
  [/, in composed letters$/, ', dạng chữ dựng sẵn'],
];

const vietnamese = (text: string): string =>
  rows.reduce((said, [pattern, vi]) => said.replace(pattern, vi), text);

export const textFaultText = ({ problem, allowed }: TextFault): Localized => ({
  vi: `${vietnamese(problem)}; được phép: ${vietnamese(allowed)}`,
  en: `${problem}; allowed: ${allowed}`,
});
