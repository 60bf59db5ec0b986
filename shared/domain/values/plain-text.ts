/**
 * What a text that people are shown may be made of: names of the registry, reasons, whoever asked for something. Two texts
 * that look the same are the same, and none looks like another than it is.
 */

import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';

/** Characters that are not seen, or that change how others are: control, format (bidirectional, zero width), unassigned, line separators. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
const allUnseen = new RegExp(unseen.source, 'gu');
const otherBlank = /(?! )\p{Zs}/u;

/** As JSON writes it: `\u001b`; beyond the first plane two of them. */
const escaped = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');

/** With `\u001b` in the place of each unseen character but those of `keep`. In JSON text it means the same. */
export const withEscapes = (text: string, keep = ''): string =>
  text.replace(allUnseen, (one) => (keep.includes(one) ? one : escaped(one)));

const codePoint = (text: string): string =>
  `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The first character that would not be there in composed letters: the accent, where a letter has one. */
function firstDecomposed(text: string): string {
  const [characters, composed] = [[...text], [...text.normalize('NFC')]];
  const at = characters.findIndex((one, index) => one !== composed[index]);
  const behind = characters[at + 1] ?? '';
  return codePoint(/^\p{M}/u.test(behind) ? behind : (characters[at] ?? text));
}

/** So much of what stands before a character says where it is. */
const LEAD = 20;

/** What is wrong, and what would be right; `character` is the one that is wrong, as `U+202E`. */
export type TextFault = {
  readonly problem: Localized;
  readonly allowed: Localized;
  readonly character: string;
};

/** Null: the text is plain. Composed (NFC) is refused and not made so: what is stored is what stands in the file. */
export function plainTextFault(text: string): TextFault | null {
  const named = (pattern: RegExp, problem: Localized, allowed: Localized): TextFault | null => {
    const found = pattern.exec(text);
    if (found === null) return null;
    const before = [...text.slice(0, found.index)].slice(-LEAD).join('');
    const where =
      before === ''
        ? localized('at the beginning', 'ở đầu')
        : localized(`behind ${JSON.stringify(before)}`, `sau ${JSON.stringify(before)}`);
    const character = codePoint(found[0]);
    return {
      problem: localized(`${problem.en} ${character} ${where.en}`, `${problem.vi} ${character} ${where.vi}`),
      allowed,
      character,
    };
  };
  return (
    named(
      /\uFFFD/,
      localized('a letter was lost in another encoding:', 'mất một chữ do sai bảng mã:'),
      localized('the letter that stood there', 'chữ đúng ở vị trí đó'),
    ) ??
    named(
      unseen,
      localized('a character that nobody sees,', 'ký tự không nhìn thấy,'),
      localized(
        'no control, bidirectional or other invisible characters',
        'không có ký tự điều khiển, ký tự đổi chiều hay ký tự vô hình khác',
      ),
    ) ??
    named(
      otherBlank,
      localized('a blank of another kind,', 'dấu cách khác loại,'),
      localized('the ordinary blank (U+0020)', 'dấu cách thường (U+0020)'),
    ) ??
    named(
      /^ +|(?<! ) +$/,
      localized('a blank at the edge,', 'dấu cách ở đầu hoặc cuối,'),
      localized('neither at the beginning nor at the end', 'không ở đầu, không ở cuối'),
    ) ??
    named(
      /^\p{M}/u,
      localized('an accent without a letter,', 'dấu thanh không có chữ,'),
      localized('a letter before it', 'có chữ đứng trước'),
    ) ??
    (text === text.normalize('NFC') ? null : decomposed(text))
  );
}

function decomposed(text: string): TextFault {
  const composed = JSON.stringify(text.normalize('NFC'));
  return {
    problem: localized(
      'letters and accents apart (not Unicode NFC)',
      'chữ và dấu tách rời (không phải Unicode NFC)',
    ),
    allowed: localized(`${composed}, in composed letters`, `${composed}, dạng chữ dựng sẵn`),
    character: firstDecomposed(text),
  };
}
