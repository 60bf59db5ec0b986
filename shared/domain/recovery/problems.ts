/** Problems of recovery drills. */
import { never, type ProblemRow } from '../problems/problem-row.ts';

export const recoveryProblems = {
  'drill-not-found': never(
    404,
    ['No such drill', 'No recovery drill has the id {id}; GET /drills lists all.'],
    [
      'Không có lần diễn tập này',
      'Không có lần diễn tập khôi phục nào mang mã {id}; GET /drills liệt kê tất cả.',
    ],
  ),
  'drill-under-way': never(
    409,
    ['A drill is under way', 'A drill is asked for or under way already; GET /drills lists all.'],
    [
      'Đang có lần diễn tập',
      'Đã có lần diễn tập được yêu cầu hoặc đang diễn ra; GET /drills liệt kê tất cả.',
    ],
  ),
} satisfies Readonly<Record<string, ProblemRow>>;
