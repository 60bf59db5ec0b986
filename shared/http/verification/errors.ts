/** What to do about the errors of this room. */
import type { verificationProblems } from '../../domain/verification/problems.ts';
import { guide, type ProblemGuides } from '../errors/guide.ts';

export const verificationProblemGuides: ProblemGuides<keyof typeof verificationProblems> = {
  'verification-not-found': guide({ id: '12' }, 'Take a number from the list.', 'Lấy số trong danh sách.'),
  'verification-under-way': guide(
    { id: '11', by: 'lan', since: '2026-11-20T02:30:00.000Z' },
    'Wait until it is over: at most one runs at a time.',
    'Chờ đến khi kết thúc: mỗi lúc chỉ một lần kiểm chứng.',
  ),
};
