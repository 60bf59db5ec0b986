/** Problems of verifications that an operator asks for. */
import { never, type ProblemRow } from '../problems/problem-row.ts';

export const verificationProblems = {
  'verification-not-found': never(
    404,
    ['No such verification', 'No verification has the number {id}; GET /admin/verification lists all.'],
    [
      'Không có lần kiểm chứng này',
      'Không có lần kiểm chứng nào mang số {id}; GET /admin/verification liệt kê tất cả.',
    ],
  ),
  'verification-under-way': never(
    409,
    [
      'A verification is under way',
      'Verification {id} is under way: {by} asked for it at {since}. Another one begins when it is over.',
    ],
    [
      'Đang kiểm chứng',
      'Lần kiểm chứng {id} đang diễn ra: {by} đã yêu cầu lúc {since}. Lần khác chỉ bắt đầu khi lần này kết thúc.',
    ],
  ),
} satisfies Readonly<Record<string, ProblemRow>>;
