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
} satisfies Readonly<Record<string, ProblemRow>>;
