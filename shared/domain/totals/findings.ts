/** Findings in what is asked of totals. */
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';

export const totalsFindings = {
  'period-reversed': localized(
    'The periods "{value}" are reversed: {from} comes after {to}. Write {example}.',
    'Khoảng kỳ "{value}" bị đảo ngược: {from} đứng sau {to}. Hãy viết {example}.',
  ),
  'too-many-periods': localized(
    '"{value}" is {count} periods; one answer has at most {limit}. Ask again for the others, or for coarser periods.',
    '"{value}" gồm {count} kỳ; một câu trả lời có tối đa {limit} kỳ. Hãy hỏi thêm lần nữa cho các kỳ còn lại, hoặc hỏi kỳ dài hơn.',
  ),
  'too-many-for-systems': localized(
    '"{value}" is {count} periods of {dataset}; a key for {systems} systems reads at most {limit} in one answer. Ask for fewer at a time.',
    '"{value}" gồm {count} kỳ của {dataset}; khóa cho {systems} hệ thống đọc tối đa {limit} kỳ trong một câu trả lời. Hãy hỏi ít kỳ hơn mỗi lần.',
  ),
  'too-young': localized(
    'asOf goes up to {latest}, one minute ago.',
    'asOf chỉ đến {latest}, một phút trước.',
  ),
  'unknown-then': localized(
    'At {at} the hub knew no "{value}" yet.',
    'Lúc {at}, hệ thống chưa biết "{value}".',
  ),
  'as-of-one-period': localized(
    'With asOf, ask for one period that {dataset} is reported by, a {kind} such as {example}, not for "{value}".',
    'Với asOf, hãy hỏi một kỳ mà {dataset} được báo cáo ({kind}), như {example}, không phải "{value}".',
  ),
  'unknown-change': localized(
    'There is no "{value}" among what has changed this total since then.',
    'Không có "{value}" trong những gì đã làm thay đổi số liệu này kể từ đó.',
  ),
} satisfies Readonly<Record<string, Localized>>;
