/** Findings in what is asked of totals. */
import type { Localized } from '../../contract/text.ts';
import { localized } from '../language/localized.ts';

export const totalsFindings = {
  'period-reversed': localized(
    'The periods "{value}" are reversed: {from} comes after {to}. Write {example}.',
    'Khoảng kỳ "{value}" bị đảo ngược: {from} đứng sau {to}. Hãy viết {example}.',
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
