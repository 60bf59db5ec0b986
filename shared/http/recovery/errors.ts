/** What to do about the errors of this room. */
import type { recoveryProblems } from '../../domain/recovery/problems.ts';
import { guide, type ProblemGuides } from '../errors/guide.ts';

export const recoveryProblemGuides: ProblemGuides<keyof typeof recoveryProblems> = {
  'drill-not-found': guide({ id: '20261120-023000' }, 'Take an id from the list.', 'Lấy mã trong danh sách.'),
  'drill-under-way': guide(
    {},
    'Wait until its outcome is there: at most one runs at a time.',
    'Chờ đến khi có kết quả: mỗi lúc chỉ một lần diễn tập.',
  ),
};
