/** What to do about the errors of this room. */
import type { totalsFindings } from '../../domain/totals/findings.ts';
import { type FindingGuides, foundIn } from '../errors/guide.ts';

const inQuestion = foundIn('invalid-request');

export const totalsFindingGuides: FindingGuides<keyof typeof totalsFindings> = {
  'period-reversed': inQuestion(
    ['A series that ends before it begins', 'Chuỗi kỳ kết thúc trước khi bắt đầu'],
    { value: '2026-06..2026-01', from: '2026-06', to: '2026-01', example: '2026-01..2026-06' },
    'Write the earlier period first.',
    'Viết kỳ sớm hơn trước.',
  ),
  'too-many-periods': inQuestion(
    ['A series that is too long', 'Chuỗi kỳ quá dài'],
    { value: '2020-01..2026-12', count: 84, limit: 60 },
    'Ask for parts of it one after the other, or for quarters or years.',
    'Hỏi lần lượt từng phần, hoặc hỏi theo quý hay năm.',
  ),
  'too-many-for-systems': inQuestion(
    ['Too many periods for a key for some systems', 'Quá nhiều kỳ đối với khóa cho một số hệ thống'],
    { value: '2024-01..2026-12', count: 36, dataset: 'etx-monthly', systems: 200, limit: 15 },
    'Ask for parts of it one after the other: what such a key reads is added up anew from its systems.',
    'Hỏi lần lượt từng phần: số liệu mà khóa này đọc được cộng lại từ các hệ thống của khóa.',
  ),
  'too-young': inQuestion(
    ['An instant for which not everything is in yet', 'Thời điểm mà dữ liệu chưa đủ'],
    { latest: '2026-11-20T02:29:00.000Z' },
    'Take an instant up to that one; for the newest total leave `asOf` out.',
    'Chọn thời điểm không muộn hơn; để xem số mới nhất, hãy bỏ `asOf`.',
  ),
  'unknown-then': inQuestion(
    [
      'An agency or system that the hub did not know at that instant',
      'Cơ quan hoặc hệ thống chưa có vào thời điểm đó',
    ],
    { at: '2026-01-05T02:30:00.000Z', value: 'H26.18' },
    'Take a later instant, or the agency that was there then.',
    'Chọn thời điểm muộn hơn, hoặc cơ quan đã có khi đó.',
  ),
  'as-of-one-period': inQuestion(
    ['A series or a coarser period together with `asOf`', 'Hỏi `asOf` cho chuỗi kỳ hoặc kỳ dài hơn'],
    { dataset: 'etx-monthly', kind: 'month', example: '2026-10', value: '2026-Q4' },
    'Ask for one period of the dataset at a time.',
    'Mỗi lần hỏi một kỳ của bộ dữ liệu.',
  ),
  'unknown-change': inQuestion(
    ['A change that is not among those of this total', 'Thay đổi không thuộc số liệu này'],
    { value: 'H26.dvc~etx-monthly~2026-10~9' },
    'Send in `afterChange` what `nextChange` of the answer before says.',
    'Gửi trong `afterChange` đúng giá trị `nextChange` của câu trả lời trước.',
  ),
};
