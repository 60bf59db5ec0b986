/** What a record of a verification says in English, in both languages: the Vietnamese is found by that. */
import type { Language } from '../shared/contract/text.ts';

const rows: readonly (readonly [RegExp, string])[] = [
  [/^it is in the journal already$/, 'đã có trong nhật ký'],
  [
    /^no entry that gives its own digest stands where the hub would have put it$/,
    'ở chỗ hệ thống lẽ ra đã đặt không có bản ghi nào khớp mã băm của nó',
  ],
  [/^(\d+) runs died in step (\w+)$/, '$1 lần chạy dừng ở bước $2'],
  [/^the deadline (\S+) has passed/, 'đã quá hạn $1'],
  [/^reporters of /, 'hệ thống báo cáo '],
  [/^reporters$/, 'hệ thống báo cáo'],
  [/^newest received at$/, 'tiếp nhận gần nhất lúc'],
  [/^none$/, 'không có'],
];

/** Names of figures, their absence, and why a verification ended; what stopped a run is left as it was said. */
export const wordsIn = (language: Language, text: string): string =>
  language === 'en' ? text : rows.reduce((said, [pattern, vi]) => said.replace(pattern, vi), text);
