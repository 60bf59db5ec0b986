/** Problems of whoever does more than it may in an hour or a day. */
import { later, type ProblemRow } from '../problems/problem-row.ts';

export const quotaProblems = {
  'quota-exceeded': later(
    429,
    [
      'The quota is used up',
      'From {from} to {until} at most {limit} requests of {subject} are taken. Nothing was recorded; from then on the same request is taken.',
    ],
    [
      'Đã dùng hết hạn mức',
      'Từ {from} đến {until} chỉ nhận tối đa {limit} yêu cầu của {subject}. Chưa ghi nhận gì; từ lúc đó hãy gửi lại đúng yêu cầu này.',
    ],
  ),
} satisfies Readonly<Record<string, ProblemRow>>;
