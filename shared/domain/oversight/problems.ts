/** Problems of planned maintenance. */
import { never, type ProblemRow } from '../problems/problem-row.ts';

export const oversightProblems = {
  'maintenance-under-way': never(
    409,
    ['Maintenance is under way', 'Maintenance is under way since {since} ({reason}): end it first.'],
    ['Đang bảo trì', 'Đang bảo trì từ {since} ({reason}): hãy kết thúc trước.'],
  ),
  'no-maintenance': never(
    409,
    ['No maintenance is under way', 'There is none to be ended.'],
    ['Không có đợt bảo trì nào', 'Không có đợt bảo trì nào đang diễn ra để kết thúc.'],
  ),
} satisfies Readonly<Record<string, ProblemRow>>;
